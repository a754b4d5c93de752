extension Normalization {
  private static let hangulBase: UInt32 = 0xAC00
  private static let hangulCount: UInt32 = 11172
  private static let leadingBase: UInt32 = 0x1100
  private static let vowelBase: UInt32 = 0x1161
  private static let trailingBase: UInt32 = 0x11A7
  private static let vowelCount: UInt32 = 21
  private static let trailingCount: UInt32 = 28

  /// Applies NFD or, where `compatible`, NFKD; where it `composes`, NFC or NFKC.
  func decompose(_ text: inout AlignedText, compatible: Bool, composes: Bool, _ scratch: inout NormalizationScratch) {
    guard let mapping = compatible ? tables.compatible : tables.canonical, let classes = tables.classes else { return }
    let view = mapping.view
    let classView = classes.view
    scratch.ranks.removeAll(keepingCapacity: true)
    for index in 0..<text.count {
      let scalar = text.scalars[index]
      if scalar < 0x80 {
        text.emit(scalar, change: 0)
        scratch.ranks.append(0)
        continue
      }
      if scalar &- Self.hangulBase < Self.hangulCount {
        let syllable = scalar - Self.hangulBase
        text.emit(Self.leadingBase + syllable / (Self.vowelCount * Self.trailingCount), change: 0)
        text.emit(Self.vowelBase + syllable / Self.trailingCount % Self.vowelCount, change: 1)
        scratch.ranks.append(0)
        scratch.ranks.append(0)
        if syllable % Self.trailingCount != 0 {
          text.emit(Self.trailingBase + syllable % Self.trailingCount, change: 1)
          scratch.ranks.append(0)
        }
        continue
      }
      let range = view.range(of: scalar)
      if range.isEmpty {
        text.emit(scalar, change: 0)
        scratch.ranks.append(UInt8(classView[scalar] & 0x3F))
      } else {
        for target in range {
          text.emit(view[target], change: target == range.lowerBound ? 0 : 1)
          scratch.ranks.append(UInt8(classView[view[target]] & 0x3F))
        }
        guard !text.isTooLong else { return text.discard() }
      }
    }
    text.rewriteEmitted { scalars, changes in
      Self.reorder(&scalars, &changes, &scratch)
      if composes { compose(&scalars, &changes, &scratch) }
    }
    text.apply()
  }

  /// Sorts each run of combining marks by class, with their changes. The order within a class stays.
  private static func reorder(
    _ scalars: inout [UInt32], _ changes: inout [Int32], _ scratch: inout NormalizationScratch
  ) {
    var index = 0
    while index < scalars.count {
      guard scratch.ranks[index] != 0 else {
        index += 1
        continue
      }
      let start = index
      var isSorted = true
      while index < scalars.count, scratch.ranks[index] != 0 {
        if index > start, scratch.ranks[index] < scratch.ranks[index - 1] { isSorted = false }
        index += 1
      }
      if !isSorted { sort(start..<index, &scalars, &changes, &scratch) }
    }
  }

  /// Sorts a run of marks in linear time, with a bucket for each class, because a hostile text may have millions of marks in a row.
  private static func sort(
    _ range: Range<Int>, _ scalars: inout [UInt32], _ changes: inout [Int32], _ scratch: inout NormalizationScratch
  ) {
    if scratch.buckets.isEmpty { scratch.buckets = Array(repeating: [], count: 64) }
    let isAligned = !changes.isEmpty
    for index in range {
      scratch.buckets[Int(scratch.ranks[index] & 0x3F)].append((scalars[index], isAligned ? changes[index] : 0))
    }
    var index = range.lowerBound
    for rank in scratch.buckets.indices where !scratch.buckets[rank].isEmpty {
      for entry in scratch.buckets[rank] {
        scalars[index] = entry.scalar
        if isAligned { changes[index] = entry.change }
        scratch.ranks[index] = UInt8(rank)
        index += 1
      }
      scratch.buckets[rank].removeAll(keepingCapacity: true)
    }
  }

  /// Composes starters with the scalars after them. The change of a composed scalar is the sum of its parts' changes, less 1 for each
  /// part after the first, as in the reference.
  private func compose(_ scalars: inout [UInt32], _ changes: inout [Int32], _ scratch: inout NormalizationScratch) {
    let isAligned = !changes.isEmpty
    var written = 0
    var starter: (scalar: UInt32, change: Int32)?
    var lastRank: UInt8?
    scratch.pending.removeAll(keepingCapacity: true)
    func write(_ entry: (scalar: UInt32, change: Int32)) {
      scalars[written] = entry.scalar
      if isAligned { changes[written] = entry.change }
      written += 1
    }
    for index in scalars.indices {
      let next = (scalar: scalars[index], change: isAligned ? changes[index] : 0)
      let rank = scratch.ranks[index]
      guard let first = starter else {
        if rank == 0 { starter = next } else { write(next) }
        continue
      }
      let isBlocked = lastRank.map { $0 >= rank } ?? false
      if !isBlocked, let composed = composition(first.scalar, next.scalar) {
        starter = (composed, first.change + next.change - 1)
      } else if rank == 0 {
        write(first)
        for entry in scratch.pending { write(entry) }
        scratch.pending.removeAll(keepingCapacity: true)
        starter = next
        lastRank = nil
      } else {
        scratch.pending.append(next)
        lastRank = rank
      }
    }
    if let starter { write(starter) }
    for entry in scratch.pending { write(entry) }
    scratch.pending.removeAll(keepingCapacity: true)
    scalars.removeSubrange(written...)
    if isAligned { changes.removeSubrange(written...) }
  }

  private func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first &- Self.leadingBase < 19, second &- Self.vowelBase < Self.vowelCount {
      let index = (first - Self.leadingBase) * Self.vowelCount + second - Self.vowelBase
      return Self.hangulBase + index * Self.trailingCount
    }
    if first &- Self.hangulBase < Self.hangulCount, (first - Self.hangulBase) % Self.trailingCount == 0,
      second &- (Self.trailingBase + 1) < Self.trailingCount - 1
    {
      return first + second - Self.trailingBase
    }
    guard let table = tables.compositions else { return nil }
    let triples = table.span
    var low = 0
    var high = triples.count / 3
    let key = UInt64(first) << 32 | UInt64(second)
    while low < high {
      let middle = (low + high) / 2
      let candidate = UInt64(triples[3 * middle]) << 32 | UInt64(triples[3 * middle + 1])
      if candidate == key {
        let composed = triples[3 * middle + 2]
        return composed < 0x110000 && composed & 0xFFFF_F800 != 0xD800 ? composed : nil
      }
      if candidate < key { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
