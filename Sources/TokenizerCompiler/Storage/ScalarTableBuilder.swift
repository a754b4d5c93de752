import Checkpoint
import Tokenizers

/// Builds a `ScalarTable`.
struct ScalarTableBuilder {
  private static let size = 1 << Int(ScalarTable.blockBits)

  // A block of zeros is an empty array.
  private var blocks: [[UInt16]] = Array(repeating: [], count: ScalarTable.blockCount)

  subscript(scalar: UInt32) -> UInt16 {
    get {
      let block = blocks[Int(scalar) / Self.size]
      return block.isEmpty ? 0 : block[Int(scalar) % Self.size]
    }
    set {
      let block = Int(scalar) / Self.size
      if blocks[block].isEmpty { blocks[block] = Array(repeating: 0, count: Self.size) }
      blocks[block][Int(scalar) % Self.size] = newValue
    }
  }

  /// The sections of the table: the row of each block, and the rows. Equal blocks share a row.
  var sections: (rowOfBlock: [UInt16], rows: [UInt16]) {
    var rowOfBlock: [UInt16] = []
    var rows = [UInt16](repeating: 0, count: Self.size)
    var known: [[UInt16]: UInt16] = [[]: 0]
    for block in blocks {
      let row = known[block] ?? UInt16(rows.count / Self.size)
      if known.updateValue(row, forKey: block) == nil { rows += block }
      rowOfBlock.append(row)
    }
    return (rowOfBlock, rows)
  }
}

extension CheckpointWriter {
  /// Adds the sections that `ScalarTable` reads.
  mutating func addTable(_ name: String, _ table: ScalarTableBuilder) {
    let (rowOfBlock, rows) = table.sections
    add("tokenizer.\(name).blocks", rowOfBlock)
    add("tokenizer.\(name).rows", rows)
  }
}
