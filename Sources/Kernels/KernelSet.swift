import CShims

/// The kernels of one instruction set. Every function checks once that its arguments lie inside their matrices. The kernels
/// behind it check nothing.
public struct KernelSet: Sendable {
  public let instructionSet: InstructionSet
  private let functions: KernelFunctions
  private let integerFunctions: IntegerKernelFunctions

  /// - Precondition: `instructionSet` is available.
  public init(_ instructionSet: InstructionSet) {
    self.instructionSet = instructionSet
    (functions, integerFunctions) = instructionSet.kernelFunctions
  }

  /// Whether the instruction set multiplies bytes. Others widen them to 16-bit integers first.
  public var multipliesBytes: Bool { integerFunctions.multipliesBytes }

  /// The start of a product's sums.
  public enum Start: Sendable {
    case bias
    /// The output of an earlier call, for the inputs before these.
    case output
  }

  /// Packs rows as the inputs of a product with `weights`. Where the weights are integers, the rows are quantized.
  public func pack(_ input: Matrix, rows: Range<Int>, for weights: Weights, into packed: PackedRows) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= input.rowCount)
    reshape(packed, rowCount: rows.count, inputCount: input.columnCount, for: weights)
    guard !rows.isEmpty else { return }
    let arguments = KernelRows(
      rows: input.address(row: rows.lowerBound, column: 0), stride: input.stride, rowCount: rows.count,
      inputCount: input.columnCount)
    if packed.form == nil {
      functions.pack(arguments, packed.address)
    } else {
      integerFunctions.quantize(arguments, packed.quantized)
    }
  }

  /// Gives `packed` the size and form of inputs of a product with `weights`, for the columns that other products write to it.
  public func reshape(_ packed: PackedRows, rowCount: Int, inputCount: Int, for weights: Weights) {
    let form = weights.rowForm
    let size =
      form.map { integerFunctions.quantizedSize($0.kind, rowCount, inputCount) }
      ?? functions.packedSize(rowCount, inputCount)
    packed.reshape(rowCount: rowCount, inputCount: inputCount, form: form, size: size)
  }

  /// output = f(start + input · weights), for some panels of output columns and some of the weights' inputs. In products of
  /// integers f is applied with the last inputs.
  ///
  /// - Parameters:
  ///   - inputs: the weights' inputs that are added, as many as `input` has; nil for all. In products of integers they are whole
  ///     groups.
  ///   - panels: the panels that are computed; nil for all.
  ///   - row, firstColumn: the place of the first row and the first panel in `output`.
  public func multiply(
    _ input: PackedRows, by weights: Weights, inputs: Range<Int>? = nil, panels: Range<Int>? = nil,
    start: Start = .bias, activation: Activation? = nil, into output: Matrix, row: Int, firstColumn: Int = 0
  ) {
    let inputs = inputs ?? 0..<weights.inputCount
    let panels = panels ?? 0..<weights.panelCount
    precondition(row >= 0 && row + input.rowCount <= output.rowCount)
    precondition(firstColumn >= 0 && firstColumn + panels.count * Panel.width <= output.stride)
    guard input.rowCount > 0, !panels.isEmpty else { return }
    let target = output.output(row: row, column: firstColumn)
    if input.form == nil {
      weights.withProduct(
        of: input, inputs: inputs, panels: panels, start: start == .bias ? nil : target, activation: activation
      ) { functions.multiply($0, target) }
    } else {
      weights.withIntegerProduct(
        of: input, inputs: inputs, panels: panels, continues: start == .output, activation: activation
      ) { integerFunctions.multiply($0, target) }
    }
  }

  /// output = f(bias + input · weights), for some panels of output columns, which are packed for the next product.
  ///
  /// - Parameters:
  ///   - output: `reshape` has given it as many rows as `input` has. The panels become its inputs from `firstColumn` on. Where
  ///     they are quantized, `panels` are those of whole groups.
  public func multiply(
    _ input: PackedRows, by weights: Weights, panels: Range<Int>, activation: Activation?, into output: PackedRows,
    firstColumn: Int
  ) {
    precondition(output.rowCount == input.rowCount && (output.form == nil) == (input.form == nil))
    precondition(firstColumn >= 0 && firstColumn % (output.form?.groupWidth ?? Panel.width) == 0)
    let end = firstColumn + panels.count * Panel.width
    precondition(end <= Panel.filled(output.inputCount))
    guard input.rowCount > 0, !panels.isEmpty else { return }
    let inputs = 0..<weights.inputCount
    if input.form == nil {
      weights.withProduct(of: input, inputs: inputs, panels: panels, activation: activation) {
        functions.multiplyPacking(
          $0, KernelPackedOutput(base: output.address, inputCount: output.inputCount, firstInput: firstColumn))
      }
    } else {
      precondition(end % (output.form?.groupWidth ?? 1) == 0 || end == Panel.filled(output.inputCount))
      weights.withIntegerProduct(
        of: input, inputs: inputs, panels: panels, continues: false, activation: activation
      ) { integerFunctions.multiplyQuantizing($0, output.quantized, firstColumn) }
    }
  }

  /// output = norm(input + addend), row by row. `output` may be `input` or `addend`.
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

  /// The normalized sum of each token's word, position and type vectors. Token t's goes to row t of `output`.
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
                words: embeddings.words.address, wordsAreHalves: embeddings.words.areHalves,
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

  /// Attention of some heads over one sequence: the rows `sequence` of `states`, which hold queries, keys and values side by
  /// side.
  ///
  /// - Parameters:
  ///   - queries: holds the queries in columns 0..<hidden of the rows `queryRows`.
  ///   - inIntegers: whether both products are of 16-bit integers.
  ///   - output: gets the heads in their own columns, from row `outputRow` on.
  public func attend(
    queries: Matrix, queryRows: Range<Int>, states: Matrix, sequence: Range<Int>, heads: Range<Int>, headCount: Int,
    inIntegers: Bool, into output: Matrix, outputRow: Int, scratch: Scratch
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
    let scratchSize = inIntegers ? integerFunctions.attentionScratch : functions.attentionScratch
    let arguments = KernelHeads(
      queries: queries.address(row: queryRows.lowerBound, column: column), queryStride: queries.stride,
      queryCount: queryRows.count, keys: states.address(row: sequence.lowerBound, column: hidden + column),
      values: states.address(row: sequence.lowerBound, column: 2 * hidden + column), stride: states.stride,
      length: sequence.count, headCount: heads.count, headSize: headSize,
      output: output.output(row: outputRow, column: column),
      scratch: scratch.reserve(scratchSize(sequence.count, headSize)))
    if inIntegers { integerFunctions.attend(arguments) } else { functions.attend(arguments) }
  }

  /// Runs nothing but the multiply-adds of a product of these operands, and returns how many they were: the most that this
  /// core can do, for benchmarks.
  public func multiplyAdd(rounds: Int, of operands: OperandKind) -> Int {
    switch operands {
    case .float32: functions.multiplyAdd(rounds)
    case .int16: integerFunctions.multiplyAddShorts(rounds)
    case .int8: integerFunctions.multiplyAddBytes(rounds)
    }
  }
}
