import Albert
import Files
import Tokenizers

/// The static embedding table: the vectors of E columns that tokens have before the encoder, whatever their context is.
public struct StaticTable {
  /// The way in which the vectors of a word's pieces become one.
  public enum PieceRule: String, Sendable, CaseIterable {
    case first, mean
  }

  /// A row: its name, its token ids, and the vector, `columnCount` floats.
  package struct Row {
    package var name: String
    package var ids: [Int32]
    package var vector: [Float]
  }

  private let embeddings: WordEmbeddings
  private let tokenizer: Tokenizer
  private let rule: PieceRule
  /// The number of ids in the table. A tokenizer may have more, or fewer.
  package let tokenCount: Int
  /// The number of columns of a row, E.
  package var columnCount: Int { embeddings.width }

  public init(model: Albert, tokenizer: Tokenizer, rule: PieceRule) {
    embeddings = model.wordEmbeddings
    tokenCount = model.configuration.vocabularySize
    self.tokenizer = tokenizer
    self.rule = rule
  }

  /// The pieces in the order of ids; an empty string for an id that the tokenizer lacks.
  package var names: [String] { (0..<tokenCount).map { tokenizer.piece(Int32($0)) ?? "" } }

  package func row(token: Int) -> Row {
    Row(name: tokenizer.piece(Int32(token)) ?? "", ids: [Int32(token)], vector: vector(of: token))
  }

  /// The row of a word. The word is tokenized as a text of its own, without special tokens.
  ///
  /// - Throws: if it gives no tokens, or a token beyond the table.
  package func row(word: String) throws(InputOutputError) -> Row {
    var scratch = TokenizerScratch()
    var encoding = Encoding()
    tokenizer.tokenize(Array(word.utf8).span, withOffsets: false, typeID: 0, scratch: &scratch, into: &encoding)
    guard !encoding.ids.isEmpty else { throw .failed("'\(word)': the tokenizer gives no tokens for it") }
    if let bad = encoding.ids.first(where: { $0 < 0 || Int($0) >= tokenCount }) {
      throw .failed("'\(word)': its token id \(bad) is beyond the model's vocabulary of \(tokenCount)")
    }
    var pooler = WordPooler(rule: rule == .first ? .first : .mean, width: columnCount)
    for id in encoding.ids { pooler.add(vector(of: Int(id))[...]) }
    return Row(name: word, ids: encoding.ids, vector: Array(pooler.finish()))
  }

  private func vector(of id: Int) -> [Float] {
    let span = embeddings[id]
    return span.indices.map { span[$0] }
  }
}
