/// The text that the normalizers change: its scalars and, where offsets are wanted, the origin of each one, which is a range of the
/// original's bytes.
///
/// A normalizer reads `scalars`, writes the new ones with `emit` and ends with `apply`. The alignment follows the reference: each
/// emitted scalar has a `change`, which is 0 where it replaces the next input scalar, 1 where it is new and takes the origin of its
/// predecessor, and -n where it replaces the next input scalar and n further ones are removed.
struct AlignedText: ~Copyable {
  private(set) var scalars: [UInt32] = []
  /// The first byte of each scalar's origin; empty unless the text is aligned.
  private(set) var starts: [Int32] = []
  /// The byte after each scalar's origin; empty unless the text is aligned.
  private(set) var ends: [Int32] = []
  private(set) var isAligned = false
  /// The bitwise or of all scalars, which says whether the text is ASCII.
  private(set) var unionOfScalars: UInt32 = 0
  /// Where the text begins in the original. Scalars that are inserted before all others have this empty origin.
  private(set) var origin: Int32 = 0

  /// The most scalars that a step may emit.
  var maximumCount = Int.max

  private var emitted: [UInt32] = []
  private var changes: [Int32] = []
  private var emittedStarts: [Int32] = []
  private var emittedEnds: [Int32] = []

  var count: Int { scalars.count }
  var isASCII: Bool { unionOfScalars < 0x80 }
  var emittedCount: Int { emitted.count }
  /// Whether more than `maximumCount` scalars were emitted, so that the step must discard them.
  var isTooLong: Bool { emitted.count > maximumCount }

  /// Loads the bytes in `range` of `text`, valid UTF-8.
  mutating func load(_ text: Span<UInt8>, _ range: Range<Int>, isAligned: Bool) {
    scalars.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    self.isAligned = isAligned
    origin = Int32(truncatingIfNeeded: range.lowerBound)
    var union: UInt32 = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      let scalar = text.decodeScalar(at: &position, end: range.upperBound)
      scalars.append(scalar)
      union |= scalar
      if isAligned {
        starts.append(Int32(truncatingIfNeeded: start))
        ends.append(Int32(truncatingIfNeeded: position))
      }
    }
    unionOfScalars = union
  }

  /// Loads a part of another text.
  mutating func load(_ other: borrowing AlignedText, _ part: TextPart) {
    scalars.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isAligned = other.isAligned
    origin = other.origin
    scalars += other.scalars[part.start..<part.end]
    if isAligned {
      starts += other.starts[part.start..<part.end]
      ends += other.ends[part.start..<part.end]
    }
    unionOfScalars = other.unionOfScalars
  }

  @inline(__always)
  mutating func emit(_ scalar: UInt32, change: Int32) {
    emitted.append(scalar)
    if isAligned { changes.append(change) }
  }

  /// Adds to the change of the scalar that was emitted last. Without one nothing happens, as in the reference.
  mutating func addChange(_ change: Int32) {
    if let last = changes.indices.last { changes[last] += change }
  }

  /// Marks the last `count` emitted scalars as new.
  mutating func markLastAsNew(_ count: Int) {
    guard isAligned else { return }
    for index in max(0, changes.count - count)..<changes.count { changes[index] = 1 }
  }

  /// Emits a scalar with an origin instead of a change. A step that emits origins ends with `replace`.
  @inline(__always)
  mutating func emit(_ scalar: UInt32, origin start: Int32, _ end: Int32) {
    emitted.append(scalar)
    if isAligned {
      emittedStarts.append(start)
      emittedEnds.append(end)
    }
  }

  /// Emits the scalar at `index` unchanged, with its origin.
  @inline(__always)
  mutating func emitUnchanged(_ index: Int) {
    emitted.append(scalars[index])
    if isAligned {
      emittedStarts.append(starts[index])
      emittedEnds.append(ends[index])
    }
  }

  /// Emits a scalar with the origin of the one at `index`.
  @inline(__always)
  mutating func emit(_ scalar: UInt32, originOf index: Int) {
    emitted.append(scalar)
    if isAligned {
      emittedStarts.append(starts[index])
      emittedEnds.append(ends[index])
    }
  }

  /// Replaces the text by the scalars that were emitted with changes.
  ///
  /// - Parameter removedAtStart: the number of scalars that were removed before the first one.
  mutating func apply(removedAtStart: Int = 0) {
    if isAligned { align(removedAtStart: removedAtStart) }
    swap(&scalars, &emitted)
    emitted.removeAll(keepingCapacity: true)
    updateUnion()
  }

  /// Replaces the text by the scalars that were emitted with origins.
  mutating func replace() {
    swap(&scalars, &emitted)
    swap(&starts, &emittedStarts)
    swap(&ends, &emittedEnds)
    emitted.removeAll(keepingCapacity: true)
    emittedStarts.removeAll(keepingCapacity: true)
    emittedEnds.removeAll(keepingCapacity: true)
    updateUnion()
  }

  /// Drops the emitted scalars.
  mutating func discard() {
    emitted.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    emittedStarts.removeAll(keepingCapacity: true)
    emittedEnds.removeAll(keepingCapacity: true)
  }

  /// Lets `body` change the emitted scalars and their changes.
  mutating func rewriteEmitted(_ body: (inout [UInt32], inout [Int32]) -> Void) {
    body(&emitted, &changes)
  }

  /// Replaces each scalar in place.
  mutating func mapInPlace(_ transform: (UInt32) -> UInt32) {
    for index in scalars.indices { scalars[index] = transform(scalars[index]) }
    updateUnion()
  }

  private mutating func updateUnion() {
    var union: UInt32 = 0
    for scalar in scalars { union |= scalar }
    unionOfScalars = union
  }

  private mutating func align(removedAtStart: Int) {
    var next = removedAtStart
    for change in changes {
      if change > 0 {
        // New: it takes the origin of its predecessor, which is empty at the beginning.
        let index = min(next, starts.count) - 1
        emittedStarts.append(index < 0 ? origin : starts[index])
        emittedEnds.append(index < 0 ? origin : ends[index])
      } else {
        let index = min(next, starts.count - 1)
        emittedStarts.append(index < 0 ? origin : starts[index])
        emittedEnds.append(index < 0 ? origin : ends[index])
        next = min(next + 1 - Int(change), starts.count)
      }
    }
    changes.removeAll(keepingCapacity: true)
    swap(&starts, &emittedStarts)
    swap(&ends, &emittedEnds)
    emittedStarts.removeAll(keepingCapacity: true)
    emittedEnds.removeAll(keepingCapacity: true)
  }
}
