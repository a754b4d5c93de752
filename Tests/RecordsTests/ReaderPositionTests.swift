import Testing

@testable import Files
@testable import Records

/// A reader that goes on from a position reads the rest, wherever an input paused when the position was saved.
@Suite struct ReaderPositionTests {
  /// An input that has no bytes ready at some offsets, as if a program that decompresses were slower than its reader.
  private final class PausingInput: InputSource {
    let name = "input"
    let identity = FileIdentity(content: [])
    let extent: Int?
    /// True, as for a compressed file, whose offsets are not those of the text.
    let isIndivisible = true
    private let bytes: [UInt8]
    private let pauses: Set<Int>
    private var offset = 0

    init(_ bytes: [UInt8], pauses: Set<Int>, isSampled: Bool) {
      (self.bytes, self.pauses) = (bytes, pauses)
      extent = isSampled ? bytes.count : nil
    }

    var isReady: Bool { !pauses.contains(offset) }

    func read(into buffer: inout [UInt8], from start: Int) -> Int {
      var count = 0
      while offset < bytes.count, start + count < buffer.count, count == 0 || isReady {
        buffer[start + count] = bytes[offset]
        (offset, count) = (offset + 1, count + 1)
      }
      return count
    }

    func seek(to offset: Int) throws(InputOutputError) {
      guard offset <= bytes.count else { throw .failed("has no byte \(offset)") }
      self.offset = offset
    }

    func checkUnchanged() {}
  }

  /// Inputs of one format that are read one after the other.
  struct Corpus: CustomTestStringConvertible, Sendable {
    var format: InputFormat
    var inputs: [[UInt8]]
    /// Whether the reader checks 4096 bytes of each input before it begins, as it does with inputs that have a size.
    var isSampled = false

    var testDescription: String { "\(format) \(inputs.map { String(decoding: $0.prefix(60), as: UTF8.self) })" }

    fileprivate func reader(part: Range<Int>?, pauses: Set<Int>) -> RecordReader {
      var configuration = RecordReader.Configuration(
        inputs: InputNames(inputs.indices.map { .path("\($0)") }), format: format, part: part)
      // Only carried ids can be compared.
      if format.hasFields { configuration.fields.id = "n" }
      configuration.sampleSize = 4096
      configuration.digests = true
      configuration.open = { [inputs, isSampled] name in
        guard case .path(let path) = name, let index = Int(path) else { preconditionFailure("no input: \(name)") }
        let before = inputs[..<index].reduce(0) { $0 + $1.count + 1 }
        return PausingInput(inputs[index], pauses: Set(pauses.map { $0 - before }), isSampled: isSampled)
      }
      return RecordReader(configuration)
    }

    /// Offsets at which the inputs may pause: all, or in long inputs those at which something changes. An input has one more
    /// than it has bytes, since its end may not be known yet.
    fileprivate var places: [Int] {
      var places: [Int] = []
      var before = 0
      for input in inputs {
        let size = input.count
        places += (0...size).filter { size < 200 || $0 < 8 || abs($0 - 4096) < 8 || size - $0 < 8 }
          .map { $0 + before }
        before += size + 1
      }
      return places
    }
  }

  private static let mark = "\u{FEFF}"

  /// Contents of files, with and without headers, blank lines, quotes and various line ends, which change positions.
  private static let bodies: [(InputFormat, [String])] = [
    (.lines, ["a\r\n\nb", "", "\n", "é\n"]),
    (.nul, ["a\nb\0\0c", "", "\0"]),
    (.jsonl, ["{\"n\":1,\"text\":\"é\"}\n \n{bad}\n{\"text\":\"b\",\"n\":2}", "\n \n", ""]),
    (.json, [" [{\"text\":\"é,]\",\"n\":1} ,\n[7]\n]\n", "[]", "\n[ ]", "[{\"text\":\"\",\"n\":\"\\\"\"}]"]),
    (.csv, ["text,n\r\n\"a\nb\"\"\",1\r\n\r\n\nc,2", "n,text\n\n\r\n\n", "n,text", "n,text\n1,d\n\n"]),
    (.csv, ["sep=;\r\nn;text\r\r1;\"a\r\nb\"\r\n\r2;c\r", "sep=;\rn;text\r", "sep=;"]),
    (.tsv, ["text\tn\n\"a\n\"\t1\n\nc\t2\n", "n\ttext\n\n", "n\ttext\n7\t\"d\"\n"]),
    (.ids, ["1 2\n\n3\r\n", "", "4"]),
    (.file, ["a\n", "", "\n\nb", "gzip"]),
  ]

