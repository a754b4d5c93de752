import Albert
import Threads

/// Encodes tiles of sequences, and makes the vectors that the request's level needs.
struct TileEncoder: Sendable {
  private let model: Albert
  private let head: HeadRequest?
  let level: EmbeddingRequest.Level
  private let poolingScope: EmbeddingRequest.PoolingScope
  private let mixer: LayerMixer
  private let pooler: TextPooler
  private let unpooledTokens: Int

  /// - Parameter unpooledTokens: the number of tokens at a record's beginning that are not pooled.
  init(model: Albert, request: EmbeddingRequest, unpooledTokens: Int) {
    self.model = model
    self.unpooledTokens = unpooledTokens
    head = request.head
    level = request.level
    poolingScope = request.poolingScope
    mixer = LayerMixer(request: request, hiddenSize: model.configuration.hiddenSize)
    pooler = TextPooler(strategies: request.poolings, width: mixer.width)
  }

  /// The number of columns of a token's vector, or at text and passage level of a text's vector. A head has one for each
  /// label.
  var width: Int { head?.head.labels.count ?? (level.isPooled ? pooler.columnCount : mixer.width) }

  /// The number of floats of a sequence's vectors.
  func floatCount(of sequence: TokenSequence) -> Int {
    level.isPooled ? width : sequence.tokenCount * width
  }

  /// Encodes a tile, and returns the vectors of each of its sequences.
  ///
  /// - Parameters:
  ///   - records: the records that the sequences belong to.
  ///   - team: the threads that share the tile.
  func encode(
    _ tile: [TokenSequence], of records: [TokenizedRecord], workspace: EncoderWorkspace, team: Team
  ) -> [SequenceVectors] {
    let batch = batch(of: tile, records: records)
    if let head, head.head.task.readsPooler {
      let logits = head.layer.logits(firstTokenVectors(of: batch, workspace: workspace, team: team))
      return tile.indices.map {
        SequenceVectors(values: logits[$0 * width..<($0 + 1) * width], pooledTokens: tile[$0].tokenCount)
      }
    }
    guard level.isPooled else {
      var vectors = tokenVectors(of: batch, workspace: workspace, team: team)
      if let head { vectors = head.layer.logits(vectors) }
      return tile.indices.map { index in
        let first = batch.starts[index] + tile[index].kept.lowerBound
        return SequenceVectors(values: vectors[first * width..<(first + tile[index].kept.count) * width])
      }
    }
    // Each sequence has a vector for each token, or one in all. These are the indices of its first vector.
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

  /// The mixed layers of all tokens, `mixer.width` floats for each.
  private func tokenVectors(of batch: SequenceBatch, workspace: EncoderWorkspace, team: Team) -> [Float] {
    var vectors = [Float](repeating: 0, count: batch.tokenCount * mixer.width)
    model.encode(batch, layers: mixer.wantedLayers, workspace: workspace, team: team) { layer, states in
      for row in 0..<states.rowCount { mixer.add(layer: layer, row: states[row], token: row, to: &vectors) }
    }
    return vectors
  }

  /// The mixed layers of each sequence's first token, `mixer.width` floats for each.
  private func firstTokenVectors(of batch: SequenceBatch, workspace: EncoderWorkspace, team: Team) -> [Float] {
    var vectors = [Float](repeating: 0, count: batch.sequenceCount * mixer.width)
    model.encode(
      batch, layers: mixer.wantedLayers, firstTokenOnly: true, workspace: workspace, team: team
    ) { layer, states in
      // The last layer has a row for each sequence, the others have a row for each token.
      let hasRowPerSequence = layer == mixer.wantedLayers.last
      for sequence in 0..<batch.sequenceCount {
        let row = states[hasRowPerSequence ? sequence : batch.starts[sequence]]
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
      // The model's pooler reads the last layer, and a request with it has no other layers, so `vectors` holds that layer.
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

  /// Whether all tokens of all sequences are pooled.
  var poolsAllTokens: Bool { poolingScope == .all && unpooledTokens == 0 }

  /// The positions in a sequence that are pooled.
  func pooledTokens(of sequence: TokenSequence, record: TokenizedRecord) -> [Int] {
    guard !poolsAllTokens else { return Array(0..<sequence.tokenCount) }
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
