import Kernels
import Threads

extension Albert {
  /// Runs a batch through the encoder and passes the wanted hidden states to `visit`. The bits of a row do not depend on the
  /// other sequences, the team or the instruction set.
  ///
  /// - Parameters:
  ///   - layers: the wanted hidden states, ascending. 0 is the projected embedding output, 1...L are the layers. Layers above the
  ///     last wanted one are not computed.
  ///   - firstTokenOnly: whether the last of `layers` is wanted for the first token of each sequence only. It then has a row for
  ///     each sequence; the others have a row for each token.
  ///   - team: the threads that share this batch; the caller is one of them.
  ///   - observe: receives the rows that go into each product of each layer. It cannot be used with `firstTokenOnly`.
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
        // In floating point, as the reference does it: floor(i / (L / groups)).
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

  /// The pooler's output tanh(W·h + b) for vectors h of H columns, row-major, such as the last layer's first tokens.
  ///
  /// - Precondition: the model has a pooler.
  public func pool(_ rows: [Float]) -> [Float] {
    guard let pooler = weights.pooler else { preconditionFailure("the model has no pooler") }
    return multiply(rows, by: pooler, activation: .tanh)
  }

  /// f(W·v + b) for vectors v, row-major, in one call of the kernels.
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

  /// The number of rows that go through the products together, as one part, and of tokens that a worker's batch should hold. A weight
  /// that is read from memory then serves some hundred rows. 128 rows, packed for the deepest pass of 1024 inputs, fill half of a
  /// second-level cache of 1 MB. Two panels of weights and the output take the rest. With twice as many tokens in a batch, int8 is 3%
  /// slower, since queries, keys and values do not stay in the cache until they are read.
  public static let rowsPerPart = 128

  /// The number of columns of the feed-forward network's inside that a part of `rows` rows computes before it uses them: whole
  /// panels that take no more of the cache than the rows of a whole part with 1024 inputs do.
  ///
  /// - Parameter unit: the number of columns that must stay together.
  func innerColumnCount(rows: Int, multipleOf unit: Int) -> Int {
    let most = max(1, Self.rowsPerPart * 1024 / rows)
    let parts = (configuration.intermediateSize + most - 1) / most
    let columns = (configuration.intermediateSize + parts - 1) / parts
    return (columns + unit - 1) / unit * unit
  }
}
