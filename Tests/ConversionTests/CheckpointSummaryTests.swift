import AlbertEmbed
import Checkpoint
import Conversion
import JSON
import TestSupport
import Testing

/// The texts that `info` prints.
@Suite struct CheckpointSummaryTests {
  private let checkpoint: Checkpoint
  private let fixture: ModelFixture

  init() throws {
    let directory = try TemporaryDirectory()
    var fixture = ModelFixture()
    fixture.innerGroupCount = 2
    try fixture.write(to: directory)
    // A name with characters that JSON must escape.
    let path = directory.path("a \"b\"\n.albert")
    try convertModel(directory.path, to: path)
    checkpoint = try Checkpoint(path: path)
    self.fixture = fixture
  }

  @Test func programsReadIt() throws {
    let json = try JSONValue(parsing: CheckpointSummary(checkpoint).json)
    let model = try #require(try json.member("model"))
    #expect(try json.member("path")?.string("path") == checkpoint.path)
    #expect(try json.member("bytes")?.int("bytes") == checkpoint.fileSize)
    #expect(try model.member("hidden_size")?.int("hidden_size") == 12)
    #expect(try model.member("inner_group_num")?.int("inner_group_num") == 2)
    #expect(try model.member("hidden_act")?.string("hidden_act") == "gelu_new")
    #expect(try model.member("layer_norm_eps")?.double("layer_norm_eps") == 1e-12)
    #expect(try model.member("pooler")?.bool("pooler") == true)
    let parameters = fixture.tensors.reduce(0) { $0 + $1.values.count }
    #expect(try model.member("parameters")?.int("parameters") == parameters)
    let tokenizer = try #require(try json.member("tokenizer"))
    #expect(try tokenizer.member("algorithm")?.string("algorithm") == "WordPiece")
    #expect(try tokenizer.member("size")?.int("size") == 40)
    let sections = try #require(try json.member("sections")?.elements("sections"))
    #expect(try sections.map { try $0.member("name")?.string("name") } == checkpoint.sections.map(\.name))
    #expect(try sections.map { try $0.member("offset")?.int("offset") } == checkpoint.sections.map(\.offset))
  }

  @Test func peopleReadIt() throws {
    let lines = try CheckpointSummary(checkpoint).text(listsSections: true, isVerified: false).split(separator: "\n")
      .map(String.init)
    #expect(lines.contains("  hidden size         12, in 2 heads of 6"))
    #expect(lines.contains("  layers              2, sharing the weights of 1 layer group of 2 layers"))
    #expect(lines.contains("  vocabulary          40 ids, 40 embeddings"))
    #expect(lines.contains("  maximum length      16 tokens, special ones included"))
    #expect(lines.filter { $0.contains("group.0.layer.1.attention.qkv.weight") && $0.contains("12x36") }.count == 1)
  }
}
