import Records

/// How many records a batch takes. It begins small, so that the first rows come soon, and follows the time that batches
/// take.
struct BatchPace {
  /// Records of a first batch.
  static let firstBatch = 64
  private static let smallestBatch = 16
  private static let largestBatch = 8192
  /// Bytes of text that a batch takes: enough tiles for many threads, little beside the weights.
  private static let batchBytes = 512 << 10
  /// A batch that takes longer is followed by a smaller one, so that progress shows and little is lost by a crash.
  private static let batchTime = Duration.seconds(2)

  private(set) var limit: RecordReader.BatchLimit

  init(firstBatch: Int) { limit = RecordReader.BatchLimit(records: firstBatch, bytes: Self.batchBytes) }

  /// Takes note of the time that the last batch took.
  mutating func adjust(to time: Duration) {
    if time > Self.batchTime {
      limit.records = max(Self.smallestBatch, limit.records / 2)
    } else if time < Self.batchTime / 2 {
      limit.records = min(Self.largestBatch, limit.records * 2)
    }
  }
}
