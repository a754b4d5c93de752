import Foundation
import TestSupport
import Testing

/// What `info` says.
@Suite struct InfoTests {
  private let directory: TemporaryDirectory
  private let fixture: ModelFixture
  // A name with what JSON must escape.
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    var fixture = ModelFixture()
    fixture.innerGroupCount = 2
    try fixture.write(to: directory, under: "source")
    self.fixture = fixture
    path = directory.path("a \"b\"\n.albert")
  }

  private func shell(_ script: String) throws -> Program.Result {
    try Program.shell("NAME='\(path)'; $B convert source \"$NAME\" && \(script)", in: directory.path)
  }

  @Test func programsReadIt() throws {
    let result = try shell("$B info --json \"$NAME\"")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    let model = try #require(json["model"] as? [String: Any])
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(json["path"] as? String == path)
    #expect(json["bytes"] as? Int == size)
    #expect(json["precision"] as? String == "f32" && json["loss"] is NSNull)
    #expect(model["hidden_size"] as? Int == 12)
    #expect(model["inner_group_num"] as? Int == 2)
    #expect(model["hidden_act"] as? String == "gelu_new")
    #expect(model["layer_norm_eps"] as? Double == 1e-12)
    #expect(model["pooler"] as? Bool == true)
    #expect(model["parameters"] as? Int == fixture.tensors.reduce(0) { $0 + $1.values.count })
    let tokenizer = try #require(json["tokenizer"] as? [String: Any])
    #expect(tokenizer["algorithm"] as? String == "WordPiece")
    #expect(tokenizer["size"] as? Int == 40)
    let sections = try #require(json["sections"] as? [[String: Any]])
    #expect(sections.contains { $0["name"] as? String == "group.0.layer.1.attention.qkv.weight" })
    let ends = try sections.map { section in
      let (offset, length) = (try #require(section["offset"] as? Int), try #require(section["bytes"] as? Int))
      #expect(offset % 64 == 0 && length > 0)
      return offset + length
    }
    #expect(ends.max() ?? 0 <= size ?? 0)
  }

  @Test func peopleReadIt() throws {
    let lines = try shell("$B info --sections \"$NAME\"").text.split(separator: "\n").map(String.init)
    #expect(lines.contains("  hidden size         12, in 2 heads of 6"))
    #expect(lines.contains("  layers              2, sharing the weights of 1 layer group of 2 layers"))
    #expect(lines.contains("  vocabulary          40 ids, 40 embeddings"))
    #expect(lines.contains("  maximum length      16 tokens, special ones included"))
    #expect(lines.filter { $0.contains("group.0.layer.1.attention.qkv.weight") && $0.contains("12x36") }.count == 1)
  }

  @Test func precisionAndLossAreNamed() throws {
    try directory.write((0..<60).map { "word\(5 + $0 % 30) word7" }.joined(separator: "\n"), to: "texts")
    let script = "$B convert --precision mixed --calibrate texts \"$NAME\" m.albert"
    let result = try shell("\(script) && $B info m.albert && $B info --json m.albert")
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("  precision           mixed"), "\(result.errors)")
    #expect(lines.contains("Loss by the precision"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data((lines.last ?? "").utf8)) as? [String: Any])
    #expect(json["precision"] as? String == "mixed")
    #expect((json["loss"] as? [String: Any])?["texts"] as? Int ?? 0 > 0)
  }
}
