import Kernels

extension QuantizedWeights {
  /// Rounds so that the error of the product's outputs is small, not that of each weight: the inputs that are rounded later compensate
  /// the errors of those before.
  ///
  /// With H = XᵀX of the product's inputs X, the outputs' squared error of a column is eᵀHe, where e is the error of its weights. With
  /// H = UᵀU that is Σⱼ (Σₖ U[j, k]·e[k])², k ≥ j. From the last input to the first, each weight is rounded so that its own term is as
  /// small as possible: to w[j] + Σₖ U[j, k]·e[k] / U[j, j], k > j. (This is GPTQ, Frantar et al. 2022, written as the nearest-plane
  /// method.)
  ///
  /// - Parameter factor: the factor of the inputs' damped Hessian.
  init(
    compensating weights: FloatMatrix, limit: Limit, groups: InputGroups, factor: CholeskyFactor, products: RowProducts
  ) {
    precondition(factor.size == weights.count)
    let width = weights.width
    let scales = Self.scales(weights, limit: limit, groups: groups)
    var values = [Int16](repeating: 0, count: weights.values.count)
    // Σₖ U[j, k]·e[k] over the inputs k that have been rounded.
    let carried = Matrix(columnCount: width, rowCount: weights.count)
    let blockSize = CholeskyFactor.blockSize
    for start in stride(from: (weights.count - 1) / blockSize * blockSize, through: 0, by: -blockSize) {
      let end = min(start + blockSize, weights.count)
      var sums = FloatMatrix(width: width)
      for input in start..<end { sums.values += CholeskyFactor.columns(0..<width, of: carried, row: input) }
      var errors = FloatMatrix(width: width, values: [Float](repeating: 0, count: sums.values.count))
      for input in (start..<end).reversed() {
        let row = CholeskyFactor.columns(input..<end, of: factor.matrix, row: input)
        let inBlock = (input - start) * width
        for later in 1..<max(row.count, 1) {
          add(
            row[later], times: errors.values, from: inBlock + later * width, to: &sums.values, at: inBlock, count: width
          )
        }
        let scale = scales[(input / groups.width * width)...].prefix(width)
        for (output, scale) in scale.enumerated() {
          let weight = weights.values[input * width + output]
          let value = Self.round((weight + sums.values[inBlock + output] / row[0]) / scale, limit)
          values[input * width + output] = value
          errors.values[inBlock + output] = weight - Float(value) * scale
        }
      }
      guard start > 0 else { break }
      // The transpose of U[0..<start, block]: a row for each input of the block.
      var columns = FloatMatrix(width: start, values: [Float](repeating: 0, count: (end - start) * start))
      for input in 0..<start {
        let row = factor.matrix[input]
        for later in start..<end { columns.values[(later - start) * start + input] = row[later] }
      }
      products.add(columns, times: errors, to: carried)
    }
    self.init(values: values, scales: scales, groups: groups, outputCount: width)
  }
}
