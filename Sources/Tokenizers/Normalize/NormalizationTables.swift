import Checkpoint

/// The Unicode tables of a tokenizer; nil for those that no step uses.
struct NormalizationTables: Sendable {
  var canonical: ScalarMapping?
  var compatible: ScalarMapping?
  var lowercase: ScalarMapping?
  /// For each scalar the rank of its combining class (6 bits) and its `ClusterClass` (the bits above).
  var classes: ScalarTable?
  /// For each scalar a bit for each set that a step uses.
  var sets: ScalarTable?
  /// Triples (first, second, composed), in ascending order.
  var compositions: MappedArray<UInt32>?
}