  /// Two inputs each: a batch that begins in the first may end in the second.
  private static let corpora: [Corpus] = bodies.flatMap { format, bodies in
    bodies.flatMap { first in
      bodies.flatMap { [$0, mark + $0] }.map { second in Corpus(format: format, inputs: [bytes(first), bytes(second)]) }
    }
  }

  /// Inputs whose blank beginning, after a header, is longer than the bytes that are checked first.
  private static let longCorpora: [Corpus] = bodies.flatMap { format, bodies in
    let hasHeader = format == .csv || format == .tsv
    let padding = [UInt8](
      repeating: UInt8(ascii: hasHeader || format == .jsonl ? "\n" : " "), count: 5000)
    // The line after one that names the delimiter is the header.
    return bodies.filter { !$0.hasPrefix("sep=") }.flatMap { body -> [Corpus] in
      let body = bytes(body)
      let headerEnd = hasHeader ? body.firstIndex(of: 0x0A).map { $0 + 1 } ?? body.endIndex : 0
      let padded = body[..<headerEnd] + padding + body[headerEnd...]
      return [[], bytes(mark)].map { mark in
        Corpus(format: format, inputs: [bytes(bodies[0]), mark + padded], isSampled: true)
      }
    }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    // Bytes that are not text at a file's beginning, and that a Swift string cannot hold.
    text == "gzip" ? [0x1F, 0x8B, 0x08] : Array(text.utf8)
  }

  private func records(of batch: RecordBatch) -> [String] {
    batch.contents.records.enumerated().map { index, record in
      let content =
        switch record.content {
        case .text(let range): "text \(Array(batch.contents.text[range]))"
        case .ids(let range): "ids \(Array(batch.contents.ids[range]))"
        case .pair, .unreadable: "\(record.content)"
        }
      let place = record.place
      return "\(batch.firstIndex + index) at \(place.input):\(place.line), \(record.id?.bytes ?? []): \(content)"
    }
  }

  private struct Reading: Equatable {
    var records: [String] = []
    var end = ReaderPosition()
    var start: ReaderPosition?
  }

  /// Reads to the end, and calls `save` with every position that a run could save.
  private func read(_ reader: RecordReader, save: (ReaderPosition) -> Void = { _ in }) throws -> Reading {
    var reading = Reading()
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: .init(records: 1000, bytes: 1 << 20)) {
      reading.records += records(of: batch)
      save(batch.end)
    }
    (reading.end, reading.start) = (reader.position, reader.partStart)
    save(reading.end)
    return reading
  }

  @Test(arguments: corpora + longCorpora) func readingGoesOnFromEveryPosition(corpus: Corpus) throws {
    let places = corpus.places
    // With a part, its start is known; this part is the whole.
    let part = 0..<Int.max
    let whole = try read(corpus.reader(part: part, pauses: []))
    var positions: [ReaderPosition] = []
    for pauses in places.map({ Set([$0]) }) + [Set(places)] {
      let paused = try read(corpus.reader(part: part, pauses: pauses)) {
        if !positions.contains($0) { positions.append($0) }
      }
      #expect(paused == whole, "\(pauses)")
    }
    var other = whole.end
    other.checksum ^= 1
    #expect(try !corpus.reader(part: part, pauses: []).comes(to: other))
    for position in positions {
      if !corpus.isSampled { #expect(try corpus.reader(part: part, pauses: []).comes(to: position), "\(position)") }
      for pauses in [[], Set(places)] {
        let reader = corpus.reader(part: part, pauses: pauses)
        try reader.resume(from: position)
        reader.partStart = whole.start
        let rest = try read(reader)
        #expect(rest.records == Array(whole.records[position.records...]), "\(position)")
        #expect(rest.end == whole.end, "\(position)")
      }
    }
  }
}
