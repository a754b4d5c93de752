import EmbeddingFormats
import Records
import Testing

/// Tests that every format passes, and tests of the companions.
@Suite struct RecordFormatTests {
  private static var layout: OutputFormat.Layout {
    var layout = OutputFormat.Layout(columnCount: 3)
    layout.layerIndices = [-1]
    return layout
  }

  private typealias Format = any RecordFormat<OutputRecord>

  /// All formats for one layout, each with the function that makes it from its header.
  private static var formats: [(name: String, format: Format, again: ([UInt8]) -> Format?)] {
    OutputFormat.allCases.map { ($0.rawValue, $0.make(layout), $0.makeFromHeader) }
      + CompanionFormat.allCases.map { ($0.name, $0.make(layout), $0.makeFromHeader) }
  }

  @Test func headersHaveOneSizeAndAreKnownAgain() throws {
    for (name, format, again) in Self.formats {
      guard let header = format.header else {
        // Shards without a header are joined byte by byte.
        #expect(again([])?.header == nil, "\(name)")
        continue
      }
      for counts in [OutputCounts(), OutputCounts(records: 3, rows: 7), OutputCounts(records: 1 << 40, rows: 1 << 50)] {
        let bytes = header.bytes(for: counts)
        #expect(bytes.count == header.size, "\(name)")
        let read = try #require(again(bytes)?.header, "\(name)")
        #expect(read.bytes(for: counts) == bytes && read.itemSize == header.itemSize, "\(name)")
      }
    }
  }

  @Test func itemsTakeTheirSize() throws {
    let record = OutputRecord(index: 0, rows: [1, 2, 3][...], labels: [RowLabel(text: "a", id: nil, range: 0..<1)])
    for (name, format, _) in Self.formats {
      guard let header = format.header, let itemSize = header.itemSize else { continue }
      var body: [UInt8] = []
      var counts = OutputCounts()
      format.begin(isFirstShard: true, to: &body)
      for _ in 0..<5 {
        counts = counts + OutputCounts(records: 1, rows: 1)
        format.write(record, upTo: counts, to: &body)
        #expect(header.fits(bodySize: body.count, counts), "\(name)")
        #expect(!header.fits(bodySize: body.count + itemSize, counts), "\(name)")
      }
      #expect(!header.fits(bodySize: body.count, OutputCounts(records: .max - 1, rows: .max - 1)), "\(name)")
    }
  }

  @Test func namesAndExtensionsAreUnique() {
    let formats = OutputFormat.allCases + [.word2vec]
    #expect(Set(formats.map(\.rawValue)).count == formats.count)
    #expect(Set(CompanionFormat.allCases.map(\.name)).count == CompanionFormat.allCases.count)
    for format in formats { #expect(FileKind.named(by: format.fileExtensions[0]) != nil, "\(format.rawValue)") }
  }

  /// Such a file begins with zeros until it is whole.
  @Test func formatsThatStateTheirCountAreBinary() {
    for format in OutputFormat.allCases where format.statesCount {
      #expect(format.abilities.contains(.binary), "\(format.rawValue)")
    }
  }

  // MARK: Companions

  @Test func spansArePairs() {
    let labels = [RowLabel(text: "a", id: nil, range: 3..<7), RowLabel(text: "[SEP]", id: 3, range: nil)]
    var body: [UInt8] = []
    SpansFormat().write(
      OutputRecord(index: 0, rows: [1, 2][...], labels: labels[...]), upTo: OutputCounts(), to: &body)
    #expect(numbers(body) == [3, 7, -1, -1])
  }

  @Test func offsetsOfPartsAreThoseOfTheWhole() {
    let format = OffsetsFormat()
    var body: [UInt8] = []
    format.begin(isFirstShard: false, to: &body)
    var part = OutputRecord(index: 0, rows: [])
    part.isLastPart = false
    format.write(part, upTo: OutputCounts(records: 0, rows: 4), to: &body)
    part.isLastPart = true
    format.write(part, upTo: OutputCounts(records: 1, rows: 6), to: &body)
    format.write(part, upTo: OutputCounts(records: 2, rows: 6), to: &body)
    #expect(numbers(body) == [0, 6, 6])
  }

  @Test func offsetsOfShardsGoOn() {
    func bytes(_ numbers: [Int64]) -> [UInt8] {
      numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }
    let shards: [[Int64]] = [[0, 2, 5], [0], [0, 1, 300]]
    var joined: [UInt8] = []
    var before = OutputCounts()
    for (index, shard) in shards.enumerated() {
      // Each shard comes in two pieces.
      for (offset, numbers) in [(0, shard.prefix(1)), (8, shard.dropFirst())] where !numbers.isEmpty {
        let piece = ShardPiece(
          bytes: bytes(Array(numbers))[...], offset: offset, isOfFirstShard: index == 0, before: before)
        OffsetsFormat().join(piece, to: &joined)
      }
      before = before + OutputCounts(records: shard.count - 1, rows: Int(shard.last ?? 0))
    }
    #expect(numbers(joined) == [0, 2, 5, 6, 305])
  }

  private func numbers(_ bytes: [UInt8]) -> [Int64] {
    stride(from: 0, to: bytes.count, by: 8).map { start in
      (0..<8).reduce(0) { $0 | Int64(bytes[start + $1]) << (8 * $1) }
    }
  }

  @Test func idsHaveALineEach() {
    let format = IDsFormat()
    var body: [UInt8] = []
    for id in [.text(Array("a b".utf8)), nil, .literal(Array("7".utf8))] as [RecordID?] {
      let record = OutputRecord(index: 0, id: id, rows: [])
      #expect(format.problem(with: record) == nil)
      format.write(record, upTo: OutputCounts(), to: &body)
    }
    #expect(String(decoding: body, as: UTF8.self) == "a b\n\n7\n")
    for end in ["\n", "\r", "\r\n"] {
      let problem = format.problem(with: OutputRecord(index: 0, id: .text(Array("a\(end)b".utf8)), rows: []))
      #expect(problem?.contains("holds a line end") == true && problem?.contains("jsonl and csv") == true)
    }
  }
}
