import Albert
import Threads

/// Takes tiles of sequences through the encoder, and makes of what comes out what the request's level needs.
struct TileEncoder: Sendable {
  private let model: Albert
  private let level: EmbeddingRequest.Level
  private let poolingScope: EmbeddingRequest.PoolingScope
  private let mixer: LayerMixer
  private let pooler: TextPooler
  private let unpooledTokens: Int

  /// - Parameter unpooledTokens: tokens at a record's beginning that are not pooled.
  init(model: Albert, request: EmbeddingRequest, unpooledTokens: Int) {
    self.model = model
    self.unpooledTokens = unpooledTokens
    level = request.level
    poolingScope = request.poolingScope
    mixer = LayerMixer(request: request, hiddenSize: model.configuration.hiddenSize)
    pooler = TextPooler(strategies: request.poolings, width: mixer.width)
  }

  /// Columns of a vector that a sequence gives: of a token's, or at text level of its pooled one.
  var width: Int { level == .text ? pooler.columnCount : mixer.width }

  /// Floats that a sequence leaves behind.
  func floatCount(of sequence: TokenSequence) -> Int {
    level == .text ? width : sequence.tokenCount * width
  }

  /// What each sequence of a tile gives.
  ///
  /// - Parameters:
  ///   - records: those that the sequences are of.
  ///   - team: who shares the tile.
  func encode(
    _ tile: [TokenSequence], of records: [TokenizedRecord], workspace: EncoderWorkspace, team: Team
  ) -> [SequenceVectors] {
    let batch = batch(of: tile, records: records)
    guard level == .text else {
      let vectors = tokenVectors(of: batch, workspace: workspace, team: team)
      return tile.indices.map { index in
        let first = batch.starts[index] + tile[index].kept.lowerBound
        return SequenceVectors(values: vectors[first * width..<(first + tile[index].kept.count) * width])
      }
    }
    // Where each sequence's vectors begin: it has one a token, or one altogether.
    let starts = pooler.needsFirstTokenOnly ? Array(0...tile.count) : batch.starts
    let vectors =
      pooler.needsFirstTokenOnly
      ? firstTokenVectors(of: batch, workspace: workspace, team: team)
      : tokenVectors(of: batch, workspace: workspace, team: team)
    return pool(vectors, starts: starts, tile, records)
  }

  private func batch(of tile: [TokenSequence], records: [TokenizedRecord]) -> SequenceBatch {
    var batch = SequenceBatch()
    for sequence in tile {
      let encoding = records[sequence.record].encoding
      for piece in sequence.pieces {
        batch.ids += encoding.ids[piece]
        batch.typeIDs += encoding.typeIDs[piece]
      }
      batch.starts.append(batch.ids.count)
    }
    return batch
  }

  // MARK: Vectors of tokens

  /// The mixed layers of all tokens, `mixer.width` floats each.
  private func tokenVectors(of batch: SequenceBatch, workspace: EncoderWorkspace, team: Team) -> [Float] {
    var vectors = [Float](repeating: 0, count: batch.tokenCount * mixer.width)
    model.encode(batch, layers: mixer.wantedLayers, workspace: workspace, team: team) { layer, states in
      for row in 0..<states.rowCount { mixer.add(layer: layer, row: states[row], token: row, to: &vectors) }
    }
    return vectors
  }

  /// The same of each sequence's first token alone.
  private func firstTokenVectors(of batch: SequenceBatch, workspace: EncoderWorkspace, team: Team) -> [Float] {
    var vectors = [Float](repeating: 0, count: batch.sequenceCount * mixer.width)
    model.encode(
      batch, layers: mixer.wantedLayers, firstTokenOnly: true, workspace: workspace, team: team
    ) { layer, states in
      // The last layer has a row a sequence, the ones below it have one a token.
      let hasRowASequence = layer == mixer.wantedLayers.last
      for sequence in 0..<batch.sequenceCount {
        let row = states[hasRowASequence ? sequence : batch.starts[sequence]]
        mixer.add(layer: layer, row: row, token: sequence, to: &vectors)
      }
    }
    return vectors
  }

  // MARK: Vectors of texts

  private func pool(
    _ vectors: [Float], starts: [Int], _ tile: [TokenSequence], _ records: [TokenizedRecord]
  ) -> [SequenceVectors] {
    let tokenWidth = mixer.width
    var modelPooled: [Float] = []
    if pooler.strategies.contains(.pooler) {
      // The model's pooler goes with the last layer alone, so `vectors` holds just that.
      let firstTokens = starts.dropLast().flatMap { vectors[$0 * tokenWidth..<($0 + 1) * tokenWidth] }
      modelPooled = model.pool(firstTokens)
    }
    var values: [Float] = []
    values.reserveCapacity(tile.count * width)
    var tokenCounts: [Int] = []
    for (index, sequence) in tile.enumerated() {
      let tokens = pooledTokens(of: sequence, record: records[sequence.record])
      pooler.pool(
        vectors[starts[index] * tokenWidth..<starts[index + 1] * tokenWidth], tokens: tokens,
        pooled: modelPooled.isEmpty ? [] : modelPooled[index * tokenWidth..<(index + 1) * tokenWidth],
        appendingTo: &values)
      tokenCounts.append(tokens.count)
    }
    return tile.indices.map {
      SequenceVectors(values: values[$0 * width..<($0 + 1) * width], pooledTokens: tokenCounts[$0])
    }
  }

  /// The positions in a sequence that are pooled.
  private func pooledTokens(of sequence: TokenSequence, record: TokenizedRecord) -> [Int] {
    guard poolingScope != .all || unpooledTokens > 0 else { return Array(0..<sequence.tokenCount) }
    return sequence.pieces.joined().enumerated().compactMap { position, token in
      guard token >= unpooledTokens else { return nil }
      guard poolingScope != .all else { return position }
      guard !record.isSpecial(token) else { return nil }
      switch poolingScope {
      case .all, .content: return position
      case .first: return record.text(of: token) == 0 ? position : nil
      case .second: return record.text(of: token) == 1 ? position : nil
      }
    }
  }
}
