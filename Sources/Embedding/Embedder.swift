import Albert
import Files
import Records
import Synchronization
import Threads
import Tokenizers

/// Turns records into rows: tokens, sequences, tiles of sequences, vectors, rows. Not for two callers at once.
public final class Embedder {
  public let request: EmbeddingRequest
  /// Columns of a row.
  public var columnCount: Int { rowSettings.columnCount }
  /// Whether a text of too many tokens keeps its end, not its beginning.
  package let truncatesLeft: Bool

  private let recordTokenizer: RecordTokenizer
  private let tileEncoder: TileEncoder
  private let rowSettings: RowSettings
  /// Floats that are encoded before their rows are delivered.
  private let rowBudget: Int

  private let tokenizers: Workers<TokenizerWorkspace>
  private let encoders: Workers<EncoderWorkspace>
  /// One worker alone with a tile.
  private let oneThread = Team()
  /// All threads at one tile.
  private let allThreads: Team

  /// - Parameters:
  ///   - threads: how many threads work on a batch of records, at least 1.
  ///   - rowBudget: floats that are encoded before their rows are delivered: 8 MB, which makes enough tiles for several
  ///     threads.
  /// - Throws: `EmbeddingRequestError` where the request does not fit the model, `ThreadFailure` where the system does not give
  ///   so many threads.
  public init(
    model: Albert, tokenizer: Tokenizer, request: EmbeddingRequest, threads: Int, rowBudget: Int = 2 << 20
  ) throws {
    precondition(threads >= 1)
    try request.check(against: model.configuration)
    try request.checkRoom(in: tokenizer)
    self.request = request
    self.rowBudget = rowBudget
    truncatesLeft = tokenizer.truncatesLeft
    recordTokenizer = RecordTokenizer(
      tokenizer: tokenizer, request: request, configuration: model.configuration)
    tileEncoder = TileEncoder(
      model: model, request: request, unpooledTokens: recordTokenizer.unpooledTokens)
    rowSettings = try RowSettings(request: request, width: tileEncoder.width, tokenizer: tokenizer)
    try Self.checkMemory(model, request, threads: threads)
    // What takes long on each thread is moved between processors as the system sees fit.
    let team = try Team(threads: threads, avoidsCaller: false)
    tokenizers = Workers(team) { TokenizerWorkspace() }
    encoders = Workers(team) { EncoderWorkspace(model: model) }
    allThreads = try Team(threads: threads)
  }

  /// What all threads together take is told before it is taken: where memory cannot be had, the program ends with a trace.
  private static func checkMemory(_ model: Albert, _ request: EmbeddingRequest, threads: Int) throws(InputOutputError) {
    let tokens = max(Albert.preferredBatchTokens, request.maximumLength)
    // A thread's stacks and its tokenizer's scratch; a batch of texts, its rows, and what they are written as.
    let need = threads * (EncoderWorkspace.byteCount(model: model, tokens: tokens) + 16 << 20) + 64 << 20
    guard !FreeMemory.has(need) else { return }
    throw .failed(
      "--threads \(threads) takes \(need >> 20) MB, which are not to be had (ulimit -v); fewer threads (-t) take less")
  }

  /// Embeds records. The rows come in input order, in one or more pieces, so that no more than some 8 MB of them are
  /// held at once; the bits of a row do not depend on its neighbours or the threads. What is wrong with a single record
  /// is said in its `failure`.
  public func embed(_ contents: RecordContents, deliver: (EmbeddedRows) throws -> Void) rethrows {
    let records = tokenize(contents)
    var builder = BatchRowBuilder(settings: rowSettings, contents: contents, records: records)
    var waiting: [TokenSequence] = []
    var waitingFloats = 0
    func deliverWaiting(endingRecordsBefore end: Int) throws {
      for (sequence, vectors) in zip(waiting, encode(waiting, of: records)) { builder.add(vectors, of: sequence) }
      waiting.removeAll(keepingCapacity: true)
      waitingFloats = 0
      builder.endRecords(before: end)
      if let rows = builder.handOver() { try deliver(rows) }
    }
    for (index, record) in records.enumerated() {
      guard let sequences = record.sequences else { continue }
      for sequence in sequences {
        let floatCount = tileEncoder.floatCount(of: sequence)
        if waitingFloats + floatCount > rowBudget { try deliverWaiting(endingRecordsBefore: index) }
        waiting.append(sequence)
        waitingFloats += floatCount
      }
    }
    try deliverWaiting(endingRecordsBefore: records.count)
  }

  private func tokenize(_ contents: RecordContents) -> [TokenizedRecord] {
    let runs = tokenizers.mapRuns(of: contents.records.count) { [recordTokenizer] run, workspace in
      run.map { recordTokenizer.tokenize($0, of: contents, scratch: &workspace.scratch) }
    }
    return Array(runs.joined())
  }

  /// What each sequence gives.
  private func encode(_ sequences: [TokenSequence], of records: [TokenizedRecord]) -> [SequenceVectors] {
    let plan = TilePlan(
      lengths: sequences.map(\.tokenCount), capacity: Albert.preferredBatchTokens, threads: encoders.count)
    let results = Mutex([SequenceVectors](repeating: SequenceVectors(), count: sequences.count))
    let encode = { @Sendable [tileEncoder] (tile: [Int], workspace: EncoderWorkspace, team: Team) in
      let vectors = tileEncoder.encode(tile.map { sequences[$0] }, of: records, workspace: workspace, team: team)
      results.withLock { results in
        for (sequence, vector) in zip(tile, vectors) { results[sequence] = vector }
      }
    }
    // Tiles that cannot be dealt out evenly are shared by all threads, one after the other, where that matters.
    let sharedCount = plan.tiles.count < 4 * encoders.count ? plan.tiles.count % encoders.count : 0
    let unshared = Array(plan.tiles.dropLast(sharedCount))
    encoders.run(unshared.count) { [oneThread] in encode(unshared[$0], $1, oneThread) }
    for tile in plan.tiles.suffix(sharedCount) { encode(tile, encoders.firstWorkspace, allThreads) }
    return results.withLock { $0 }
  }
}
