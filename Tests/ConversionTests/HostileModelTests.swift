import Albert
import Checkpoint
import Conversion
import Embedding
import Foundation
import Records
import TestSupport
import Testing
import Tokenizers

/// Checkpoints with changed sections and a correct table. An ordinary run does not compare checksums.
@Suite struct HostileModelTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let texts = ["", "word5 word6 w\u{E9}rd \u{4E2D}\u{6587} [MASK] lazy dogs", "2009, \u{FB01}ne"]

  /// Opens a checkpoint and embeds texts and pairs with it, if it can be used.
  private func use(_ path: String) throws {
    let checkpoint = try Checkpoint(path: path)
    _ = (try Precision(checkpoint: checkpoint), try PrecisionLoss(checkpoint: checkpoint))
    _ = try LeftOutTensors(checkpoint: checkpoint)
    let model = try Albert(checkpoint: checkpoint)
    // A changed configuration may have more layers than a test has time for.
    guard model.configuration.layerCount <= 8 else { return }
    _ = try EmbeddingDefaults(checkpoint: checkpoint, configuration: model.configuration)
    var contents = RecordContents()
    for text in Self.texts {
      let range = contents.text.count..<contents.text.count + text.utf8.count
      contents.text += Array(text.utf8)
      contents.records += [Record(.text(range)), Record(.pair(range, range))]
    }
    var request = EmbeddingRequest(configuration: model.configuration)
    request.level = .token
    request.labelsRows = true
    let embedder = try Embedder(
      model: model, tokenizer: Tokenizer(checkpoint: checkpoint), request: request, threads: 1)
    try embedder.embed(contents) { _ in }
    let heads = try OutputHeads(checkpoint: checkpoint, configuration: model.configuration)
    for index in heads.heads.indices {
      let layer = try OutputLayer(index, of: heads, model: model, checkpoint: checkpoint)
      for output in HeadRequest.Output.allCases {
        var request = EmbeddingRequest(configuration: model.configuration)
        request.head = HeadRequest(layer: layer, output: output)
        request.level = layer.head.task.levels[0]
        request.input = .pair
        guard
          let embedder = try? Embedder(
            model: model, tokenizer: Tokenizer(checkpoint: checkpoint), request: request, threads: 1)
        else { continue }
        try embedder.embed(contents) { #expect($0.columnCount == layer.head.labels.count) }
      }
    }
  }

  @Test(arguments: ["current", "legacy", "heads"])
  func anyWordOfASectionNeverTraps(name: String) throws {
    let path = directory.path("model.albert")
    if name == "heads" {
      let fixture = ModelFixture()
      let heads = [("classifier", 3), ("qa_outputs", 2), ("sop_classifier.classifier", 2)].flatMap {
        fixture.head($0.0, labels: $0.1)
      }
      try fixture.write(to: directory, heads: heads, members: #""id2label": {"0": "a", "2": "c", "1": "b"}"#)
      try convertModel(directory.path, to: path)
    } else {
      let source = EncoderGolden.directory.deletingLastPathComponent().appendingPathComponent("Pipelines/\(name)")
      try convertModel(source.path, to: path)
    }
    try use(path)
    let bytes = try directory.read("model.albert")
    let sections = try Checkpoint(path: path).sections.filter {
      !$0.name.hasPrefix("group") && !$0.name.hasPrefix("embeddings") && !$0.name.hasPrefix("pooler")
    }
    var random = SplitMix64(state: 7)
    var refused = 0
    for section in sections where section.length >= 4 {
      for _ in 0..<12 {
        var changed = bytes
        let place = section.offset + Int(random.next() % UInt64(section.length / 4)) * 4
        let value = [0, 1, 2, 255, 0x7FFF_FFFF, 0x8000_0000, UInt32.max, UInt32(truncatingIfNeeded: random.next())]
        withUnsafeBytes(of: value[Int(random.next() % 8)].littleEndian) {
          changed.replaceSubrange(place..<place + 4, with: $0)
        }
        let file = try directory.write(changed, to: "changed.albert")
        do { try use(file) } catch { refused += 1 }
      }
    }
    #expect(refused > 0)
  }

  @Test func theTokenizersTypesMustFitTheModel() throws {
    var fixture = ModelFixture()
    fixture.tokenTypeCount = 1
    try fixture.write(to: directory)
    let path = directory.path("model.albert")
    try convertModel(directory.path, to: path)
    let checkpoint = try Checkpoint(path: path)
    let model = try Albert(checkpoint: checkpoint)
    let embedder = try Embedder(
      model: model, tokenizer: Tokenizer(checkpoint: checkpoint),
      request: EmbeddingRequest(configuration: model.configuration), threads: 1)
    var contents = RecordContents()
    contents.text = Array("word5 word6".utf8)
    contents.records = [Record(.text(0..<11)), Record(.pair(0..<5, 6..<11))]
    var failures: [String?] = []
    try embedder.embed(contents) { failures += $0.records.map { $0.failure?.problem } }
    #expect(failures[0] == nil)
    #expect(failures[1]?.hasPrefix("token type 1 is beyond the model's 1") == true)
  }

  @Test(arguments: ["-1", "16777216", "4294967296", "9223372036854775807", "9223372036854775808", "1.5", "null"])
  func wrongTokenIDsAreRefused(id: String) throws {
    let fixture = ModelFixture()
    try fixture.write(to: directory)
    let json = fixture.tokenizerJSON.replacing("\"word7\":7", with: "\"word7\":\(id)")
    try directory.write(json, to: "tokenizer.json")
    #expect(throws: ConversionError.self) {
      try convertModel(directory.path, to: directory.path("model.albert"))
    }
  }

  // MARK: The bundled model

  @Test func theBundledModelIsWholeAndSmall() throws {
    let package = EncoderGolden.directory.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let checkpoint = try Checkpoint(path: package.appendingPathComponent("models/small.albert").path)
    try checkpoint.verify()
    #expect(checkpoint.fileSize < 16_000_000)
    try use(checkpoint.path)
  }
}
