import Albert
import Checkpoint
import Conversion
import Embedding
import Foundation
import Records
import TestSupport
import Testing
import Tokenizers

/// Converts a directory and embeds with it: the rows are those of Hugging Face and sentence-transformers.
@Suite struct EmbedderGoldenTests {
  private func rows(
    _ directory: String, _ contents: RecordContents, change: (inout EmbeddingRequest) -> Void = { _ in }
  ) throws -> [[Float]] {
    let destination = try TemporaryDirectory()
    let path = destination.path("model.albert")
    try convertModel(directory, to: path)
    let checkpoint = try Checkpoint(path: path)
    try checkpoint.verify()
    let model = try Albert(checkpoint: checkpoint)
    let defaults = try EmbeddingDefaults(checkpoint: checkpoint, configuration: model.configuration)
    var request = try EmbeddingRequest(defaults, model: model, checkpoint: checkpoint)
    change(&request)
    let embedder = try Embedder(
      model: model, tokenizer: Tokenizer(checkpoint: checkpoint), request: request, threads: 2)
    var rows: [[Float]] = []
    try embedder.embed(contents) { embedded in
      #expect(embedded.records.allSatisfy { $0.failure == nil })
      let width = embedded.columnCount
      for row in embedded.records.indices { rows.append(Array(embedded.values[row * width..<(row + 1) * width])) }
    }
    return rows
  }

  @Test(arguments: EncoderGolden.names)
  func poolingsAreHuggingFaces(name: String) throws {
    let (golden, values) = try EncoderGolden.read(name)
    let width = golden.model.hiddenSize
    var contents = RecordContents()
    var expected: [ArraySlice<Double>] = []
    var position = 0
    for sequence in golden.sequences {
      position += golden.layers.count * sequence.tokens.count * width
      // Ids come without types, so all types are 0.
      if sequence.types.allSatisfy({ $0 == 0 }) {
        contents.records.append(Record(.ids(contents.ids.count..<contents.ids.count + sequence.ids.count)))
        contents.ids += sequence.ids
        expected.append(values[position..<position + golden.poolings.count * width])
      }
      position += golden.poolings.count * width
    }
    let directory = try TemporaryDirectory()
    try golden.writeModel(to: directory)
    let poolings = golden.poolings.compactMap(PoolingStrategy.init(rawValue:))
    #expect(poolings.count == golden.poolings.count && expected.count >= 2)
    let rows = try rows(directory.path, contents) { $0.poolings = poolings }
    for (row, expected) in zip(rows, expected) {
      for (index, kind) in golden.poolings.enumerated() {
        let found = row[index * width..<(index + 1) * width]
        let error = zip(found, expected.dropFirst(index * width)).map { abs(Double($0) - $1) }.max() ?? .nan
        #expect(error <= golden.bound(kind), "\(kind)")
      }
    }
  }

  private struct Pipeline: Decodable {
    let texts: [String]
    let embeddings: [[Double]]
  }

  /// Directories as two versions of sentence-transformers write them (see scripts/develop/goldens/make-pipelines.py).
  @Test(arguments: ["called", "current", "legacy", "steps", "weighted"])
  func pipelinesAreSentenceTransformers(name: String) throws {
    let directory = EncoderGolden.directory.deletingLastPathComponent().appendingPathComponent("Pipelines/\(name)")
    let pipeline = try JSONDecoder().decode(
      Pipeline.self, from: Data(contentsOf: directory.appendingPathComponent("embeddings.json")))
    var contents = RecordContents()
    for text in pipeline.texts {
      contents.records.append(Record(.text(contents.text.count..<contents.text.count + text.utf8.count)))
      contents.text += Array(text.utf8)
    }
    let rows = try rows(directory.path, contents)
    #expect(rows.count == pipeline.texts.count)
    for (index, (found, expected)) in zip(rows, pipeline.embeddings).enumerated() {
      #expect(found.count == expected.count)
      let error = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? .nan
      // Both round to float32; the vectors' largest elements are near 1 to 10.
      #expect(error <= 1e-5, "\(pipeline.texts[index])")
    }
  }
}
