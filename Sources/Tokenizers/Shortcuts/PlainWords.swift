/// The shortcut for words of plain ASCII. Where the normalizers and pre-tokenizers only change such a word byte by byte, one table
/// replaces them all.
struct PlainWords: Sendable {
  private static let notPlain: UInt8 = 0xFF

  /// The byte that each byte becomes; `notPlain` for a byte whose words cannot take the shortcut.
  private let map: [UInt8]
  /// The bytes that are put before a word.
  private let prefix: [UInt8]

  /// nil where the steps do more than change bytes one by one.
  init?(_ normalization: Normalization, _ preTokenization: PreTokenization) {
    var map = [UInt8](repeating: Self.notPlain, count: 256)
    for byte in UInt8(0x21)...0x7E {
      if let mapped = normalization.plain(UInt32(byte)) { map[Int(byte)] = UInt8(truncatingIfNeeded: mapped) }
    }
    var prefix: [UInt8] = []
    for (index, step) in preTokenization.steps.enumerated() {
      switch step {
      case .whitespaceSplit: break
      case .metaspace(let replacement, let prepend, _):
        guard index == preTokenization.steps.count - 1, prepend != .first, replacement >= 0x80 else { return nil }
        if prepend == .always { prefix.append(scalar: replacement) }
      case .members(let set, _):
        guard let sets = preTokenization.sets else { return nil }
        for byte in 0x21..<0x7F where sets.view[UInt32(map[byte])] & set != 0 { map[byte] = Self.notPlain }
      case .delimiter(let scalar):
        for byte in 0x21..<0x7F where UInt32(map[byte]) == scalar { map[byte] = Self.notPlain }
      case .wordRuns, .pattern: return nil
      }
    }
    self.map = map
    self.prefix = prefix
  }

  /// Sets `word` to what the model receives for the bytes in `range`.
  ///
  /// - Returns: false where they are not plain.
  @inline(__always)
  func read(_ text: Span<UInt8>, _ range: Range<Int>, into word: inout [UInt8]) -> Bool {
    word.removeAll(keepingCapacity: true)
    word.append(contentsOf: prefix)
    let map = self.map.span
    for index in range {
      let mapped = map[Int(text[index])]
      guard mapped != Self.notPlain else { return false }
      word.append(mapped)
    }
    return true
  }
}

extension Normalization {
  /// The scalar that a printable ASCII scalar becomes; nil where that depends on its neighbours, or is not one printable ASCII
  /// scalar.
  fileprivate func plain(_ scalar: UInt32) -> UInt32? {
    var scalar = scalar
    for step in steps {
      switch step {
      case .decompose, .nmt, .spaceChinese, .strip, .characterMap, .sentencePieceMap: break
      case .lowercase: if scalar &- 0x41 < 26 { scalar |= 0x20 }
      case .remove(let set), .bertCleanUp(let set):
        guard let sets = tables.sets, sets.view[scalar] & set == 0 else { return nil }
      case .replace(let pattern, _):
        guard !pattern.mayMatch(scalar) else { return nil }
      case .prepend, .sentencePieceBlanks: return nil
      }
    }
    return scalar
  }
}
