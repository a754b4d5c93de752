import TokenizerCompiler
import Tokenizers

/// Makes the tokenizer that ALBERT was trained with, and that the published tokenizer.json holds, from a SentencePiece model: ALBERT's
/// own normalization, then SentencePiece's, then its pieces. Pieces that end in a digit and a comma ("2009,") score lower, so that
/// a text is cut before the comma.
///
/// User-defined pieces are pieces like others, but a text that holds one is always cut there. Control pieces, which SentencePiece
/// never finds in a text, are special tokens.
func readSentencePieceTokenizer(_ directory: ModelDirectory, _ name: String) throws(ConversionError)
  -> TokenizerDefinition
{
  let file = try directory.open(name)
  let model = try SentencePieceModel(file)
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  for name: StaticString in ["remove_space", "add_prefix_space"] where try configuration?.bool(name) == false {
    throw ConversionError(
      path: directory.path(of: "tokenizer_config.json"), field: "\(name)",
      problem: "is false, which is not supported without a tokenizer.json")
  }
  let special = try SpecialTokens(directory, defaults: TokenizerClass.albert.defaultTokens)
  var normalizers: [TokenizerDefinition.Normalizer] = [
    .replace(.literal(Array("``".utf8)), with: Array("\"".utf8)),
    .replace(.literal(Array("''".utf8)), with: Array("\"".utf8)),
  ]
  if try configuration?.bool("keep_accents") != true { normalizers += [.nfkd, .stripAccents] }
  if try configuration?.bool("do_lower_case") != false { normalizers.append(.lowercase) }
  let unigram = TokenizerDefinition.Model.unigram(model.unigram)
  var added = AddedTokenList(model: unigram)
  special.add(to: &added)
  for piece in model.pieces where piece.kind == .control {
    added.addIfNew(TokenizerDefinition.AddedToken(content: piece.piece, id: 0))
  }
  let (last, preTokenizers) = model.wordSteps
  if !last.isEmpty, !model.removesExtraBlanks {
    // Runs of blanks in the text become single spaces before all else.
    normalizers =
      [.replace(.expression(Array("[\\s\u{1C}-\u{1F}]+".utf8)), with: [0x20]), .strip(left: true, right: true)]
      + normalizers
  }
  var definition = TokenizerDefinition(
    normalizers: normalizers + model.mapSteps + last, preTokenizers: preTokenizers, model: unigram,
    addedTokens: added.tokens)
  try definition.addTemplate(special, path: file.path)
  return definition
}

extension SentencePieceModel {
  private static let blankMark: Unicode.Scalar = "▁"

  private var userDefined: [[UInt8]] { pieces.filter { $0.kind == .userDefined }.map(\.piece) }

  fileprivate var unigram: TokenizerDefinition.Unigram {
    var unigram = TokenizerDefinition.Unigram(
      pieces: pieces.map { ($0.piece, Self.score($0)) }, unknownID: unknownID, hasByteFallback: hasByteFallback)
    unigram.unmatchedIDs = Set(pieces.indices.filter { pieces[$0].kind == .unused || pieces[$0].kind == .byte })
    unigram.sumsOverWords = true
    let smallest = pieces.reduce(Float.infinity) { $1.kind == .normal ? min($0, $1.score) : $0 }
    if smallest.isFinite { unigram.unknownScore = Double(smallest - 10) }
    return unigram
  }

  /// A piece's score. Those of user-defined pieces are computed as in SentencePiece, whatever the file says. They exceed all others,
  /// which are logarithms of probabilities, and the longest piece has the largest.
  private static func score(_ piece: Piece) -> Double {
    let score = piece.kind == .userDefined ? Float(Double(piece.piece.count - 1) * 0.1) : piece.score
    return Double(endsInDigitComma(piece.piece) ? score - 100 : score)
  }

  private static func endsInDigitComma(_ piece: [UInt8]) -> Bool {
    let scalars = String(decoding: piece, as: UTF8.self).unicodeScalars.suffix(2)
    guard scalars.count == 2, scalars.last == ",", let type = scalars.first?.properties.numericType else {
      return false
    }
    return type == .decimal || type == .digit
  }

  /// The model's own normalization of characters.
  fileprivate var mapSteps: [TokenizerDefinition.Normalizer] {
    characterMap.isEmpty ? [] : [.sentencePieceMap(characterMap, kept: userDefined.filter { !$0.isEmpty })]
  }

  /// The steps that make marks of blanks, and those that cut the text into words that can be tokenized one by one.
  fileprivate var wordSteps: (normalizers: [TokenizerDefinition.Normalizer], [TokenizerDefinition.PreTokenizer]) {
    let mark = escapesBlanks ? Self.blankMark : " "
    let markBytes = Array(String(mark).utf8)
    let matched = pieces.filter { $0.kind == .normal || $0.kind == .userDefined }.map(\.piece)
    /// Whether `rest`, a piece without its mark, never holds a mark, and the mark itself is a piece. Without that piece unknown text
    /// would be one token over several words.
    func areMarked(_ rest: ([UInt8]) -> ArraySlice<UInt8>) -> Bool {
      matched.contains(markBytes)
        && !matched.contains { piece in
          let rest = rest(piece)
          return rest.indices.contains { rest[$0...].starts(with: markBytes) }
        }
    }
    let beginWithMarks = areMarked { $0.starts(with: markBytes) ? $0.dropFirst(markBytes.count) : $0[...] }
    if addsDummyPrefix, !marksEnds, removesExtraBlanks, escapesBlanks, beginWithMarks {
      let keys = CharacterMapKeys(characterMap)
      if keys.removes(markBytes), !userDefined.contains(where: { $0.contains(0x20) || $0.starts(with: markBytes) }) {
        // The steps of the published tokenizer.json.
        return ([], [.whitespaceSplit, .metaspace(replacement: mark, prepend: .always, splits: true)])
      }
    }
    let blanks = SentencePieceBlanks(
      mark: mark, marksStart: addsDummyPrefix && !marksEnds, marksEnd: addsDummyPrefix && marksEnds,
      collapses: removesExtraBlanks)
    let preTokenizers: [TokenizerDefinition.PreTokenizer] =
      if beginWithMarks {
        [.split(.literal(markBytes), .mergedWithNext, inverted: false)]
      } else if areMarked({ $0.suffix(markBytes.count) == markBytes[...] ? $0.dropLast(markBytes.count) : $0[...] }) {
        [.split(.literal(markBytes), .mergedWithPrevious, inverted: false)]
      } else {
        []
      }
    return ([.sentencePieceBlanks(blanks)], preTokenizers)
  }
}
