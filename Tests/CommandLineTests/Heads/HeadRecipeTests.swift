import Foundation
import TestSupport
import Testing

/// Recipes that use a model's output layer. Skipped where a library is missing.
@Suite struct HeadRecipeTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func run(_ recipe: String, _ arguments: [String]) throws -> [String] {
    let result = try Python.run([Python.script("use/recipes/\(recipe).py")] + arguments, in: directory)
    try #require(result.status == 0, "\(result.text)")
    return result.text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("albert-embed:") }
  }

  @Test func sentimentOverATable() throws {
    try HeadedModel.convert(to: "m.albert", in: directory)
    try directory.write("id,review\na7,word5 word6\nb2,\"word7, word8\"\n", to: "reviews.csv")
    let result = try Program.shell(
      "$B -m m.albert --head scores --field review --id-field id -f csv reviews.csv", in: directory.path)
    let lines = result.text.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.map { $0.prefix(2).joined(separator: ",") } == ["index,id", "0,a7", "1,b2"])
    #expect(lines[0].dropFirst(2) == ["LABEL_0", "LABEL_1", "LABEL_2"])
  }

  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func hitsAreInTheOrderOfThePairsScores() throws {
    try HeadedModel.convert(to: "m.albert", labels: 1, in: directory)
    let texts = (0..<8).map { "word\(5 + $0) word\(30 - $0)" }
    try directory.write(texts.joined(separator: "\n") + "\n", to: "corpus.txt")
    let lines = try run("rerank", ["corpus.txt", "word9", "m.albert", "--candidates", "6", "--top", "4"])
    #expect(lines.count == 4)
    let scores = lines.compactMap { Double($0.prefix { $0 != " " }) }
    #expect(scores == scores.sorted(by: >))
    let first = try #require(lines.first?.split(separator: ": ").last)
    let pair = try Program.shell(
      "printf 'word9|\(first)\\n' | $B -m m.albert --head scores --pair-separator '|' -f csv | tail -1 | cut -d, -f2",
      in: directory.path)
    #expect(abs((Double(pair.text.dropLast()) ?? .nan) - scores[0]) <= 5e-4)
  }

  /// Those of transformers' pipeline, which the goldens hold.
  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func entitiesAreThePipelines() throws {
    let golden = try HeadGoldenTests.golden("tags", in: directory)
    let expected = try #require(golden["entities"] as? [[[Any]]])
    let records = try #require(golden["records"] as? [Any]).prefix(expected.count).compactMap { $0 as? String }
    try directory.write(records.joined(separator: "\n") + "\n", to: "texts.txt")
    let lines = try run("entities", ["model.albert", "texts.txt"])
    #expect(lines.count == expected.count)
    for (line, right) in zip(lines, expected) {
      let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let found = try #require(object["entities"] as? [[String: Any]])
      let text = Array((object["text"] as? String ?? "").unicodeScalars)
      try #require(found.count == right.count, "\(line)")
      for (entity, other) in zip(found, right) {
        let (start, end) = (entity["start"] as? Int ?? 0, entity["end"] as? Int ?? 0)
        #expect(
          entity["entity"] as? String == other[0] as? String && start == other[2] as? Int && end == other[3] as? Int)
        #expect(abs((entity["score"] as? Double ?? .nan) - (other[1] as? Double ?? .nan)) <= 2e-6)
        var span = String.UnicodeScalarView()
        span.append(contentsOf: text[start..<end])
        #expect(entity["text"] as? String == String(span))
      }
    }
  }
}
