import Checkpoint

/// The Unicode tables that a tokenizer's steps look into; nil where none does.
struct NormalizationTables: Sendable {
  var canonical: ScalarMapping?
  var compatible: ScalarMapping?
  var lowercase: ScalarMapping?
  /// Per scalar: rank of the combining class (6 bits), `ClusterClass` (the bits above).
  var classes: ScalarTable?
  /// Per scalar: a bit for each set that a step asks for.
  var sets: ScalarTable?
  /// Triples (first, second, composed), sorted.
  var compositions: MappedArray<UInt32>?
}
