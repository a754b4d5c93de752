import CShims
import Dispatch
import Synchronization

/// Threads that share the work of one job: the caller, and helpers that wait for jobs.
///
/// Each thread takes the next piece of the job when it is free, the caller too. So a helper that the system has not scheduled
/// delays nothing, and a team cannot get stuck, however many threads share a core.
public final class Team: Sendable {
  /// The number of threads, the caller included.
  public let threadCount: Int
  private let shared: SharedJob

  /// A team of the caller alone.
  public init() { (threadCount, shared) = (1, SharedJob()) }

  /// - Parameter avoidsCaller: whether helpers stay off the processor that the caller runs on now. A scheduler that packs
  ///   threads onto few processors would start a helper on the caller's processor, where it waits for milliseconds: for as
  ///   long as a sentence takes.
  /// - Throws: if the system refuses so many threads.
  public init(threads: Int, avoidsCaller: Bool = true) throws(ThreadFailure) {
    precondition(threads > 0)
    threadCount = threads
    shared = SharedJob()
    try HelperThread.check(threads - 1)
    let callers = avoidsCaller && threads > 1 ? Processor.current : nil
    for member in 1..<max(threads, 1) {
      // With a queue of its own each helper gets a thread at once, and keeps it.
      let queue = DispatchQueue(label: "albert-embed.team.\(member)", qos: .userInitiated)
      queue.async { [shared] in
        guard let callers else { return shared.help(as: member) }
        callers.avoid { shared.help(as: member) }
      }
    }
  }

  deinit { shared.dismiss(helpers: threadCount - 1) }

  /// Calls `body` once for each index below `count`, on any of the team's threads, and returns when all calls have returned.
  /// Two calls that run at the same time have different members, which are below `threadCount`. Two threads must not call
  /// this at the same time.
  public func run(_ count: Int, _ body: (_ index: Int, _ member: Int) -> Void) {
    if threadCount == 1 || count <= 1 {
      for index in 0..<count { body(index, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      shared.run(count, helpers: threadCount - 1, body)
    }
  }
}

/// The job of a team, which the caller and its helpers share.
private final class SharedJob: @unchecked Sendable {
  /// The number of the job's pieces in the upper half, the index of the next piece in the lower half. Both are one word, so
  /// that a late helper cannot take an index of one job for an index of the next.
  private let pieces = Atomic<UInt64>(0)
  private let unfinished = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)
  private let wake = DispatchSemaphore(value: 0)
  // The caller writes it while nobody works on a piece. A helper reads it only while it works on a piece.
  private var body: ((Int, Int) -> Void)?

  // How often a helper looks for work before it sleeps: for about 20 microseconds, longer than the serial part between two
  // jobs of a layer. It sleeps after that, so that a waiting thread takes no time from a working one.
  private static let attempts = 400
  // How often a caller looks whether the helpers are done before it sleeps between two looks: for about a millisecond.
  private static let patience = 20_000

  func run(_ count: Int, helpers: Int, _ body: @escaping (Int, Int) -> Void) {
    self.body = body
    unfinished.store(count, ordering: .relaxed)
    pieces.store(UInt64(count) << 32, ordering: .sequentiallyConsistent)
    let asleep = min(sleepers.load(ordering: .sequentiallyConsistent), count - 1)
    for _ in 0..<max(asleep, 0) { wake.signal() }
    work(as: 0)
    var attempt = 0
    while unfinished.load(ordering: .acquiring) > 0 {
      attempt += 1
      if attempt < Self.patience { pause(attempt) } else { usleep(100) }
    }
    self.body = nil
  }

  func help(as member: Int) {
    while !isDismissed.load(ordering: .relaxed) {
      var attempt = 0
      while attempt < Self.attempts, !hasPieces {
        attempt += 1
        pause(attempt)
      }
      if !hasPieces {
        sleepers.add(1, ordering: .sequentiallyConsistent)
        // A job that began before the caller could count this sleeper sends it no signal, so it looks once more.
        if !hasPieces, !isDismissed.load(ordering: .sequentiallyConsistent) { wake.wait() }
        sleepers.subtract(1, ordering: .sequentiallyConsistent)
      }
      work(as: member)
    }
  }

  func dismiss(helpers: Int) {
    isDismissed.store(true, ordering: .sequentiallyConsistent)
    for _ in 0..<helpers { wake.signal() }
  }

  private var hasPieces: Bool {
    let word = pieces.load(ordering: .sequentiallyConsistent)
    return word & 0xFFFF_FFFF < word >> 32
  }

  private func work(as member: Int) {
    while hasPieces {
      let word = pieces.add(1, ordering: .acquiringAndReleasing).oldValue
      guard word & 0xFFFF_FFFF < word >> 32 else { return }
      perform(Int(word & 0xFFFF_FFFF), member)
      unfinished.subtract(1, ordering: .releasing)
    }
  }

  /// Calls `body`. This is a function of its own so that its reference to `body` is gone when the piece counts as done:
  /// then the caller may return, and the runtime traps if a closure that must not escape is still referenced.
  @inline(never) private func perform(_ index: Int, _ member: Int) { body?(index, member) }

  private func pause(_ attempt: Int) {
    // Every 64th time another thread gets the core, since it may be the one that this thread waits for.
    if attempt % 64 == 0 { sched_yield() } else { albert_pause() }
  }
}
