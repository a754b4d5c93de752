import Checkpoint

extension CheckpointWriter {
  /// Adds what `ScalarMapping` reads: what single scalars become.
  mutating func addMapping(_ name: String, _ mappings: [(scalar: UInt32, targets: [UInt32])]) {
    var table = ScalarTableBuilder()
    var targets: [UInt32] = []
    var places: [[UInt32]: UInt16] = [:]
    for (scalar, mapping) in mappings {
      if places[mapping] == nil {
        places[mapping] = UInt16(targets.count + 1)
        targets.append(UInt32(mapping.count))
        targets += mapping
      }
      table[scalar] = places[mapping, default: 0]
    }
    addTable(name, table)
    add("tokenizer.\(name).targets", targets)
  }
}
