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
        guard !isStripped, pattern.sparesSpaces || pattern.matchesOnlyBlanks && content.allSatisfy(isWhiteSpace) else {
          return false
        }
      case .prepend: return false
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

extension PatternProgram {
  /// Whether the pattern neither matches a space nor looks around.
  fileprivate var sparesSpaces: Bool {
    instructions.allSatisfy {
      switch $0 {
      case .scalar(let scalarClass): !classes[scalarClass].contains(0x20)
      case .split, .jump, .match: true
      default: false
      }
    }
  }

  /// Whether all that the pattern matches is blanks.
  fileprivate var matchesOnlyBlanks: Bool {
    instructions.allSatisfy {
      switch $0 {
      case .scalar(let scalarClass):
        stride(from: 0, to: classes[scalarClass].bounds.count, by: 2).allSatisfy { index in
          let (first, last) = (classes[scalarClass].bounds[index], classes[scalarClass].bounds[index + 1])
          return last - first < 32 && (first...last).allSatisfy(isWhiteSpace)
        }
      case .split, .jump, .match: true
      default: false
      }
    }
  }
}
