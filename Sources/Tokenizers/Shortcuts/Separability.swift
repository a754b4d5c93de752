// Whether a text may be cut at its spaces, and the parts tokenized one by one. That lets a cache answer for whole words.

extension Normalization {
  /// Whether every step works on what stands between two spaces as if nothing else were there.
  var isSeparable: Bool {
    var isStripped = false
    for step in steps {
      switch step {
      case .decompose, .nmt, .lowercase, .remove, .bertCleanUp, .spaceChinese: break
      case .strip: isStripped = true
      case .replace(let pattern, let content):
        // What was stripped from the whole text must not be made visible in a part of it.
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
  /// Whether the first step removes spaces and splits there, and none asks where in the text a part stands.
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
