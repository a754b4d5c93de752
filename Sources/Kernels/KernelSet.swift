import CShims

/// The kernels of one instruction set. Every function checks once that what it is given is inside its matrices; the
/// kernels behind it do not check.
public struct KernelSet: Sendable {
  public let instructionSet: InstructionSet
  private let functions: KernelFunctions

  /// - Precondition: `instructionSet` is available.
  public init(_ instructionSet: InstructionSet) {
    precondition(instructionSet.isAvailable)
    self.instructionSet = instructionSet
    functions = KernelFunctions(instructionSet)
  }

  /// What a product's sums start from.
  public enum Start: Sendable {
    case bias
    /// The output as it is: a further part of the inputs is added.
    case output
  }

  /// Packs rows for the products that take them as inputs.
  public func pack(_ input: Matrix, rows: Range<Int>, into packed: PackedRows) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= input.rowCount)
    reshape(packed, rowCount: rows.count, inputCount: input.columnCount)
    guard !rows.isEmpty else { return }
    functions.pack(
      KernelRows(
        rows: input.address(row: rows.lowerBound, column: 0), stride: input.stride, rowCount: rows.count,
        inputCount: input.columnCount),
      packed.address)
  }

  /// Makes `packed` ready for columns that products write.
  public func reshape(_ packed: PackedRows, rowCount: Int, inputCount: Int) {
    packed.reshape(rowCount: rowCount, inputCount: inputCount, size: functions.packedSize(rowCount, inputCount))
  }

  /// output = f(start + input · weights), for some panels of output columns and some of the weights' inputs.
  ///
  /// - Parameters:
  ///   - inputs: which of the weights' inputs are added; they are all that `input` has.
  ///   - panels: which panels are computed.
  ///   - row, firstColumn: where the first row and the first panel go in `output`.
  public func multiply(
    _ input: PackedRows, by weights: Weights, inputs: Range<Int>? = nil, panels: Range<Int>? = nil,
    start: Start = .bias, activation: Activation? = nil, into output: Matrix, row: Int, firstColumn: Int = 0
  ) {
    let inputs = inputs ?? 0..<weights.inputCount
    let panels = panels ?? 0..<weights.panelCount
    precondition(inputs.count == input.inputCount)
    precondition(row >= 0 && row + input.rowCount <= output.rowCount)
    precondition(firstColumn >= 0 && firstColumn + panels.count * Panel.width <= output.stride)
    guard input.rowCount > 0, !panels.isEmpty else { return }
    let target = output.output(row: row, column: firstColumn)
    weights.withAddresses(inputs: inputs, panels: panels) { addresses, bias in
      functions.multiply(
        KernelProduct(
          rows: input.address, rowCount: input.rowCount, inputCount: inputs.count, panels: addresses,
          panelStride: weights.panelStride, panelCount: panels.count,
          start: start == .bias ? bias : UnsafePointer(target.base), startStride: start == .bias ? 0 : target.stride,
          activation: activation.code),
        target)
    }
  }

  /// output = f(bias + input · weights), for some panels of output columns, packed for the next product.
  ///
  /// - Parameters:
  ///   - output: `reshape`d to the input's rows; the panels go to its inputs from `firstColumn` on.
  public func multiply(
    _ input: PackedRows, by weights: Weights, panels: Range<Int>, activation: Activation?, into output: PackedRows,
    firstColumn: Int
  ) {
    precondition(output.rowCount == input.rowCount && input.inputCount == weights.inputCount)
    precondition(firstColumn >= 0 && firstColumn % Panel.width == 0)
    precondition(firstColumn + panels.count * Panel.width <= Panel.filled(output.inputCount))
    guard input.rowCount > 0, !panels.isEmpty else { return }
    weights.withAddresses(inputs: 0..<weights.inputCount, panels: panels) { addresses, bias in
      functions.multiplyPacking(
        KernelProduct(
          rows: input.address, rowCount: input.rowCount, inputCount: weights.inputCount, panels: addresses,
          panelStride: weights.panelStride, panelCount: panels.count, start: bias, startStride: 0,
          activation: activation.code),
        KernelPackedOutput(base: output.address, inputCount: output.inputCount, firstInput: firstColumn))
    }
  }

  /// output = norm(input + addend), row by row; `output` may be either.
  public func normalize(
    _ input: Matrix, adding addend: Matrix, rows: Range<Int>, by norm: LayerNormalization, into output: Matrix
  ) {
    precondition(rows.lowerBound >= 0)
    for matrix in [input, addend, output] {
      precondition(rows.upperBound <= matrix.rowCount && norm.width == matrix.columnCount)
    }
    guard !rows.isEmpty else { return }
    let first = rows.lowerBound
    norm.withArguments {
      functions.normalize(
        KernelResidual(
          rows: input.address(row: first, column: 0), stride: input.stride,
          addend: addend.address(row: first, column: 0), addendStride: addend.stride, rowCount: rows.count,
          output: output.output(row: first)),
        $0)
    }
  }

  /// The three embedding tables, `width` columns each, and the normalization of their sum.
  public struct Embeddings: @unchecked Sendable {
    let words, positions, types: UnsafeBufferPointer<Float>
    let norm: LayerNormalization
    var width: Int { norm.width }

    /// - Parameters:
    ///   - words, positions, types: a row of the norm's width an id, one after the other. They must outlive this.
    public init(
      words: UnsafeBufferPointer<Float>, positions: UnsafeBufferPointer<Float>, types: UnsafeBufferPointer<Float>,
      norm: LayerNormalization
    ) {
      (self.words, self.positions, self.types) = (words, positions, types)
      self.norm = norm
    }
  }

  /// The normalized sums of word, position and type vectors of tokens, to rows of the same number.
  ///
  /// - Precondition: every id is within its table.
  public func embed(
    _ embeddings: Embeddings, ids: [Int32], positionIDs: [Int32], typeIDs: [UInt8], tokens: Range<Int>,
    into output: Matrix
  ) {
    let width = embeddings.width
    precondition(tokens.lowerBound >= 0 && tokens.upperBound <= min(ids.count, positionIDs.count, typeIDs.count))
    precondition(tokens.upperBound <= output.rowCount && width == output.columnCount)
    guard !tokens.isEmpty else { return }
    for token in tokens {
      precondition(ids[token] >= 0 && Int(ids[token]) < embeddings.words.count / width, "token id")
      precondition(positionIDs[token] >= 0 && Int(positionIDs[token]) < embeddings.positions.count / width, "position")
      precondition(Int(typeIDs[token]) < embeddings.types.count / width, "token type")
    }
    ids.withUnsafeBufferPointer { ids in
      positionIDs.withUnsafeBufferPointer { positionIDs in
        typeIDs.withUnsafeBufferPointer { typeIDs in
          embeddings.norm.withArguments {
            functions.embed(
              KernelTokens(
                words: embeddings.words.baseAddress.unsafelyUnwrapped,
                ids: ids.baseAddress.unsafelyUnwrapped + tokens.lowerBound,
                positions: embeddings.positions.baseAddress.unsafelyUnwrapped,
                positionIDs: positionIDs.baseAddress.unsafelyUnwrapped + tokens.lowerBound,
                types: embeddings.types.baseAddress.unsafelyUnwrapped,
                typeIDs: typeIDs.baseAddress.unsafelyUnwrapped + tokens.lowerBound, tokenCount: tokens.count,
                output: output.output(row: tokens.lowerBound)),
              $0)
          }
        }
      }
    }
  }

  /// Attention of some heads over one sequence, the rows `sequence` of `states`, which hold queries, keys and values
  /// side by side.
  ///
  /// - Parameters:
  ///   - queries: where the queries are taken from: columns 0..<hidden of these rows.
  ///   - output: heads go to their columns of the rows `outputRow...`.
  public func attend(
    queries: Matrix, queryRows: Range<Int>, states: Matrix, sequence: Range<Int>, heads: Range<Int>, headCount: Int,
    into output: Matrix, outputRow: Int, scratch: Scratch
  ) {
    let hidden = output.columnCount
    let headSize = hidden / headCount
    precondition(states.columnCount == 3 * hidden && queries.columnCount >= hidden && headSize * headCount == hidden)
    precondition(queryRows.lowerBound >= 0 && queryRows.upperBound <= queries.rowCount)
    precondition(sequence.lowerBound >= 0 && sequence.upperBound <= states.rowCount)
    precondition(heads.lowerBound >= 0 && heads.upperBound <= headCount)
    precondition(outputRow >= 0 && outputRow + queryRows.count <= output.rowCount)
    guard !queryRows.isEmpty, !heads.isEmpty, !sequence.isEmpty else { return }
    let column = heads.lowerBound * headSize
    functions.attend(
      KernelHeads(
        queries: queries.address(row: queryRows.lowerBound, column: column), queryStride: queries.stride,
        queryCount: queryRows.count, keys: states.address(row: sequence.lowerBound, column: hidden + column),
        values: states.address(row: sequence.lowerBound, column: 2 * hidden + column), stride: states.stride,
        length: sequence.count, headCount: heads.count, headSize: headSize,
        output: output.output(row: outputRow, column: column),
        scratch: scratch.reserve(functions.attentionScratch(sequence.count, headSize))))
  }

  /// Runs nothing but fused multiply-adds, and returns how many single-precision ones: this core's limit, for whoever
  /// times it.
  public func multiplyAdd(rounds: Int) -> Int { functions.multiplyAdd(rounds) }
}
