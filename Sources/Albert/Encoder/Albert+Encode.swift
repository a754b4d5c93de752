import Kernels
import Threads

extension Albert {
  /// Runs a batch through the encoder and shows the wanted hidden states. A row has the same bits whatever the other
  /// sequences, the team and the instruction set.
  ///
  /// - Parameters:
  ///   - layers: hidden states to show, ascending: 0 is the projected embedding output, 1...L the layers. Layers above
  ///     the last one are not computed.
  ///   - firstTokenOnly: the last of `layers` is wanted for the first token of each sequence only, and has a row a
  ///     sequence; the others have a row a token.
  ///   - team: the threads that share this batch; the caller is one of them.
  ///   - observe: is shown the rows that go into each product of each layer. Not with `firstTokenOnly`.
  public func encode(
    _ batch: SequenceBatch, layers: [Int], firstTokenOnly: Bool = false, workspace: EncoderWorkspace, team: Team,
    observe: InputObserver? = nil,
    visit: (_ layer: Int, _ states: borrowing HiddenStates) throws -> Void
  ) rethrows {
    guard let last = layers.last, batch.sequenceCount > 0 else { return }
    precondition(zip(layers, layers.dropFirst()).allSatisfy { $0 < $1 })
    precondition(observe == nil || !firstTokenOnly)
    precondition(layers[0] >= 0 && last <= configuration.layerCount)
    workspace.reserve(
      tokens: batch.tokenCount, firstTokens: firstTokenOnly ? batch.sequenceCount : 0, memberCount: team.threadCount)
    let pass = EncoderPass(model: self, batch: batch, workspace: workspace, team: team, observe: observe)
    pass.embed()
    for layer in 0...last {
      let showsFirstTokens = firstTokenOnly && layer == last
      if layer > 0 {
        // As the reference has it, in floating point: floor(i / (L / groups)).
        let share = Double(configuration.layerCount) / Double(configuration.groupCount)
        let group = min(Int(Double(layer - 1) / share), configuration.groupCount - 1)
        let layers = weights.groups[group]
        for (index, parameters) in layers.enumerated() {
          pass.apply(
            parameters, LayerName(group: group, index: index),
            firstTokensOnly: showsFirstTokens && index == layers.count - 1)
        }
      } else if showsFirstTokens {
        pass.gatherFirstTokens()
      }
      if layers.contains(layer) {
        try visit(
          layer,
          HiddenStates(
            showsFirstTokens ? workspace.firstStates : workspace.states,
            rowCount: showsFirstTokens ? batch.sequenceCount : batch.tokenCount))
      }
    }
  }

  /// The pooler's output tanh(W·h + b) of vectors of H columns, row-major, such as the last layer's first tokens.
  ///
  /// - Precondition: the model has a pooler.
  public func pool(_ rows: [Float]) -> [Float] {
    guard let pooler = weights.pooler else { preconditionFailure("the model has no pooler") }
    return multiply(rows, by: pooler, activation: .tanh)
  }

  /// f(W·v + b) of vectors v, row-major, in one pass of the kernels.
  package func multiply(_ rows: [Float], by weights: Weights, activation: Activation?) -> [Float] {
    precondition(rows.count % weights.inputCount == 0)
    let count = rows.count / weights.inputCount
    let input = Matrix(columnCount: weights.inputCount, rowCount: count)
    let output = Matrix(columnCount: weights.outputCount, rowCount: count)
    input.update(row: 0, from: rows)
    let packed = PackedRows()
    kernels.pack(input, rows: 0..<count, for: weights, into: packed)
    kernels.multiply(packed, by: weights, activation: activation, into: output, row: 0)
    var result: [Float] = []
    result.reserveCapacity(count * weights.outputCount)
    for row in 0..<count { output[row].withUnsafeBufferPointer { result.append(contentsOf: $0) } }
    return result
  }

  /// Tokens that a worker's batch should hold. A weight that is read from memory then serves some hundred rows, and a
  /// batch of short texts has few rows left over in its last block; more would only push the activations further out of
  /// the second-level cache.
  public static let preferredBatchTokens = 2 * rowsPerPart

  /// Rows that go through the products together: a text of 128 tokens is one part, and 128 rows, packed for the deepest pass of
  /// 1024 inputs, fill half of a second-level cache of 1 MB; the rest is for two panels of weights and the output.
  public static let rowsPerPart = 128

  /// Columns of the feed-forward network's inside that a part of `rows` rows computes before they are used: whole panels
  /// that take no more of the cache than a whole part's rows of 1024 inputs do.
  ///
  /// - Parameter unit: columns that may not be parted.
  func innerColumnCount(rows: Int, multipleOf unit: Int) -> Int {
    let most = max(1, Self.rowsPerPart * 1024 / rows)
    let parts = (configuration.intermediateSize + most - 1) / most
    let columns = (configuration.intermediateSize + parts - 1) / parts
    return (columns + unit - 1) / unit * unit
  }
}
