// Whether a text may be cut at its spaces and the parts tokenized one by one, so that a cache of words can be used.

extension Normalization {
  /// Whether every step does the same to the text between two spaces whatever is around it.
  var isSeparable: Bool {
    var isStripped = false
    for step in steps {
      switch step {
      case .decompose, .nmt, .lowercase, .remove, .bertCleanUp, .spaceChinese: break
      case .strip: isStripped = true
      case .replace(let pattern, let content):
        // Blanks that were stripped from the whole text would be replaced in a part of it.
        guard !isStripped, !pattern.mayMatch(0x20) || pattern.matchesOnlyBlanks && content.allSatisfy(isWhiteSpace)
        else {
          return false
        }
      case .prepend, .sentencePieceBlanks: return false
      case .sentencePieceMap(let map): guard map.keepsPlainWords else { return false }
      case .characterMap(let map): guard map.keepsPrintableASCII, !map.hasKeysFromSpaceOn else { return false }
      }
    }
    return true
  }

  var hasCharacterMap: Bool {
    steps.contains { if case .characterMap = $0 { true } else { false } }
  }
}

extension PreTokenization {
  /// Whether the first step splits at spaces and removes them, and no step depends on a part's position in the text.
  var isSeparable: Bool {
    switch steps.first {
    case .whitespaceSplit, .wordRuns: !needsOffsets
    default: false
    }
  }

  var needsOffsets: Bool {
    steps.contains { if case .metaspace(_, .first, _) = $0 { true } else { false } }
  }
}
