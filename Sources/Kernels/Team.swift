/// Threads that share the work of one batch.
public final class Team: Sendable {
  /// Threads, the caller included.
  public let threadCount: Int

  public init(threads: Int) { threadCount = threads }
}
