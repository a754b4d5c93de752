import Embedding
import Records

/// How long an embedder takes to encode records like those of a sample, measured on the spot.
struct EncodingRate {
  /// It measures at least this long, if the sample is small by taking it again.
  private static let shortest = Duration.milliseconds(200)
  /// It measures at most about this long.
  private static let longest = Duration.milliseconds(1500)
  /// Records that are embedded together: enough tiles for all threads.
  private static let batch = 256

  private let embedder: Embedder
  private var tokens = 0
  /// The time for these tokens, without the time that tokenizing them took.
  private var duration = Duration.zero

  /// Embeds records of the sample until the time is up. All rates are zero if the sample is empty.
  init(of embedder: Embedder, on sample: RecordSample) throws {
    self.embedder = embedder
    let records = sample.mixed
    guard !records.isEmpty else { return }
    // The first records also bring the model's weights into memory.
    try measure(records.prefix(16))
    (tokens, duration) = (0, .zero)
    let clock = ContinuousClock()
    let begin = clock.now
    repeat {
      for start in stride(from: 0, to: records.count, by: Self.batch) where clock.now - begin < Self.longest {
        try measure(records[start..<min(start + Self.batch, records.count)])
      }
    } while clock.now - begin < Self.shortest
  }

  private mutating func measure(_ records: ArraySlice<RecordContents>) throws {
    var contents = RecordContents()
    for record in records { contents.append(record) }
    let clock = ContinuousClock()
    // A sample that is taken again must be encoded again.
    embedder.forgetSequences()
    let tokenizing = try clock.measure {
      tokens += try embedder.plan(contents).reduce(0) { $0 + $1.encodedTokenCount }
    }
    embedder.forgetSequences()
    duration += max(.zero, try clock.measure { try embedder.embed(contents) { _ in } } - tokenizing)
  }

  /// The seconds that so many tokens take.
  func seconds(for count: Int) -> Double {
    tokens == 0 ? 0 : Double(count) * duration.inSeconds / Double(tokens)
  }
}
