import Checkpoint

/// What single scalars become, several scalars perhaps.
struct ScalarMapping: Sendable {
  /// Per scalar: 0 where it stays what it is, otherwise 1 more than the place of its mapping in `targets`.
  private let table: ScalarTable
  /// Per mapping: the number of scalars, then the scalars; at every place at least one.
  private let targets: MappedArray<UInt32>

  /// - Throws: `CheckpointError` where a section is missing or of a wrong size.
  init(_ name: String, in checkpoint: Checkpoint) throws(CheckpointError) {
    table = try ScalarTable(name, in: checkpoint)
    targets = try checkpoint.array("tokenizer.\(name).targets", of: UInt32.self)
  }

  var view: ScalarMappingView {
    @_lifetime(borrow self)
    borrowing get { ScalarMappingView(table: table.view, targets: targets.span) }
  }
}

/// A `ScalarMapping` to look up in.
struct ScalarMappingView: ~Escapable {
  private let table: ScalarTableView
  private let targets: Span<UInt32>

  // Scalars. The longest decomposition has 18; a damaged table must not let a text grow without measure.
  private static var maximumLength: Int { 32 }

  @_lifetime(copy table, copy targets)
  init(table: consuming ScalarTableView, targets: Span<UInt32>) {
    self.table = table
    self.targets = targets
  }

  /// Where in the targets the mapping of `scalar` lies; empty where it has none or a damaged one.
  @inline(__always)
  func range(of scalar: UInt32) -> Range<Int> {
    let place = Int(table[scalar])
    guard place > 0, place <= targets.count else { return 0..<0 }
    let end = place + min(Int(targets[place - 1]), Self.maximumLength)
    return end <= targets.count ? place..<end : 0..<0
  }

  /// A target scalar.
  @inline(__always)
  subscript(index: Int) -> UInt32 {
    let scalar = targets[index]
    return scalar < 0x110000 && scalar & 0xFFFF_F800 != 0xD800 ? scalar : 0xFFFD
  }
}
