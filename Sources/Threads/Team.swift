import CShims
import Dispatch
import Synchronization

/// Threads that share the work of one batch: a caller, and helpers that wait for it.
///
/// The pieces of a job are handed out one by one to whoever asks, and the caller asks like the rest. So a helper that
/// the system has not scheduled holds nothing up, and a team is never stuck, however many threads share a core.
public final class Team: Sendable {
  /// Threads, the caller included.
  public let threadCount: Int
  private let shared: SharedJob

  /// The caller alone.
  public init() { (threadCount, shared) = (1, SharedJob()) }

  /// - Parameter avoidsCaller: whether helpers stay off the processor that the caller runs on now. A scheduler that packs threads
  ///   onto few processors would start a helper behind the caller, where it waits for milliseconds: for as long as a sentence
  ///   takes.
  /// - Throws: where the system does not give so many threads.
  public init(threads: Int, avoidsCaller: Bool = true) throws(ThreadFailure) {
    precondition(threads > 0)
    threadCount = threads
    shared = SharedJob()
    try HelperThread.check(threads - 1)
    let callers = avoidsCaller && threads > 1 ? Processor.current : nil
    for member in 1..<max(threads, 1) {
      // A queue of its own gives each helper a thread at once, which it keeps.
      let queue = DispatchQueue(label: "albert-embed.team.\(member)", qos: .userInitiated)
      queue.async { [shared] in
        guard let callers else { return shared.help(as: member) }
        callers.avoid { shared.help(as: member) }
      }
    }
  }

  deinit { shared.dismiss(helpers: threadCount - 1) }

  /// Calls `body` once for each index below `count`, on any of the team's threads, and returns when all calls have.
  /// The member that a call is given, below `threadCount`, is one thread for as long as the call takes. Not for two
  /// callers at once.
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

/// What caller and helpers have in common.
private final class SharedJob: @unchecked Sendable {
  /// Pieces of the present job: its count in the upper half, the next to be handed out in the lower. One word, so that
  /// a late helper can never take an index of one job for one of the next.
  private let pieces = Atomic<UInt64>(0)
  private let unfinished = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)
  private let wake = DispatchSemaphore(value: 0)
  // Written by the caller while no piece is out, and read only by those who hold a piece.
  private var body: ((Int, Int) -> Void)?

  // A helper looks for work this often without rest, some 20 microseconds, which bridges the serial parts between two
  // jobs of a layer; then it sleeps, so that waiting threads take nothing from working ones.
  private static let attempts = 400
  // A caller that waits for others looks this often, about a millisecond, before it sleeps between two looks.
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
        // Work that was announced before the caller could see this sleeper is not missed.
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

  /// A function of its own, so that its hold on `body` has ended when the piece is counted as done: the caller may then
  /// return, and the runtime traps where a closure that must not escape is still held.
  @inline(never) private func perform(_ index: Int, _ member: Int) { body?(index, member) }

  private func pause(_ attempt: Int) {
    // Now and then the core goes to whoever else wants it: the thread that is waited for may be among them.
    if attempt % 64 == 0 { sched_yield() } else { albert_pause() }
  }
}
