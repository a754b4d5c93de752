/// A normalizer, as a run applies it.
enum NormalizationStep: Sendable {
  case decompose(compatible: Bool, composes: Bool)
  case nmt
  case lowercase
  /// Removes the scalars of a set.
  case remove(set: UInt16)
  /// Removes the scalars of a set, and makes the other blanks spaces.
  case bertCleanUp(controls: UInt16)
  case spaceChinese
  case strip(left: Bool, right: Bool)
  case replace(ScalarPattern, with: [UInt32])
  case prepend([UInt32])
  case characterMap(CharacterMap)
  case sentencePieceMap(SentencePieceMap)
  case sentencePieceBlanks(SentencePieceBlanks)
}
