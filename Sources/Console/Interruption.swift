import Synchronization

/// Handles SIGINT and SIGTERM: removes the files that are not worth keeping, writes a line that says what was kept, and lets the
/// program die of the signal, so that a shell sees it and ends its loop.
public enum Interruption {
  /// A file to remove, if it still has its name in an open directory.
  package struct Removal {
    let directory: Int32
    /// The bytes of the name.
    let name: [UInt8]
    let device: UInt64
    let inode: UInt64

    package init(directory: Int32, name: [UInt8], device: UInt64, inode: UInt64) {
      (self.directory, self.name, self.device, self.inode) = (directory, name, device, inode)
    }
  }

  // Read by the handler. It lies outside of arrays, since a signal handler may not count references. A handler may be running in
  // any thread, so a plan is replaced and never changed or freed.
  private struct Plan {
    let text: UnsafePointer<UInt8>
    let textSize: Int
    let steps: UnsafePointer<Step>
    let stepCount: Int
  }

  private struct Step {
    let directory: Int32
    let name: UnsafePointer<CChar>
    let device: UInt64
    let inode: UInt64
  }

  private static let plan = Atomic<UInt>(0)

  /// Sets what a signal does from now on.
  ///
  /// - Parameters:
  ///   - line: for standard error; empty for none.
  ///   - removals: files to remove. Their directories must stay open until the next plan is set.
  package static func plan(saying line: String, removing removals: [Removal] = []) {
    // Clears a progress line.
    let start = StandardError.isTerminal ? "\r\u{1B}[J" : ""
    let text = Array("\(start)\(line.isEmpty ? "" : "albert-embed: \(printable(line))\n")".utf8)
    let steps = removals.map { removal in
      Step(
        directory: removal.directory, name: permanent((removal.name + [0]).map { CChar(bitPattern: $0) }),
        device: removal.device, inode: removal.inode)
    }
    let next = permanent([
      Plan(text: permanent(text), textSize: text.count, steps: permanent(steps), stepCount: steps.count)
    ])
    plan.store(UInt(bitPattern: next), ordering: .releasing)
  }

  /// Memory with these elements, which is never freed.
  private static func permanent<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
    _ = memory.initialize(from: elements)
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }

  /// Removes the plan: no output is being written.
  package static func forget() { plan(saying: "") }

  /// Handles a signal. One that the parent process ignores (`nohup`) stays ignored.
  public static func handle(_ number: Int32) {
    forget()
    let previous = signal(number, end)
    if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
  }

  /// Blocks SIGINT and SIGTERM in this thread, the only one that takes them.
  ///
  /// - Returns: the signals that were blocked before, for `restore`.
  package static func block() -> sigset_t {
    var (ours, before) = (sigset_t(), sigset_t())
    sigemptyset(&ours)
    sigaddset(&ours, SIGINT)
    sigaddset(&ours, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &ours, &before)
    return before
  }

  package static func restore(_ before: sigset_t) {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  /// The signal handler; it calls only async-signal-safe functions.
  private static let end: @convention(c) (Int32) -> Void = { number in
    if let plan = UnsafePointer<Plan>(bitPattern: Interruption.plan.load(ordering: .acquiring)) {
      _ = writeBytes(STDERR_FILENO, plan.pointee.text, plan.pointee.textSize)
      var index = 0
      while index < plan.pointee.stepCount {
        let step = plan.pointee.steps + index
        var status = stat()
        if fstatat(step.pointee.directory, step.pointee.name, &status, AT_SYMLINK_NOFOLLOW) == 0,
          UInt64(truncatingIfNeeded: status.st_dev) == step.pointee.device,
          UInt64(status.st_ino) == step.pointee.inode
        {
          unlinkat(step.pointee.directory, step.pointee.name, 0)
        }
        index += 1
      }
    }
    signal(number, SIG_DFL)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
    // Process 1 of a container does not die of a signal without a handler. It ends with the status that a shell shows for one.
    _exit(128 + number)
  }
}
