import Albert
import EmbeddingFormats
import Files
import Foundation
import TestSupport
import Testing

@testable import Embedding
@testable import Records
@testable import Runs

/// Runs without a model: a row is made of its record's text alone, as it is with a model.
@Suite struct EmbeddingRunTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }
  private static let columnCount = 3

  private static let request = EmbeddingRequest(
    configuration: AlbertConfiguration(
      vocabularySize: 8, embeddingSize: 4, hiddenSize: 4, intermediateSize: 4, layerCount: 1, groupCount: 1,
      innerGroupCount: 1, headCount: 1, maximumPositions: 16, tokenTypeCount: 2, activation: .geluTanh,
      layerNormEpsilon: 1e-12, hasPooler: false))

  private static func row(of text: ArraySlice<UInt8>) -> [Float] {
    [Float(text.count), text.reduce(0) { $0 * 0.5 + Float($1) }, 0.1]
  }

  private func makeJob(_ inputs: [String], _ format: InputFormat, to output: String, _ outputFormat: OutputFormat)
    -> EmbeddingJob
  {
    EmbeddingJob(
      inputs: InputNames(inputs.map { .path($0) }), inputFormat: format, output: .path(output), format: outputFormat)
  }

  /// Runs a job. After `crashAfter` batches it throws instead of embedding the next one.
  @discardableResult
  private func run(_ job: EmbeddingJob, crashAfter: Int = .max, truncatesLeft: Bool = false) throws -> RunReport {
    struct Crash: Error {}
    var batches = 0
    let run = try EmbeddingRun(
      job, request: Self.request, columnCount: Self.columnCount, truncatesLeft: truncatesLeft, journalPause: 0,
      firstBatch: 2
    ) { contents, _, deliver in
      guard batches < crashAfter else { throw Crash() }
      batches += 1
      var rows = EmbeddedRows(columnCount: Self.columnCount)
      for record in contents.records {
        var outcome = EmbeddedRows.Record()
        switch record.content {
        case .text(let range):
          outcome.tokenCount = range.count
          rows.values += Self.row(of: contents.text[range])
        case .unreadable(let problem):
          outcome.failure = .unusable(problem)
          rows.values += [.nan, .nan, .nan]
        case .pair, .ids: break
        }
        rows.end(outcome)
      }
      try deliver(rows)
    }
    return try run.run()
  }

  private func content(_ path: String) -> [UInt8] { FileManager.default.contents(atPath: path).map(Array.init) ?? [] }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private func lines(_ count: Int) -> [UInt8] {
    Array((0..<count).map { "line \($0) \(String(repeating: "x", count: $0 % 17))\n" }.joined().utf8)
  }

  /// Of a text that loses its end, the part far behind the limit is not read. Of one that loses its beginning, all is read.
  @Test(arguments: [false, true]) func readsOnlyThePartOfALongTextThatCounts(truncatesLeft: Bool) throws {
    let size = RecordReader.truncatedTextSize + 1000
    let input = try directory.file([UInt8](repeating: 0x61, count: size) + [0x0A])
    let output = directory.path("out.csv")
    try run(makeJob([input], .lines, to: output, .csv), truncatesLeft: truncatesLeft)
    let row = try #require(String(decoding: content(output), as: UTF8.self).split(separator: "\n").last)
    let count = truncatesLeft ? size : RecordReader.truncatedTextSize
    #expect(row.split(separator: ",").contains("\(count)") || row.contains("\(Float(count))"), "\(row)")
  }

  @Test func npyHoldsARowARecord() throws {
    let input = try directory.file(Array("ab\n\nc".utf8))
    let output = directory.path("out.npy")
    try run(makeJob([input], .lines, to: output, .npy))
    let format = NPYFormat(elementType: .float32, columnCount: 3)
    var expected = try #require(format.header).bytes(for: OutputCounts(records: 3, rows: 3))
    for text in ["ab", "", "c"] {
      let row = OutputRecord(index: 0, rows: Self.row(of: Array(text.utf8)[...])[...])
      format.write(row, upTo: OutputCounts(), to: &expected)
    }
    #expect(content(output) == expected)
    #expect(!exists("\(output).partial"))
    #expect(!exists("\(output).partial.journal"))
  }

  @Test func nullRowsAreCounted() throws {
    let input = try directory.file(Array("{\"text\":\"a\"}\n{}\n".utf8))
    let output = directory.path("out.jsonl")
    var job = makeJob([input], .jsonl, to: output, .jsonl)
    #expect(throws: InputOutputError.failed("\(input), line 2: has no field 'text'; it has none")) { try run(job) }
    #expect(!exists(output))
    job.errorPolicy = .null
    job.isQuiet = true
    #expect(try run(job).counts.nullRecords == 1)
    #expect(
      String(decoding: content(output), as: UTF8.self) == """
        {"index":0,"embedding":[1.0,97.0,0.1],"tokens":1,"truncated":false}
        {"index":1,"embedding":null,"tokens":0,"truncated":false,"error":"has no field 'text'; it has none"}

        """)
  }

  @Test(arguments: OutputFormat.allCases.filter { $0 != .bertJSONLines })
  func aRunIsResumedAfterAnyCrash(format: OutputFormat) throws {
    let inputs = try [directory.file(lines(40)), directory.file([]), directory.file(lines(25))]
    let whole = directory.path("whole")
    let summary = try run(makeJob(inputs, .lines, to: whole, format))
    let output = directory.path("out")
    // A whole run takes 7 batches: 2, 4, 8, 16 and 10 records, then the second file's 25 in pieces.
    for batches in 0...4 {
      var job = makeJob(inputs, .lines, to: output, format)
      if batches > 0 {
        #expect(throws: (any Error).self) { try run(job, crashAfter: batches) }
        #expect(!exists(output))
        // Bytes after those that the journal counts are ignored.
        if let handle = FileHandle(forWritingAtPath: "\(output).partial") {
          try handle.seekToEnd()
          try handle.write(contentsOf: Array("torn".utf8))
          try handle.close()
        }
      }
      job.resumes = true
      let resumed = try run(job)
      #expect(content(output) == content(whole), "after \(batches) batches")
      #expect(resumed.counts == summary.counts)
      #expect(!exists("\(output).partial.journal"))
      try FileManager.default.removeItem(atPath: output)
    }
  }

  @Test func anotherRunIsNotResumed() throws {
    let input = try directory.file(lines(40))
    let output = directory.path("out.npy")
    var first = makeJob([input], .lines, to: output, .npy)
    first.model = { ModelIdentity(content: "a", precision: .float32) }
    #expect(throws: (any Error).self) { try run(first, crashAfter: 2) }
    func refusal(_ change: (inout EmbeddingJob) -> Void) -> String {
      var second = first
      second.resumes = true
      change(&second)
      do {
        try run(second)
        return "went on"
      } catch {
        return "\(error)"
      }
    }
    let model = refusal { $0.model = { ModelIdentity(content: "b", precision: .float32) } }
    #expect(model.hasPrefix("--resume: model was a, and is b"))
    let field = refusal { job in
      job.fields.text = "x"
      job.optionNames = { $0 == .textField ? ["--of-tests"] : [] }
    }
    #expect(field.hasPrefix("--resume: field of the text (--of-tests) was not given, and is x"))
    #expect(
      refusal { $0.inputs = InputNames($0.inputs + [.path(input)]) }.hasPrefix(
        "--resume: number of inputs was 1, and is 2"))
    let handle = try #require(FileHandle(forWritingAtPath: input))
    try handle.write(contentsOf: Array("L".utf8))
    try handle.close()
    #expect(refusal { _ in }.hasPrefix("--resume: input 1 was \(input), "))
    #expect(!exists(output))
  }

  @Test(arguments: [OutputFormat.npy, .jsonl, .csv], [InputFormat.lines, .jsonl, .csv])
  func shardsTogetherAreTheWhole(format: OutputFormat, inputFormat: InputFormat) throws {
    let texts = ["é", "", "two\nlines 😀", "\"quoted\"", "x"]
    let input: [UInt8] =
      switch inputFormat {
      case .csv: Array(("text\n" + texts.map { "\"\($0.replacing("\"", with: "\"\""))\"\n" }.joined()).utf8)
      case .jsonl:
        texts.flatMap { Array("{\"text\":".utf8) + [UInt8](jsonText: $0) + Array("}\n".utf8) }
      default: Array(texts.joined(separator: "\r\n").utf8)
      }
    let path = try directory.file(input)
    let whole = directory.path("whole")
    try run(makeJob([path], inputFormat, to: whole, format))
    let headerSize = format.make(OutputFormat.Layout(columnCount: 3)).header?.size ?? 0
    for count in [1, 2, 3, 7, 64] {
      var joined: [UInt8] = []
      for number in 1...count {
        var job = makeJob([path], inputFormat, to: directory.path("part"), format)
        job.shard = Shard(number: number, count: count)
        try run(job)
        joined += content(directory.path("part"))[headerSize...]
      }
      #expect(joined == Array(content(whole)[headerSize...]), "\(count) shards")
    }
  }

  @Test func noInputIsOverwritten() throws {
    let input = try directory.file(lines(3))
    #expect(throws: InputOutputError.failed("\(input): is an input and the output at once (\(input))")) {
      try run(makeJob([input], .lines, to: input, .npy))
    }
    #expect(content(input) == lines(3))
    var job = makeJob([input], .lines, to: directory.path("out.npy"), .npy)
    job[.offsets] = directory.path("out.npy")
    #expect(throws: InputOutputError.self) { try run(job) }
    job[.offsets] = nil
    let model = try directory.file([1])
    job.reads.add(model, FileIdentity(path: model), as: "the model")
    job.output = .path(model)
    #expect(throws: InputOutputError.failed("\(model): is the model and the output at once (\(model))")) {
      try run(job)
    }
    #expect(!exists(directory.path("out.npy")))
    #expect(!exists("\(model).partial"))
  }

  @Test func aBrokenPromiseIsAnError() throws {
    let input = try directory.file(lines(3))
    let output = directory.path("out.npy")
    var job = makeJob([input], .lines, to: output, .npy)
    for promised in [2, 4] {
      job.promisedRecords = promised
      let error = #expect(throws: InputOutputError.self) { try run(job) }
      #expect(error?.description.hasPrefix("--rows promised \(promised) records; there are 3") == true)
      #expect(!exists(output))
    }
    job.promisedRecords = 3
    try run(job)
    #expect(exists(output))
  }
}

extension [UInt8] {
  /// A JSON string, escaped by Foundation.
  fileprivate init(jsonText text: String) {
    self = (try? JSONEncoder().encode(text)).map(Array.init) ?? []
  }
}
