import Foundation
import TestSupport
import Testing

/// What `convert` and `info` say of output layers.
@Suite struct HeadTests {
  private let directory: TemporaryDirectory
  private let fixture = ModelFixture()

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  @Test func infoListsThem() throws {
    let heads = fixture.head("classifier", labels: 3) + fixture.head("predictions.dense", labels: 8)
    try fixture.write(
      to: directory, heads: heads, members: #""id2label": {"2": "e", "0": "a \"b\"", "1": "c\nd"}"#)
    let converted = try shell("$B convert . m.albert")
    #expect(
      converted.status == 0
        && converted.errors
          == "albert-embed: warning: ./model.safetensors: the masked-language head is left out: is not supported\n",
      "\(converted.errors)")
    let lines = try shell("$B info m.albert").text.split(separator: "\n").map(String.init)
    #expect(lines.contains(#"  text-classification  3 labels: a "b", c\x0Ad, e; scores by softmax"#), "\(lines)")
    #expect(lines.contains("  masked-language     is not supported"))
    let output = try shell("$B info --json m.albert").output
    let json = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
    let head = try #require((json["heads"] as? [[String: Any]])?.first)
    #expect(head["task"] as? String == "text-classification" && head["scores"] as? String == "softmax")
    #expect(head["labels"] as? [String] == ["a \"b\"", "c\nd", "e"])
    let unsupported = json["unsupported_heads"] as? [[String: String]]
    #expect(unsupported == [["task": "masked-language", "reason": "is not supported"]])
    let parameters = fixture.tensors.reduce(3 * 13) { $0 + $1.values.count }
    #expect((json["model"] as? [String: Any])?["parameters"] as? Int == parameters)
  }

  @Test func aReducedPrecisionSaysWhichLabelsStay() throws {
    try fixture.write(to: directory, heads: fixture.head("classifier", labels: 3), members: #""num_labels": 3"#)
    let result = try shell("$B convert --precision int16 . m.albert")
    #expect(result.errors.contains("albert-embed: best labels: "), "\(result.errors)")
    #expect(try shell("$B info m.albert").text.contains("\n  best labels         "))
    try fixture.write(to: directory, heads: fixture.head("classifier", labels: 1), members: #""num_labels": 1"#)
    #expect(
      try shell("$B convert --precision int16 . m.albert").errors.contains(
        "albert-embed: best labels: not measured, there is one label\n"))
  }
}
