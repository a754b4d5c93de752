import Embedding
import Records

/// How fast an embedder is with records like those of a sample, measured on the spot.
struct EncodingRate {
  /// At least this long, if the sample is small by taking it again.
  private static let shortest = Duration.milliseconds(200)
  /// At most about this long.
  private static let longest = Duration.milliseconds(1500)
  /// Records that are embedded together: enough tiles for all threads.
  private static let batch = 256

  private var tokens = 0
  private var duration = Duration.zero

  /// Embeds records of the sample until the time is up. Zero rates if the sample is empty.
  init(of embedder: Embedder, on sample: RecordSample) throws {
    let records = sample.mixed
    guard !records.isEmpty else { return }
    // The first records also bring the model's weights into memory.
    _ = try Self.tokens(of: records.prefix(16), embedder)
    let clock = ContinuousClock()
    repeat {
      for start in stride(from: 0, to: records.count, by: Self.batch) where duration < Self.longest {
        let chunk = records[start..<min(start + Self.batch, records.count)]
        duration += try clock.measure { tokens += try Self.tokens(of: chunk, embedder) }
      }
    } while duration < Self.shortest && tokens > 0
  }

  private static func tokens(of records: ArraySlice<RecordContents>, _ embedder: Embedder) throws -> Int {
    var contents = RecordContents()
    for record in records { contents.append(record) }
    var count = 0
    // A sample that is taken again must be encoded again.
    embedder.forgetSequences()
    try embedder.embed(contents) { rows in
      // A record whose rows go on in the next ones is counted there.
      for record in rows.records.dropLast(rows.endsInside ? 1 : 0) { count += record.tokenCount }
    }
    return count
  }

  /// Seconds for so many tokens.
  func seconds(for count: Int) -> Double {
    tokens == 0 ? 0 : Double(count) * duration.inSeconds / Double(tokens)
  }
}
