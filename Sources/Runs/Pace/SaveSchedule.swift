/// When a run saves its journal. Saves are so rare that they take a twentieth of the time.
struct SaveSchedule {
  /// The time between two saves, as a multiple of the time that a save takes.
  static let pause = 20
  /// The rate at which a model is verified, at least, in bytes a second.
  private static let verifyingRate = 1 << 30

  private let pause: Int
  private var next = ContinuousClock.now

  /// - Parameter modelSize: the size of the model in bytes. The first save verifies the model, so it waits for as many times as
  ///   long as that takes.
  init(pause: Int, modelSize: Int) {
    self.pause = pause
    next += .seconds(1) * modelSize / Self.verifyingRate * pause
  }

  func isDue(at now: ContinuousClock.Instant) -> Bool { now >= next }

  /// Schedules the next save after one that began at `start` and has just ended.
  mutating func saved(since start: ContinuousClock.Instant) {
    let now = ContinuousClock.now
    next = now + (now - start) * pause
  }
}
