import Checkpoint

/// A map from single scalars to one or more scalars.
struct ScalarMapping: Sendable {
  /// For each scalar 0 where it does not change, otherwise 1 plus the index of its mapping in `targets`.
  private let table: ScalarTable
  /// For each mapping the number of its scalars, then the scalars.
  private let targets: MappedArray<UInt32>

  /// - Throws: `CheckpointError` where a section is missing or has the wrong size.
  init(_ name: String, in checkpoint: Checkpoint) throws(CheckpointError) {
    table = try ScalarTable(name, in: checkpoint)
    targets = try checkpoint.array("tokenizer.\(name).targets", of: UInt32.self)
  }

  var view: ScalarMappingView {
    @_lifetime(borrow self)
    borrowing get { ScalarMappingView(table: table.view, targets: targets.span) }
  }
}

/// Looks up scalars in a `ScalarMapping`.
struct ScalarMappingView: ~Escapable {
  private let table: ScalarTableView
  private let targets: Span<UInt32>

  // The largest number of scalars in a mapping. The longest decomposition has 18. In a damaged table a mapping could have any
  // length.
  private static var maximumLength: Int { 32 }

  @_lifetime(copy table, copy targets)
  init(table: consuming ScalarTableView, targets: Span<UInt32>) {
    self.table = table
    self.targets = targets
  }

  /// The mapping of `scalar` as a range of the targets; empty where there is none, or a damaged one.
  @inline(__always)
  func range(of scalar: UInt32) -> Range<Int> {
    let start = Int(table[scalar])
    guard start > 0, start <= targets.count else { return 0..<0 }
    let end = start + min(Int(targets[start - 1]), Self.maximumLength)
    return end <= targets.count ? start..<end : 0..<0
  }

  /// A target scalar.
  @inline(__always)
  subscript(index: Int) -> UInt32 {
    let scalar = targets[index]
    return scalar < 0x110000 && scalar & 0xFFFF_F800 != 0xD800 ? scalar : 0xFFFD
  }
}
