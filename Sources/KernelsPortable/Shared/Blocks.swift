import CShims

// The parts of an output that the microkernel holds in registers: a block of rows by the columns of a pass.

/// Columns of a panel of packed weights.
let panelWidth = Int(albert_panel_width)

/// The number of panels that `columns` columns take.
func panels(_ columns: Int) -> Int { (columns + panelWidth - 1) / panelWidth }

#if KERNELS_AVX512
  // Of 32 registers fourteen rows take two each. Four are left: two for weights, one for factors, one to spare.
  let tallestBlock = 14
  let passWidth = 32
#else
  // Of sixteen registers six rows take two each, the weights two, a factor one.
  let tallestBlock = 6
  let passWidth = 16
#endif

/// The blocks of rows that the microkernel takes at a time. Their heights differ by one row at most, the taller blocks come
/// first: full blocks and a small rest would be slower.
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
