import Records

/// The size of a run's batches. The first batch is small, so that the first rows come soon. Later ones grow or shrink with the
/// time that they take.
struct BatchPace {
  /// The number of records in the first batch.
  static let firstBatch = 64
  private static let smallestBatch = 16
  private static let largestBatch = 8192
  /// The text of a batch in bytes: enough tiles for many threads, and little memory beside the weights.
  private static let batchBytes = 512 << 10
  /// After a batch that takes longer the next is smaller, so that progress is seen and a crash loses little.
  private static let batchTime = Duration.seconds(2)

  private(set) var limit: RecordReader.BatchLimit

  init(firstBatch: Int) { limit = RecordReader.BatchLimit(records: firstBatch, bytes: Self.batchBytes) }

  /// Chooses the next batch's size by the time that the last batch took.
  mutating func adjust(to time: Duration) {
    if time > Self.batchTime {
      limit.records = max(Self.smallestBatch, limit.records / 2)
    } else if time < Self.batchTime / 2 {
      limit.records = min(Self.largestBatch, limit.records * 2)
    }
  }
}
