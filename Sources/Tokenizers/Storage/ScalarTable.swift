import Checkpoint

/// A number for each Unicode scalar, most of them 0, in two stages: the row of each block of 128 scalars, then the rows.
package struct ScalarTable: Sendable {
  package static let blockBits: UInt32 = 7
  package static let blockCount = 0x110000 >> blockBits

  private let rowOfBlock: MappedArray<UInt16>
  private let rows: MappedArray<UInt16>

  /// Reads the sections "tokenizer.`name`.blocks" and ".rows".
  ///
  /// - Throws: `CheckpointError` where a section is missing or has the wrong size.
  init(_ name: String, in checkpoint: Checkpoint) throws(CheckpointError) {
    rowOfBlock = try checkpoint.array("tokenizer.\(name).blocks", of: UInt16.self)
    rows = try checkpoint.array("tokenizer.\(name).rows", of: UInt16.self)
    guard rowOfBlock.count == Self.blockCount else {
      throw CheckpointError(
        path: checkpoint.path, field: "section 'tokenizer.\(name).blocks'",
        problem: "has \(rowOfBlock.count) elements; \(Self.blockCount) were expected")
    }
    let rowCount = rows.count >> Int(Self.blockBits)
    guard rowCount > 0, rowOfBlock.span.isBelow(rowCount) else {
      throw CheckpointError(
        path: checkpoint.path, field: "section 'tokenizer.\(name).blocks'",
        problem: "names a row beyond the \(rowCount) rows of 'tokenizer.\(name).rows'")
    }
  }

  var view: ScalarTableView {
    @_lifetime(borrow self)
    borrowing get { ScalarTableView(rowOfBlock: rowOfBlock.span, rows: rows.span) }
  }
}

/// Looks up scalars in a `ScalarTable`.
struct ScalarTableView: ~Escapable {
  private let rowOfBlock: Span<UInt16>
  private let rows: Span<UInt16>

  @_lifetime(copy rowOfBlock, copy rows)
  init(rowOfBlock: Span<UInt16>, rows: Span<UInt16>) {
    self.rowOfBlock = rowOfBlock
    self.rows = rows
  }

  /// - Parameter scalar: below 0x110000.
  @inline(__always)
  subscript(scalar: UInt32) -> UInt16 {
    let row = Int(rowOfBlock[Int(scalar >> ScalarTable.blockBits)])
    return rows[row << Int(ScalarTable.blockBits) | Int(scalar & (1 << ScalarTable.blockBits - 1))]
  }
}

extension Span<UInt16> {
  /// Whether every element is less than `limit`.
  func isBelow(_ limit: Int) -> Bool {
    var largest: UInt16 = 0
    for index in indices { largest = Swift.max(largest, self[index]) }
    return Int(largest) < limit
  }
}
