import Dispatch

/// The error of a system that does not start another thread.
public struct ThreadFailure: Error, CustomStringConvertible {
  /// The system's error number.
  let code: Int32

  public var description: String {
    "no more threads can be started: \(String(cString: strerror(code))); fewer of them (-t), or more memory and processes "
      + "(ulimit -v and -u, or the container's limits), may do"
  }
}

/// Starts threads, and reports those that the system refuses, as Dispatch does not.
public enum HelperThread {
  /// A thread's body, as a reference that C can carry.
  private final class Start: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts so many threads at once and ends them again. Dispatch would wait for threads that the system refuses.
  ///
  /// - Throws: if the system refuses one of them.
  static func check(_ count: Int) throws(ThreadFailure) {
    let (go, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    var started = 0
    defer {
      for _ in 0..<started { go.signal() }
      for _ in 0..<started { end.wait() }
    }
    while started < count {
      try start {
        go.wait()
        end.signal()
      }
      started += 1
    }
  }

  /// Starts a thread that ends with its body. It blocks the signals that are sent to the process.
  ///
  /// - Throws: if the system refuses it.
  public static func start(_ body: @escaping @Sendable () -> Void) throws(ThreadFailure) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // A new thread inherits the mask. The signals that a thread itself causes must not be blocked.
    var (masked, before) = (sigset_t(), sigset_t())
    sigfillset(&masked)
    for number in [SIGBUS, SIGSEGV, SIGILL, SIGTRAP, SIGFPE, SIGSYS, SIGPROF] { sigdelset(&masked, number) }
    pthread_sigmask(SIG_SETMASK, &masked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let code = create(Unmanaged.passRetained(Start(body)).toOpaque(), &attributes)
    guard code == 0 else { throw ThreadFailure(code: code) }
  }

  /// - Returns: 0, or the system's error number. The context is released then.
  private static func create(_ context: UnsafeMutableRawPointer, _ attributes: inout pthread_attr_t) -> Int32 {
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, &attributes, { HelperThread.run($0) }, context)
    #else
      var thread = pthread_t()
      let code = pthread_create(&thread, &attributes, { HelperThread.run($0) }, context)
    #endif
    if code != 0 { Unmanaged<Start>.fromOpaque(context).release() }
    return code
  }

  private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
    return nil
  }
}
