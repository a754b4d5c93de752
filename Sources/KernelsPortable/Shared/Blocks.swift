import CShims

// How an output is divided into what the microkernel holds in registers: blocks of rows by passes of columns.

/// Columns of a panel of packed weights.
let panelWidth = Int(albert_panel_width)

/// Panels that `columns` columns take.
func panels(_ columns: Int) -> Int { (columns + panelWidth - 1) / panelWidth }

#if KERNELS_AVX512
  // Fourteen rows of two registers leave four: two of weights, one of factors, one to spare.
  let tallestBlock = 14
  let passWidth = 32
#else
  // Six rows of two registers, two of weights and one factor: sixteen.
  let tallestBlock = 6
  let passWidth = 16
#endif

/// Rows in blocks that the microkernel takes at a time: of nearly equal height, rather than full ones and a small rest; the
/// first ones have one row more.
struct RowBlocks {
  let count: Int
  private let (height, tallerBlocks): (Int, Int)

  init(rowCount: Int) {
    count = (rowCount + tallestBlock - 1) / tallestBlock
    (height, tallerBlocks) = rowCount.quotientAndRemainder(dividingBy: max(1, count))
  }

  func rows(_ block: Int) -> Range<Int> { firstRow(block)..<firstRow(block + 1) }

  private func firstRow(_ block: Int) -> Int { block * height + min(block, tallerBlocks) }
}
