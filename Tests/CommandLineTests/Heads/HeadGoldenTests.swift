import Foundation
import TestSupport
import Testing

/// Output layers through the program, against transformers' classes and pipelines and against CrossEncoder
/// (`scripts/develop/goldens/heads`).
@Suite struct HeadGoldenTests {
  private static let goldens = Python.repository.appending(path: "Tests/CommandLineTests/HeadGoldens")
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// A model's golden, and its checkpoint in the directory.
  static func golden(_ model: String, in directory: TemporaryDirectory) throws -> [String: Any] {
    let tokenizer = Python.repository.appending(
      path: "Tests/\(fixtures)/\(model == "tags" ? "wordpiece" : "unigram")/tokenizer.json"
    ).path
    let converted = try Program.shell(
      """
      cp -r '\(goldens.appending(path: model).path)' m && cp '\(tokenizer)' m/ && $B convert m model.albert
      """, in: directory.path)
    try #require(converted.status == 0, "\(converted.errors)")
    let content = try Data(contentsOf: goldens.appending(path: "goldens.json"))
    let all = try #require(JSONSerialization.jsonObject(with: content) as? [String: [String: Any]])
    return try #require(all[model])
  }

  private static let fixtures = "EmbeddingTests/Fixtures"

  /// The objects that the program writes for texts, or for pairs, which are a file of their own.
  private func run(_ records: [Any], _ options: String) throws -> [[String: Any]] {
    let lines = try records.flatMap { record -> [UInt8] in
      let texts = record as? [String] ?? [record as? String ?? ""]
      let object = texts.count == 2 ? ["text": texts[0], "b": texts[1]] : ["text": texts[0]]
      return try Array(JSONSerialization.data(withJSONObject: object)) + [0x0A]
    }
    let pairs = records.first is [String] ? "--pair-field b" : ""
    let result = try Program.shell(
      "$B -m model.albert -i jsonl -f jsonl \(pairs) \(options)", in: directory.path, input: lines)
    try #require(result.status == 0, "\(result.errors)")
    return try result.output.split(separator: 0x0A).map {
      try #require(JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }

  /// The numbers of an object in the order of the labels: a row, or a row for each token where it has tokens.
  private func rows(_ object: [String: Any], _ kind: String, labels: [String]) -> [[Double]] {
    let rows = object["tokens"] as? [[String: Any]] ?? [object]
    return rows.map { row in labels.map { (row[kind] as? [String: Double])?[$0] ?? .nan } }
  }

  @Test(arguments: [
    "softmax", "two", "multi-label", "regression", "regressions", "one", "cross-encoder", "cross-encoder-identity",
    "cross-encoder-three", "tags", "answers", "order",
  ])
  func everyHeadGivesWhatItsClassDoes(model: String) throws {
    let golden = try Self.golden(model, in: directory)
    let records = try #require(golden["records"] as? [Any])
    let expected = try #require(golden["logits"] as? [[[Double]]])
    let tolerance = try #require(golden["tolerance"] as? Double)
    var labels = try #require(golden["labels"] as? [String])
    if model == "answers" { labels = ["answer_start", "answer_end"] }
    if model == "order" { labels = ["ordered", "swapped"] }
    for isPair in [false, true] {
      let chosen = records.indices.filter { (records[$0] is [String]) == isPair }
      guard !chosen.isEmpty else { continue }
      let objects = try run(chosen.map { records[$0] }, "--head logits")
      try #require(objects.count == chosen.count)
      for (object, number) in zip(objects, chosen) {
        let found = rows(object, "logits", labels: labels)
        try #require(found.count == expected[number].count, "\(records[number])")
        let error = zip(found.joined(), expected[number].joined()).map { abs($0 - $1) }.max() ?? .nan
        #expect(error <= tolerance, "\(records[number])")
      }
      guard let scores = golden["scores"] as? [Any] else { continue }
      for (object, number) in zip(try run(chosen.map { records[$0] }, "--head scores"), chosen) {
        // A cross-encoder takes pairs.
        guard let right = scores[number] as? [String: Double] else { continue }
        let found = try #require(object["scores"] as? [String: Double])
        #expect(found.count == right.count)
        #expect(right.allSatisfy { abs($1 - (found[$0] ?? .nan)) <= tolerance + 1e-6 }, "\(records[number])")
        #expect(right[object["label"] as? String ?? ""] == right.values.max(), "\(records[number])")
      }
    }
  }

  /// `transformers.pipeline("token-classification")`, token by token and word by word.
  @Test(arguments: ["none", "first", "max", "average"])
  func tagsAreThePipelines(strategy: String) throws {
    let golden = try Self.golden("tags", in: directory)
    let expected = try #require(golden[strategy] as? [[[Any]]])
    let records = try #require(golden["records"] as? [Any]).prefix(expected.count)
    let options = ["none": "", "first": "first", "max": "max", "average": "mean"].mapValues {
      $0.isEmpty ? "--head scores" : "--head scores --level word --subtoken \($0)"
    }
    let objects = try run(Array(records), options[strategy] ?? "")
    for (object, right) in zip(objects, expected) {
      let tokens = try #require(object["tokens"] as? [[String: Any]]).filter { !($0["start"] is NSNull) }
      try #require(tokens.count == right.count)
      for (token, entity) in zip(tokens, right) {
        let label = try #require(entity[0] as? String)
        #expect(token["label"] as? String == label)
        #expect(token["start"] as? Int == entity[2] as? Int && token["end"] as? Int == entity[3] as? Int)
        let score = (token["scores"] as? [String: Double])?[label] ?? .nan
        #expect(abs(score - (entity[1] as? Double ?? .nan)) <= 2e-6)
      }
    }
  }
}
