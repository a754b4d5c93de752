import Kernels

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
  public func encode(
    _ batch: SequenceBatch, layers: [Int], firstTokenOnly: Bool = false, workspace: EncoderWorkspace, team: Team,
    visit: (_ layer: Int, _ states: borrowing HiddenStates) throws -> Void
  ) rethrows {
    fatalError("to be written")
  }

  /// The pooler's output tanh(W·h + b) of `rowCount` vectors of H columns, row-major, such as the last layer's first
  /// tokens.
  ///
  /// - Precondition: the model has a pooler.
  public func pool(_ rows: [Float], workspace: EncoderWorkspace) -> [Float] { fatalError("to be written") }

  /// Vectors of E columns, row-major, projected to H columns as the encoder does with its embeddings.
  public func project(_ rows: [Float], workspace: EncoderWorkspace) -> [Float] { fatalError("to be written") }

  /// Tokens that a worker's batch should hold: enough that a weight read from memory serves many rows, few enough
  /// that activations stay in the second-level cache.
  public var preferredBatchTokens: Int { 256 }
}
