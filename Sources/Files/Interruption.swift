import Synchronization

/// What happens when a signal ends the program: what is not worth keeping is removed, a line says what was kept, and the
/// program dies of the signal, so that a shell sees it and ends its loop.
public enum Interruption {
  // C strings one after the other, an empty one at the end: what to write, then the files to remove. A handler may be at
  // work on it in any thread, so that a plan is replaced but never changed or given back.
  private static let plan = Atomic<UInt>(0)

  /// Says what is to be done from now on.
  ///
  /// - Parameters:
  ///   - line: for standard error; empty for none.
  ///   - paths: files to remove.
  static func plan(saying line: String, removing paths: [String] = []) {
    // A progress line may stand on the terminal.
    let start = StandardError.isTerminal ? "\r\u{1B}[J" : ""
    var bytes = Array("\(start)\(line.isEmpty ? "" : "albert-embed: \(printable(line))\n")".utf8) + [0]
    for path in paths { bytes += fileNameBytes(path) + [0] }
    bytes.append(0)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    memory.copyBytes(from: bytes)
    plan.store(UInt(bitPattern: memory.baseAddress), ordering: .releasing)
  }

  /// Nothing is under way that a signal could spoil.
  static func forget() { plan(saying: "") }

  /// Makes a signal do what is planned. One that the caller chose to ignore (`nohup`) stays ignored.
  public static func handle(_ number: Int32) {
    forget()
    let previous = signal(number, end)
    if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
  }

  /// Keeps signals waiting, and returns those that this thread kept waiting before. The other threads never take any.
  static func postpone() -> sigset_t {
    var (ours, before) = (sigset_t(), sigset_t())
    sigemptyset(&ours)
    sigaddset(&ours, SIGINT)
    sigaddset(&ours, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &ours, &before)
    return before
  }

  static func admit(_ before: sigset_t) {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  /// Calls only what a signal handler may call.
  private static let end: @convention(c) (Int32) -> Void = { number in
    guard var text = UnsafePointer<CChar>(bitPattern: Interruption.plan.load(ordering: .acquiring)) else { return }
    _ = writeBytes(STDERR_FILENO, text, strlen(text))
    text += strlen(text) + 1
    while text.pointee != 0 {
      unlink(text)
      text += strlen(text) + 1
    }
    signal(number, SIG_DFL)
    // It comes when this handler returns.
    kill(getpid(), number)
  }
}
