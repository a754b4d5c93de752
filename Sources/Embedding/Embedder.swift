import Albert
import Files
import Records
import Synchronization
import Threads
import Tokenizers

/// Turns records into rows: tokens, sequences, tiles of sequences, vectors, rows. Two threads must not call it at the same
/// time.
public final class Embedder {
  public let request: EmbeddingRequest
  /// The number of columns of a row.
  public var columnCount: Int { rowSettings.columnCount }
  /// Whether truncation cuts off a text's beginning instead of its end.
  package let truncatesLeft: Bool

  let recordTokenizer: RecordTokenizer
  let tileEncoder: TileEncoder
  let rowSettings: RowSettings
  /// The number of floats that are encoded before their rows are delivered.
  let rowBudget: Int

  let tokenizers: Workers<TokenizerWorkspace>
  private let encoders: Workers<EncoderWorkspace>
  /// The team of a worker that encodes a tile alone.
  private let oneThread = Team()
  /// The team that encodes a tile with all threads.
  private let allThreads: Team

  /// - Parameters:
  ///   - threads: the number of threads that work on a batch of records, at least 1.
  ///   - rowBudget: the number of floats that are encoded before their rows are delivered. The default, 8 MB, is enough
  ///     tiles for several threads.
  /// - Throws: `EmbeddingRequestError` if the request does not fit the model, `ThreadFailure` if the system refuses so many
  ///   threads, `InputOutputError` if there is not enough memory.
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
    // These jobs take long on each thread, so the system may move them between processors.
    let team = try Team(threads: threads, avoidsCaller: false)
    tokenizers = Workers(team) { TokenizerWorkspace() }
    encoders = Workers(team) { EncoderWorkspace(model: model) }
    allThreads = try Team(threads: threads)
  }

  /// - Throws: if there is not enough memory for all threads. Without this check the program would end with a trace.
  private static func checkMemory(_ model: Albert, _ request: EmbeddingRequest, threads: Int) throws(InputOutputError) {
    let tokens = max(Albert.preferredBatchTokens, request.maximumLength)
    // For each thread its workspace, stacks and tokenizer's scratch; for all a batch of texts, its rows and its output.
    let need = threads * (EncoderWorkspace.byteCount(model: model, tokens: tokens) + 16 << 20) + 64 << 20
    guard !FreeMemory.has(need) else { return }
    throw .failed(
      "--threads \(threads) needs \(need >> 20) MB, which are not available (ulimit -v); fewer threads (-t) need less")
  }

  /// Embeds records. The rows are delivered in input order, in one or more pieces, so that about 8 MB of them are held at
  /// most. The bits of a row do not depend on its neighbours or the threads. A record that cannot be embedded has a
  /// `failure`.
  public func embed(_ contents: RecordContents, deliver: (EmbeddedRows) throws -> Void) rethrows {
    if request.level == .passage { return try embedPassages(contents, deliver: deliver) }
    let records = tokenize(contents)
    var builder = BatchRowBuilder(settings: rowSettings, contents: contents, records: records)
    var waiting: [TokenSequence] = []
    var waitingFloats = 0
    func deliverWaiting(endingRecordsBefore end: Int) throws {
      for (sequence, vectors) in zip(waiting, encode(waiting, of: records)) { builder.add(vectors, of: sequence) }
      waiting.removeAll(keepingCapacity: true)
      waitingFloats = 0
      builder.endRecords(before: end)
      if let rows = builder.takeRows() { try deliver(rows) }
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

  /// What `embed` would give of records: what becomes of each, and how many rows it has. Encodes nothing.
  package func plan(_ contents: RecordContents) -> [(record: EmbeddedRows.Record, rowCount: Int)] {
    if request.level == .passage { return planPassages(contents) }
    return tokenize(contents).map { record in
      let rowCount =
        switch request.level {
        case .text, .passage: 1
        case .token: record.failure == nil ? record.tokenCount : 0
        case .word: record.failure == nil ? record.wordCount : 0
        }
      return (EmbeddedRows.Record(of: record), rowCount)
    }
  }

  private func tokenize(_ contents: RecordContents) -> [TokenizedRecord] {
    let runs = tokenizers.mapRuns(of: contents.records.count) { [recordTokenizer] run, workspace in
      run.map { recordTokenizer.tokenize($0, of: contents, scratch: &workspace.scratch) }
    }
    return Array(runs.joined())
  }

  /// Encodes sequences, and returns the vectors of each.
  func encode(_ sequences: [TokenSequence], of records: [TokenizedRecord]) -> [SequenceVectors] {
    let plan = TilePlan(
      lengths: sequences.map(\.tokenCount), capacity: Albert.preferredBatchTokens, threads: encoders.count)
    let results = Mutex([SequenceVectors](repeating: SequenceVectors(), count: sequences.count))
    let encode = { @Sendable [tileEncoder] (tile: [Int], workspace: EncoderWorkspace, team: Team) in
      let vectors = tileEncoder.encode(tile.map { sequences[$0] }, of: records, workspace: workspace, team: team)
      results.withLock { results in
        for (sequence, vector) in zip(tile, vectors) { results[sequence] = vector }
      }
    }
    // If there are few tiles and their number is not a multiple of the workers', all threads share each of the last ones.
    let sharedCount = plan.tiles.count < 4 * encoders.count ? plan.tiles.count % encoders.count : 0
    let unshared = Array(plan.tiles.dropLast(sharedCount))
    encoders.run(unshared.count) { [oneThread] in encode(unshared[$0], $1, oneThread) }
    for tile in plan.tiles.suffix(sharedCount) { encode(tile, encoders.firstWorkspace, allThreads) }
    return results.withLock { $0 }
  }
}
