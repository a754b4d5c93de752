import Albert
import Dispatch
import Kernels
import Synchronization
import Tokenizers

/// Turns windows of records into rows: tokens, sequences, tiles of sequences, hidden states, pooled vectors.
public final class Embedder: Sendable {
  public let tokenizer: Tokenizer
  public let request: EmbeddingRequest
  /// Columns of a row.
  public let columnCount: Int

  private let model: Albert
  private let threads: Int
  private let together: Team
  private let alone = Team(threads: 1)
  private let recordTokenizer: RecordTokenizer
  private let mixer: LayerMixer
  private let textPooler: TextPooler
  private let wordPooler: WordPooler
  private let finisher: RowFinisher
  private let idleWorkspaces = Mutex<[IdleWorkspace]>([])

  /// A workspace on its way from one worker to the next, which is the only one to use it then.
  private struct IdleWorkspace: @unchecked Sendable { let workspace: EncoderWorkspace }

  /// Floats that are encoded before their rows are delivered.
  private let rowBudget: Int

  /// - Parameters:
  ///   - threads: how many threads work on a window, at least 1.
  ///   - rowBudget: floats that are encoded before their rows are delivered: 8 MB, which makes enough tiles for several
  ///     threads.
  /// - Throws: `EmbeddingRequestError` where the request does not fit the model.
  public init(
    model: Albert, tokenizer: Tokenizer, request: EmbeddingRequest, threads: Int, rowBudget: Int = 2 << 20
  ) throws(EmbeddingRequestError) {
    precondition(threads >= 1)
    try request.check(against: model.configuration)
    self.model = model
    self.tokenizer = tokenizer
    self.request = request
    self.threads = threads
    self.rowBudget = rowBudget
    together = Team(threads: threads)
    recordTokenizer = RecordTokenizer(
      tokenizer: tokenizer, request: request, modelVocabularySize: model.configuration.vocabularySize,
      tokenTypeCount: model.configuration.tokenTypeCount)
    mixer = LayerMixer(request: request, hiddenSize: model.configuration.hiddenSize)
    textPooler = TextPooler(strategies: request.poolings, width: mixer.width)
    wordPooler = WordPooler(rule: request.subtoken, width: mixer.width)
    finisher = RowFinisher(
      projection: request.projection, truncatedDimension: request.truncatedDimension, normalizes: request.normalizes)
    let width =
      switch request.level {
      case .text: textPooler.columnCount
      case .word: wordPooler.columnCount
      case .token: mixer.width
      }
    try finisher.check(width: width)
    columnCount = finisher.columnCount(width: width)
  }

  /// Embeds every record of the window. The rows come in input order, in one or more runs, so that no more than some
  /// 8 MB of them are held at once; the bits of a row do not depend on its neighbours or the threads. What is wrong
  /// with a single record is said in its `failure`.
  public func embed(_ window: RecordWindow, deliver: (EmbeddedWindow) throws -> Void) rethrows {
    let records = tokenize(window)
    guard !records.isEmpty else { return }
    var assembler = RowAssembler(embedder: self, window: window, records: records)
    var waiting: [TokenSequence] = []
    var waitingFloats = 0
    func deliverWaiting(endingRecordsBefore end: Int) throws {
      for (sequence, vectors) in zip(waiting, encode(waiting, of: records)) { assembler.add(vectors, of: sequence) }
      waiting.removeAll(keepingCapacity: true)
      waitingFloats = 0
      assembler.endRecords(before: end)
      if let rows = assembler.handOver() { try deliver(rows) }
    }
    for index in records.indices {
      guard let sequences = self.sequences(of: records[index], index: index) else { continue }
      for sequence in sequences {
        if waitingFloats + floatCount(of: sequence) > rowBudget { try deliverWaiting(endingRecordsBefore: index) }
        waiting.append(sequence)
        waitingFloats += floatCount(of: sequence)
      }
    }
    try deliverWaiting(endingRecordsBefore: records.count)
  }

  /// Floats that the encoding of a sequence leaves behind.
  private func floatCount(of sequence: TokenSequence) -> Int {
    request.level == .text ? textPooler.columnCount : sequence.tokenCount * mixer.width
  }

  private func sequences(of record: TokenizedRecord, index: Int) -> RecordSequences? {
    guard record.failure == nil else { return nil }
    return RecordSequences(
      of: record, record: index, maximumLength: request.maximumLength, stride: request.overflow.stride)
  }

  /// What makes the rows of a record.
  func rows(of record: TokenizedRecord, text: RecordWindow.Record, in window: RecordWindow) -> RecordRows {
    RecordRows(
      of: record, level: request.level, wordPooler: wordPooler, finisher: finisher,
      labeler: request.labelsRows
        ? RowLabeler(record: record, text: text, in: window, tokenizer: tokenizer) : nil)
  }

  // MARK: Tokens

