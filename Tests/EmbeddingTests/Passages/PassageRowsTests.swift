import Albert
import EmbeddingFormats
import Records
import Testing

@testable import Embedding

/// The row of a passage is the row of its piece of the text, embedded by itself.
@Suite struct PassageRowsTests {
  private static let sentence = "The cat sat on the mat, unbelievable! “Ｆｕｌｌ width,” said the dog… 我们读书。"
  private static let texts = [
    String(repeating: sentence + " ", count: 20), "", "  ", "the cat", String(repeating: "a\u{301}b👩‍👩‍👧", count: 70),
    "\n" + String(repeating: "2009, ﬁne tokenizers\r\n\r\n", count: 30) + "\t", String(repeating: "中文字", count: 50),
  ]

  private static func request(_ model: FixtureModel, _ change: (inout EmbeddingRequest) -> Void) -> EmbeddingRequest {
    var request = EmbeddingRequest(configuration: model.albert.configuration)
    request.level = .passage
    request.labelsRows = true
    request.labelsPassageTexts = true
    request.maximumLength = 24
    change(&request)
    return request
  }

  private static func requests(_ model: FixtureModel) -> [EmbeddingRequest] {
    [
      request(model) { _ in },
      request(model) { $0.passageStride = 6 },
      request(model) {
        $0.poolings = [.max, .last]
        $0.poolingScope = .content
        $0.layers = [1, 3]
        $0.normalizes = true
      },
      request(model) {
        $0.prefix = Array("query: ".utf8)
        $0.poolsPrefix = false
      },
      request(model) { $0.poolings = model.albert.configuration.hasPooler ? [.pooler, .mean] : [.cls] },
    ]
  }

  /// The scalars of a text in a range, as Python slices a string.
  private static func slice(_ text: String, _ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: Array(text.unicodeScalars)[range])
    return String(result)
  }

  /// - Parameter add: adds a passage as a record by itself.
  private static func check(
    _ embedded: Embedded, texts: [String], _ request: EmbeddingRequest, _ model: FixtureModel,
    add: (String, inout RecordContents) -> Void
  ) throws {
    var alone = request
    alone.level = .text
    alone.labelsRows = false
    #expect(embedded.records.count == texts.count)
    for (record, text) in zip(embedded.records, texts) {
      var slices = RecordContents()
      for label in record.labels {
        let slice = Self.slice(text, try #require(label.range))
        #expect(Array(slice.utf8) == Array(label.text.utf8))
        add(slice, &slices)
      }
      let rows = try model.embed(slices, alone).records
      #expect(rows.flatMap(\.rows).map(\.bitPattern) == record.rows.map(\.bitPattern))
      #expect(rows.map(\.outcome.tokenCount) == record.labels.map(\.tokenCount))
      #expect(record.labels.allSatisfy { $0.tokenCount <= request.maximumLength })
      #expect(record.outcome.tokenCount == record.labels.reduce(0) { $0 + $1.tokenCount })
      #expect(!record.outcome.isTruncated && record.outcome.failure == nil)
    }
  }

  @Test(arguments: ["unigram", "wordpiece"]) func passagesAreSlices(name: String) throws {
    let model = try FixtureModel(name)
    var contents = RecordContents()
    for text in Self.texts { contents.add(text) }
    for request in Self.requests(model) {
      let embedded = try model.embed(contents, request)
      #expect(embedded.records[0].labels.count > 10)
      #expect(embedded.records[1].labels.map(\.range) == [0..<0] && embedded.records[2].labels.map(\.range) == [0..<0])
      try Self.check(embedded, texts: Self.texts, request, model) { $1.add($0) }
      for (threads, budget) in [(1, 1 << 20), (3, 1), (2, 500)] {
        #expect(try model.embed(contents, request, threads: threads, rowBudget: budget).records == embedded.records)
      }
    }
  }

  @Test(arguments: ["unigram", "wordpiece"]) func ofAPairTheSecondTextIsCut(name: String) throws {
    let model = try FixtureModel(name)
    let first = "the cat on the mat"
    var contents = RecordContents()
    for text in Self.texts { contents.add(first, text) }
    for var request in Self.requests(model) {
      request.input = .pair
      request.maximumLength = 40
      try Self.check(try model.embed(contents, request), texts: Self.texts, request, model) { $1.add(first, $0) }
    }
  }

  @Test func aFirstTextThatLeavesNoRoomIsAFailure() throws {
    let model = try FixtureModel("wordpiece")
    var contents = RecordContents()
    contents.add(String(repeating: "the ", count: 30), "the cat")
    contents.add("the", "the cat")
    contents.records.append(Record(.unreadable("is broken")))
    contents.add(ids: [1, 2])
    let records = try model.embed(contents, Self.request(model) { $0.input = .pair }).records
    #expect(records[0].outcome.failure?.problem.contains("too long for passages of 24 tokens that share 0") == true)
    #expect(records[1].outcome.failure == nil)
    #expect(records[2].outcome.failure == .unusable("is broken"))
    #expect(records[3].outcome.failure == .unusable("has token ids, and only a text has passages"))
    for record in [records[0], records[2], records[3]] {
      #expect(record.rows.count == model.albert.configuration.hiddenSize && record.rows.allSatisfy(\.isNaN))
      #expect(record.labels.map(\.range) == [nil])
    }
  }

  @Test func whatIsTooLongForAnyPassageIsTruncated() throws {
    let model = try FixtureModel("unigram")
    var contents = RecordContents()
    contents.add("qq")
    // Room for one token: the blank's sign before the letter takes it.
    let record = try model.embed(contents, Self.request(model) { $0.maximumLength = 3 }).records[0]
    #expect(record.outcome.isTruncated)
    #expect(record.labels.map(\.range) == [0..<1, 1..<2])
    #expect(record.labels.map(\.tokenCount) == [3, 3])
  }

  @Test func aRequestWithoutRoomIsRefused() throws {
    let model = try FixtureModel("wordpiece")
    for (length, stride) in [(2, 0), (24, 22), (24, 24)] {
      let request = Self.request(model) { ($0.maximumLength, $0.passageStride) = (length, stride) }
      #expect(throws: EmbeddingRequestError.self) { try model.embed(RecordContents(), request) }
    }
  }
}
