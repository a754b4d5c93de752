import Testing

@testable import Records

@Suite struct GoldenTests {
  @Test(arguments: ["unigram", "wordpiece"]) func everyEmbeddingIsWhatHuggingFaceComputes(name: String) throws {
    let model = try FixtureModel(name)
    let goldens = try Golden.load().filter { $0.model == name }
    #expect(goldens.count > 100)
    for golden in goldens {
      var asked = golden
      asked.values = []
      asked.labels = nil
      let request = try golden.request(configuration: model.albert.configuration)
      let embedded = try model.embed(RecordContents(golden.records), request)
      try #require(embedded.columnCount == golden.columns, "\(asked)")
      #expect(embedded.records.allSatisfy { $0.outcome.failure == nil }, "\(asked)")
      #expect(embedded.records.map(\.outcome.tokenCount) == golden.tokens, "\(asked)")
      #expect(embedded.records.map(\.outcome.isTruncated) == golden.truncated, "\(asked)")
      try #require(embedded.records.map { $0.rows.count / golden.columns } == golden.counts, "\(asked)")
      let error = zip(embedded.records.flatMap(\.rows), golden.values).map { abs($0 - $1) }.max() ?? 0
      #expect(error <= golden.tolerance, "\(asked)")
      if let labels = golden.labels {
        #expect(embedded.records.map { $0.labels.map(GoldenLabel.init) } == labels, "\(asked)")
      }
    }
  }
}
