import Checkpoint

extension CheckpointWriter {
  /// Adds the sections that `ScalarMapping` reads.
  mutating func addMapping(_ name: String, _ mappings: [(scalar: UInt32, targets: [UInt32])]) {
    var table = ScalarTableBuilder()
    var targets: [UInt32] = []
    var positions: [[UInt32]: UInt16] = [:]
    for (scalar, mapping) in mappings {
      if positions[mapping] == nil {
        positions[mapping] = UInt16(targets.count + 1)
        targets.append(UInt32(mapping.count))
        targets += mapping
      }
      table[scalar] = positions[mapping, default: 0]
    }
    addTable(name, table)
    add("tokenizer.\(name).targets", targets)
  }
}
