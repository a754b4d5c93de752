/// When a run saves its journal: so rarely that saving takes a small share of the time.
struct SaveSchedule {
  /// After a save the journal rests this many times as long as the save took: saves take a twentieth of the time.
  static let pause = 20
  /// Bytes a second that checking a model takes, at least.
  private static let verifyingRate = 1 << 30

  private let pause: Int
  private var next = ContinuousClock.now

  /// - Parameter modelSize: bytes of the model that the first save checks. It waits accordingly.
  init(pause: Int, modelSize: Int) {
    self.pause = pause
    next += .seconds(1) * modelSize / Self.verifyingRate * pause
  }

  func isDue(at now: ContinuousClock.Instant) -> Bool { now >= next }

  /// Takes note of a save that began at `start` and has ended now.
  mutating func saved(since start: ContinuousClock.Instant) {
    let now = ContinuousClock.now
    next = now + (now - start) * pause
  }
}