  private func tokenize(_ window: RecordWindow) -> [TokenizedRecord] {
    // A few parts a thread, so that one long record does not keep the other threads waiting.
    let partCount = min(window.records.count, threads * 8)
    guard partCount > 0 else { return [] }
    let parts = Mutex([[TokenizedRecord]](repeating: [], count: partCount))
    runWorkers(jobs: partCount) { part in
      var scratch = TokenizerScratch()
      let range = part * window.records.count / partCount..<(part + 1) * window.records.count / partCount
      let tokenized = window.records[range].map { self.recordTokenizer.tokenize($0, of: window, scratch: &scratch) }
      parts.withLock { $0[part] = tokenized }
    }
    return parts.withLock { Array($0.joined()) }
  }

  // MARK: Encoding

  /// What each sequence gives: its pooled vector at text level, the vectors of its kept tokens else.
  private func encode(_ sequences: [TokenSequence], of records: [TokenizedRecord]) -> [SequenceVectors] {
    let plan = TilePlan(
      lengths: sequences.map(\.tokenCount), capacity: Albert.preferredBatchTokens, threads: threads)
    let results = Mutex([SequenceVectors](repeating: SequenceVectors(), count: sequences.count))
    let work = { @Sendable (tile: [Int], team: Team) in
      let vectors = self.encode(tile: tile.map { sequences[$0] }, of: records, team: team)
      results.withLock { results in
        for (sequence, vector) in zip(tile, vectors) { results[sequence] = vector }
      }
    }
    // Tiles that cannot be dealt out evenly are shared by all threads, one after the other, where that matters.
    let shared = plan.tiles.count < 4 * threads ? plan.tiles.count % threads : 0
    let apart = plan.tiles.dropLast(shared)
    runWorkers(jobs: apart.count) { work(apart[$0], alone) }
    for tile in plan.tiles.suffix(shared) { work(tile, together) }
    return results.withLock { $0 }
  }

  private func encode(tile: [TokenSequence], of records: [TokenizedRecord], team: Team) -> [SequenceVectors] {
    let batch = batch(of: tile, records: records)
    let idle = idleWorkspaces.withLock { $0.popLast() } ?? IdleWorkspace(workspace: EncoderWorkspace(model: model))
    defer { idleWorkspaces.withLock { $0.append(idle) } }
    let workspace = idle.workspace
    let firstTokenOnly = request.level == .text && textPooler.needsFirstTokenOnly
    // Where each sequence's vectors begin: it has one a token, or one altogether.
    let firstRows = firstTokenOnly ? Array(0...tile.count) : batch.starts
    let width = mixer.width
    var vectors = [Float](repeating: 0, count: firstRows[tile.count] * width)
    model.encode(
      batch, layers: mixer.wantedLayers, firstTokenOnly: firstTokenOnly, workspace: workspace, team: team
    ) { layer, states in
      if firstTokenOnly {
        // The last layer has a row a sequence, the ones below it have one a token.
        let hasRowASequence = layer == mixer.wantedLayers.last
        for index in tile.indices {
          let row = states[hasRowASequence ? index : batch.starts[index]]
          mixer.add(layer: layer, row: row, token: index, to: &vectors)
        }
      } else {
        for row in 0..<states.rowCount { mixer.add(layer: layer, row: states[row], token: row, to: &vectors) }
      }
    }
    guard request.level == .text else {
      return tile.indices.map { index in
        let kept = tile[index].kept
        let first = firstRows[index] + kept.lowerBound
        return SequenceVectors(values: Array(vectors[first * width..<(first + kept.count) * width]))
      }
    }
    var pooled: [Float] = []
    if request.poolings.contains(.pooler) {
      // The pooler goes with the last layer alone, so `vectors` holds just that.
      let firstTokens = firstRows.dropLast().flatMap { vectors[$0 * width..<($0 + 1) * width] }
      pooled = model.pool(firstTokens)
    }
    return tile.indices.map { index in
      let tokens = pooledTokens(of: tile[index], record: records[tile[index].record])
      let values = textPooler.pool(
        vectors[firstRows[index] * width..<firstRows[index + 1] * width], tokens: tokens,
        pooled: pooled.isEmpty ? [] : pooled[index * width..<(index + 1) * width])
      return SequenceVectors(values: values, pooledTokens: tokens.count)
    }
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

  /// The positions in a sequence that are pooled.
  private func pooledTokens(of sequence: TokenSequence, record: TokenizedRecord) -> [Int] {
    guard request.poolingScope != .all else { return Array(0..<sequence.tokenCount) }
    return sequence.pieces.joined().enumerated().compactMap { position, token in
      guard !record.isSpecial(token) else { return nil }
      switch request.poolingScope {
      case .all, .content: return position
      case .first: return record.text(of: token) == 0 ? position : nil
      case .second: return record.text(of: token) == 1 ? position : nil
      }
    }
  }

  /// Runs jobs 0..<jobs on up to `threads` threads, each taking the next job as it becomes free.
  private func runWorkers(jobs: Int, _ job: @Sendable (Int) -> Void) {
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, jobs)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < jobs else { return }
        job(index)
      }
    }
  }
}
