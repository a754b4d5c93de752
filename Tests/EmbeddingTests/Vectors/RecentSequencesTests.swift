import Albert
import EmbeddingFormats
import Records
import Testing

@testable import Embedding

/// Sequences that are the same are encoded once, and nothing else changes.
@Suite struct RecentSequencesTests {
  private static func request(
    _ model: FixtureModel, _ level: EmbeddingRequest.Level, _ change: (inout EmbeddingRequest) -> Void = { _ in }
  ) -> EmbeddingRequest {
    var request = EmbeddingRequest(configuration: model.albert.configuration)
    request.level = level
    request.labelsRows = level != .text
    request.maximumLength = 16
    request.overflow = .window(stride: 3)
    change(&request)
    return request
  }

  @Test(arguments: [EmbeddingRequest.Level.text, .word, .token]) func repeatedRecordsAreCountedAndHaveTheSameRows(
    level: EmbeddingRequest.Level
  ) throws {
    let model = try FixtureModel("unigram")
    let long = Array(repeating: "the cat sat on", count: 9).joined(separator: " ")
    let records: [GoldenRecord] = [
      .text("the cat"), .text("the  cat"), .text("a dog"), .text(long), .text("the cat"), .text(""), .text(long),
      .text(""), .pair("the", "cat"), .pair("the", "cat"), .text("the cat sat"),
    ]
    let request = Self.request(model, level)
    let shared = try model.embed(RecordContents(records), request)
    let separate = try model.embed(RecordContents(records), request, sharesRepeats: false)
    #expect(shared.records == separate.records)
    #expect(separate.origins.allSatisfy { $0 == .encoder })
    // Blanks do not become tokens, so the second text has the tokens of the first.
    let duplicates = shared.origins.indices.filter { shared.origins[$0] == .duplicate }
    #expect(duplicates == [1, 4, 6, 7, 9])
  }

  /// The order of the records decides, and not how many are embedded at once.
  @Test(arguments: EmbeddingRequest.Level.allCases) func whatIsSharedDoesNotDependOnBatchesOrThreads(
    level: EmbeddingRequest.Level
  ) throws {
    let model = try FixtureModel("wordpiece")
    let words = ["the", "cat", "sat", "on", "a", "mat"]
    let records = (0..<200).map { GoldenRecord.text("\(words[$0 * $0 % 6]) \(words[$0 * 5 % 6]) \(words[$0 / 40])") }
    let request = Self.request(model, level)
    func origins(batch: Int, threads: Int) throws -> [EmbeddedRows.Origin] {
      let embedder = try Embedder(
        model: model.albert, tokenizer: model.tokenizer, request: request, threads: threads, rowBudget: 4000)
      var embedded = Embedded(columnCount: embedder.columnCount)
      for start in stride(from: 0, to: records.count, by: batch) {
        try embedder.embed(RecordContents(Array(records[start..<min(start + batch, records.count)]))) {
          embedded.append($0)
        }
      }
      return embedded.origins
    }
    let expected = try origins(batch: 200, threads: 1)
    #expect(Set(expected.map { "\($0)" }).count == 2)
    for (batch, threads) in [(1, 1), (7, 2), (64, 3), (200, 2)] {
      #expect(try origins(batch: batch, threads: threads) == expected)
    }
  }

  /// The same ids are not the same sequence where others of them are pooled or other types stand with them.
  @Test func pooledTokensAndTypesTellSequencesApart() throws {
    let model = try FixtureModel("wordpiece")
    let request = Self.request(model, .text) { $0.poolingScope = .content }
    // The text's own [SEP] is pooled where it is part of the text.
    let records: [GoldenRecord] = [.text("cat [SEP] cat"), .pair("cat", "cat"), .text("cat [SEP] cat")]
    let shared = try model.embed(RecordContents(records), request)
    #expect(shared.records == (try model.embed(RecordContents(records), request, sharesRepeats: false).records))
    #expect(shared.origins == [.encoder, .encoder, .duplicate])
  }

  @Test func failedRecordsAreNotDuplicates() throws {
    let model = try FixtureModel("wordpiece")
    var contents = RecordContents()
    for _ in 0..<3 { contents.add(ids: [1_000_000]) }
    let embedded = try model.embed(contents, Self.request(model, .text) { $0.input = .ids })
    #expect(embedded.records.allSatisfy { $0.outcome.failure != nil })
    #expect(embedded.origins.allSatisfy { $0 == .encoder })
  }

  @Test func twoGenerationsAreRemembered() {
    func input(_ id: Int) -> RowInput {
      var input = RowInput()
      input.addSequence(ids: [Int32(id)], typeIDs: [0], positions: [0..<1])
      return input
    }
    // Three sequences a generation.
    var recent = RecentSequences(budget: 3 * (40 + input(0).bytes.count))
    func isNew(_ id: Int) -> Bool { recent.vectors(of: RecentSequences.Key(input(id)), floatCount: 10).isNew }
    for id in 0..<6 {
      #expect(isNew(id))
      #expect(!isNew(id))
    }
    #expect(!isNew(0))
    #expect(isNew(6))
    #expect(isNew(0))
    #expect(!isNew(3))
  }
}
