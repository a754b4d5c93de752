import Tokenizers

/// Builds a double array of byte strings. `DoubleArrayTrie` describes its units.
struct DoubleArrayTrieBuilder {
  enum Failure: Error {
    /// The strings need more units than a base can address.
    case tooLarge
  }

  private static let valueFlag: UInt32 = 0x8000_0000
  private static let maximumUnitCount = 1 << 22

  private var units: [UInt32] = []
  // Free units form a linked list, so that a search does not visit the taken ones.
  private var nextFree: [Int32] = []
  private var previousFree: [Int32] = []
  private var isFree: [Bool] = []
  private var isBase: [Bool] = []
  private var firstFree: Int32 = -1

  /// - Parameter entries: non-empty strings; of equal ones the last one counts.
  /// - Throws: where the strings need more than 4,194,304 units.
  static func build(_ entries: [(key: [UInt8], value: UInt32)]) throws(Failure) -> [UInt32] {
    guard !entries.isEmpty else { return [] }
    var sorted = entries.map { (key: $0.key.map(DoubleArrayTrie.label), value: $0.value) }.enumerated().map { $0 }
    sorted.sort { a, b in
      a.element.key == b.element.key
        ? a.offset < b.offset : a.element.key.lexicographicallyPrecedes(b.element.key)
    }
    var keys: [(key: [UInt8], value: UInt32)] = []
    for entry in sorted.lazy.map(\.element) {
      if keys.last?.key == entry.key { keys.removeLast() }
      keys.append(entry)
    }
    var builder = DoubleArrayTrieBuilder()
    builder.grow()
    builder.take(0)
    builder.units[0] = 0
    try builder.place(keys)
    return builder.trimmed()
  }

  /// Places all nodes, breadth first. It uses a work list instead of recursion, because a hostile vocabulary may be deep.
  private mutating func place(_ keys: [(key: [UInt8], value: UInt32)]) throws(Failure) {
    var pending: [(unit: Int, range: Range<Int>, depth: Int)] = [(0, 0..<keys.count, 0)]
    var index = 0
    while index < pending.count {
      let (unit, range, depth) = pending[index]
      index += 1
      var labels: [UInt8] = []
      var starts: [Int] = []
      var position = range.lowerBound
      let endsHere = keys[position].key.count == depth
      if endsHere {
        labels.append(0)
        position += 1
      }
      while position < range.upperBound {
        let label = keys[position].key[depth]
        labels.append(label)
        starts.append(position)
        while position < range.upperBound, keys[position].key[depth] == label { position += 1 }
      }
      starts.append(range.upperBound)
      let base = try findBase(labels)
      for label in labels { take(base ^ Int(label)) }
      isBase[base] = true
      units[unit] |= UInt32(base) << 9 | (endsHere ? 0x100 : 0)
      if endsHere { units[base] = Self.valueFlag | keys[range.lowerBound].value & ~Self.valueFlag }
      for (child, label) in labels.dropFirst(endsHere ? 1 : 0).enumerated() {
        units[base ^ Int(label)] = UInt32(label)
        pending.append((base ^ Int(label), starts[child]..<starts[child + 1], depth + 1))
      }
      if index > 4096 {
        pending.removeFirst(index)
        index = 0
      }
    }
  }

  private mutating func findBase(_ labels: [UInt8]) throws(Failure) -> Int {
    guard let first = labels.first else { return 0 }
    // Units far back in the list hardly ever fit. Visiting all of them would take quadratic time.
    var attempts = 0
    var free = firstFree
    while free >= 0, attempts < 512 {
      let base = Int(free) ^ Int(first)
      if base < units.count, !isBase[base], labels.allSatisfy({ isFree[base ^ Int($0)] }) { return base }
      free = nextFree[Int(free)]
      attempts += 1
    }
    let start = units.count
    guard start + 256 <= Self.maximumUnitCount else { throw .tooLarge }
    grow()
    return start
  }

  /// Adds a block of 256 units, so that base ^ label never leaves the block of its base.
  private mutating func grow() {
    let start = units.count
    // A free unit looks like a value, so that no byte leads to it, not even 0.
    units.append(contentsOf: repeatElement(Self.valueFlag, count: 256))
    nextFree.append(contentsOf: repeatElement(-1, count: 256))
    previousFree.append(contentsOf: repeatElement(-1, count: 256))
    isFree.append(contentsOf: repeatElement(true, count: 256))
    isBase.append(contentsOf: repeatElement(false, count: 256))
    // New units go to the front, because most nodes fit there.
    for unit in (start..<start + 256).reversed() {
      nextFree[unit] = firstFree
      if firstFree >= 0 { previousFree[Int(firstFree)] = Int32(unit) }
      firstFree = Int32(unit)
    }
  }

  private mutating func take(_ unit: Int) {
    guard isFree[unit] else { return }
    isFree[unit] = false
    let next = nextFree[unit]
    let previous = previousFree[unit]
    if previous >= 0 { nextFree[Int(previous)] = next } else { firstFree = next }
    if next >= 0 { previousFree[Int(next)] = previous }
  }

  /// The units without the free ones at the end.
  private func trimmed() -> [UInt32] {
    let end = (isFree.lastIndex(of: false) ?? 0) + 1
    return Array(units.prefix(end))
  }
}
