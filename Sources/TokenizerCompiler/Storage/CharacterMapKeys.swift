/// The keys and replacements of SentencePiece's character map, which decide where a text may be cut.
public struct CharacterMapKeys {
  /// Whether no key holds a space or is printable ASCII alone, so that such text does not change and words may be mapped one by
  /// one.
  public let keepsPlainWords: Bool
  private let keys: Set<[UInt8]>
  private let replacements: ArraySlice<UInt8>

  /// - Parameter map: the map as a model file holds it. An empty map has no keys.
  public init(_ map: [UInt8]) {
    guard let file = CharacterMapFile(map) else {
      self.init(keys: [], isWhole: map.isEmpty, replacements: [])
      return
    }
    let units = file.units
    // The index of a unit that is not a value is its parent's offset XOR its label.
    var children: [Int: [Int]] = [:]
    for (index, unit) in units.enumerated() where unit & 0x8000_0000 == 0 && unit & 0xFF != 0 {
      children[index ^ Int(unit & 0xFF), default: []].append(index)
    }
    var keys: Set<[UInt8]> = []
    var open = units.isEmpty ? [] : [(index: Int(Self.offset(units[0])), key: [UInt8]())]
    var visits = 0
    // An undamaged array holds each unit once.
    while let node = open.popLast(), visits <= units.count {
      for index in children[node.index] ?? [] {
        visits += 1
        let key = node.key + [UInt8(truncatingIfNeeded: units[index])]
        if units[index] & 0x100 != 0 { keys.insert(key) }
        open.append((index ^ Int(Self.offset(units[index])), key))
      }
    }
    self.init(keys: keys, isWhole: open.isEmpty, replacements: file.text)
  }

  private init(keys: Set<[UInt8]>, isWhole: Bool, replacements: ArraySlice<UInt8>) {
    self.keys = keys
    self.replacements = replacements
    keepsPlainWords =
      isWhole && !keys.contains { key in key.contains(0x20) || key.allSatisfy { 0x21...0x7E ~= $0 } }
  }

  /// Whether the map removes the character `content` from every text: it is a key, and no replacement holds it.
  public func removes(_ content: [UInt8]) -> Bool {
    keys.contains(content) && !replacements.indices.contains { replacements[$0...].starts(with: content) }
  }

  private static func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << ((unit & 0x200) >> 6) }
}
