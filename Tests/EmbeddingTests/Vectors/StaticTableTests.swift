import Embedding
import Files
import Foundation
import Testing

@Suite struct StaticTableTests {
  /// The word embeddings as the model's safetensors file has them, row-major.
  private func reference(_ name: String) throws -> [Float] {
    let bytes = try Data(contentsOf: Golden.directory.appending(path: "\(name)/model.safetensors"))
    let headerSize = bytes.withUnsafeBytes { Int($0.loadUnaligned(as: UInt64.self)) }
    let header = try #require(
      try JSONSerialization.jsonObject(with: bytes[8..<8 + headerSize]) as? [String: [String: Any]])
    let places = try #require(header["embeddings.word_embeddings.weight"]?["data_offsets"] as? [Int])
    return bytes.withUnsafeBytes { bytes in
      stride(from: places[0], to: places[1], by: 4).map {
        bytes.loadUnaligned(fromByteOffset: 8 + headerSize + $0, as: Float.self)
      }
    }
  }

  @Test(arguments: ["unigram", "wordpiece"]) func theTableIsTheModelsOwn(name: String) throws {
    let model = try FixtureModel(name)
    let table = StaticTable(model: model.albert, tokenizer: model.tokenizer, rule: .mean)
    let rows = (0..<table.tokenCount).map { table.row(token: $0) }
    #expect(try rows.flatMap(\.vector) == reference(name))
    #expect(rows.map(\.name) == table.names && rows[2].name == "[CLS]")
  }

  @Test func aWordIsMadeOfItsPieces() throws {
    let model = try FixtureModel("unigram")
    let mean = StaticTable(model: model.albert, tokenizer: model.tokenizer, rule: .mean)
    let first = StaticTable(model: model.albert, tokenizer: model.tokenizer, rule: .first)
    let row = try mean.row(word: "cats, dog")
    #expect(row.ids.map { mean.names[Int($0)] } == ["▁cat", "s", ",", "▁dog"])
    let pieces = row.ids.map { mean.row(token: Int($0)).vector }
    let expected = (0..<mean.columnCount).map { column in Float(pieces.reduce(0.0) { $0 + Double($1[column]) } / 4) }
    #expect(row.vector == expected)
    #expect(try first.row(word: "cats, dog").vector == pieces[0])
    #expect(throws: InputOutputError.self) { try mean.row(word: "") }
    #expect(throws: InputOutputError.self) { try mean.row(word: " ") }
  }
}
