/// Packs rows as the columns of panels: panel[k][r] = rows[r][k], and 0 for columns beyond the last row.
func packTransposed(_ rows: Floats, stride: Int, rowCount: Int, width: Int, into target: MutableFloats) {
  for panel in 0..<panels(rowCount) {
    let packed = target + panel * panelWidth * width
    let count = min(panelWidth, rowCount - panel * panelWidth)
    if count < panelWidth { packed.update(repeating: 0, count: panelWidth * width) }
    let source = rows + panel * panelWidth * stride
    var row = 0
    while row + laneCount <= count {
      transpose(source + row * stride, stride: stride, width: width, into: packed + row)
      row += laneCount
    }
    while row < count {
      for column in 0..<width { packed[column * panelWidth + row] = source[row * stride + column] }
      row += 1
    }
  }
}

/// Packs sixteen rows as sixteen columns of a panel.
private func transpose(_ rows: Floats, stride: Int, width: Int, into panel: MutableFloats) {
  var column = 0
  while column + 4 <= width {
    @inline(__always) func fourRows(_ row: Int) -> Lanes {
      let source = rows + row * stride + column
      return joined(
        SIMD8(lowHalf: loadFour(source), highHalf: loadFour(source + stride)),
        SIMD8(lowHalf: loadFour(source + 2 * stride), highHalf: loadFour(source + 3 * stride)))
    }
    let (first, second, third, fourth) = (fourRows(0), fourRows(4), fourRows(8), fourRows(12))
    // Columns 0 and 2 of eight rows each, then columns 1 and 3.
    let evens = (joined(first.evenHalf, second.evenHalf), joined(third.evenHalf, fourth.evenHalf))
    let odds = (joined(first.oddHalf, second.oddHalf), joined(third.oddHalf, fourth.oddHalf))
    let target = panel + column * panelWidth
    store(joined(evens.0.evenHalf, evens.1.evenHalf), to: target)
    store(joined(odds.0.evenHalf, odds.1.evenHalf), to: target + panelWidth)
    store(joined(evens.0.oddHalf, evens.1.oddHalf), to: target + 2 * panelWidth)
    store(joined(odds.0.oddHalf, odds.1.oddHalf), to: target + 3 * panelWidth)
    column += 4
  }
  while column < width {
    for row in 0..<laneCount { panel[column * panelWidth + row] = rows[row * stride + column] }
    column += 1
  }
}
