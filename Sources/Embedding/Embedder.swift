import Albert
import EmbeddingFormats
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
  private var recentSequences: RecentSequences?

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
  ///   - sharesRepeats: whether a sequence that is the same as one shortly before is not encoded again.
  /// - Throws: `EmbeddingRequestError` if the request does not fit the model, `ThreadFailure` if the system refuses so many
  ///   threads, `InputOutputError` if there is not enough memory.
  public init(
    model: Albert, tokenizer: Tokenizer, request: EmbeddingRequest, threads: Int, rowBudget: Int = 2 << 20,
    sharesRepeats: Bool = true
  ) throws {
    precondition(threads >= 1)
    try request.check(against: model.configuration)
    try request.checkRoom(in: tokenizer)
    self.request = request
    self.rowBudget = rowBudget
    // Two generations of half the rows' size each.
    if sharesRepeats { recentSequences = RecentSequences(budget: rowBudget / 2 * MemoryLayout<Float>.size) }
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
    let tokens = max(Albert.rowsPerPart, request.maximumLength)
    // For each thread its workspace, stacks and tokenizer's scratch; for all a batch of texts, its rows and its output.
    let need = threads * (EncoderWorkspace.byteCount(model: model, tokens: tokens) + 16 << 20) + 64 << 20
    guard !FreeMemory.has(need) else { return }
    throw .failed(
      "--threads \(threads) needs \(need >> 20) MB, which are not available (ulimit -v); fewer threads (-t) need less")
  }

  /// A part of the batch whose row has not been made yet: a sequence, or a row of an earlier output.
  private enum Part {
    case sequence(TokenSequence, SharedVectors, isNew: Bool)
    case earlierRow(ReusableRows.Row, ofRecord: Int)
  }

  /// Embeds records. The rows are delivered in input order, in one or more pieces, so that about 8 MB of them are held at
  /// most. The bits of a row do not depend on its neighbours or the threads. A record that cannot be embedded has a
  /// `failure`.
  ///
  /// - Parameters:
  ///   - keepsKeys: whether the rows come with their keys. Text and passage level only.
  ///   - earlier: rows that are taken by their keys instead of being made. Text and passage level only.
  /// - Throws: what `deliver` throws, and where an earlier row cannot be read or is not what it was.
  public func embed(
    _ contents: RecordContents, keepsKeys: Bool = false, reusing earlier: ReusableRows? = nil,
    deliver: (EmbeddedRows) throws -> Void
  ) throws {
    precondition(request.level.isPooled || !keepsKeys && earlier == nil)
    if request.level == .passage {
      return try embedPassages(contents, keepsKeys: keepsKeys, reusing: earlier, deliver: deliver)
    }
    let records = try tokenize(contents, findsKeys: keepsKeys || earlier != nil, earlier)
    var builder = BatchRowBuilder(settings: rowSettings, contents: contents, records: records, keepsKeys: keepsKeys)
    var waiting: [Part] = []
    var waitingFloats = 0
    func deliverWaiting(endingRecordsBefore end: Int) throws {
      encodeNew(in: waiting, of: records)
      for part in waiting {
        switch part {
        case .sequence(let sequence, let vectors, let isNew): builder.add(vectors.value, of: sequence, isNew: isNew)
        case .earlierRow(let row, let record):
          if let earlier { builder.add(earlierRow: try earlier.values(row), ofRecord: record) }
        }
      }
      waiting.removeAll(keepingCapacity: true)
      waitingFloats = 0
      builder.endRecords(before: end)
      if let rows = builder.takeRows() { try deliver(rows) }
    }
    func wait(for part: Part, of record: Int, floatCount: Int) throws {
      if waitingFloats + floatCount > rowBudget { try deliverWaiting(endingRecordsBefore: record) }
      waiting.append(part)
      waitingFloats += floatCount
    }
    for (index, record) in records.enumerated() {
      if let row = record.earlierRow {
        try wait(for: .earlierRow(row, ofRecord: index), of: index, floatCount: columnCount)
        continue
      }
      guard let sequences = record.sequences else { continue }
      for sequence in sequences {
        let (vectors, isNew) = sharedVectors(of: sequence, in: record)
        try wait(
          for: .sequence(sequence, vectors, isNew: isNew), of: index, floatCount: tileEncoder.floatCount(of: sequence))
      }
    }
    try deliverWaiting(endingRecordsBefore: records.count)
  }

  /// Tokenizes records, and finds their rows in the earlier output, if there is one.
  func tokenize(
    _ contents: RecordContents, findsKeys: Bool, _ earlier: ReusableRows?
  ) throws(InputOutputError) -> [TokenizedRecord] {
    let sharesRepeats = recentSequences != nil
    let runs = tokenizers.mapRuns(of: contents.records.count) { [recordTokenizer, tileEncoder] run, workspace in
      Result { () throws(InputOutputError) -> [TokenizedRecord] in
        var records: [TokenizedRecord] = []
        for index in run {
          var record = recordTokenizer.tokenize(index, of: contents, scratch: &workspace.scratch)
          if let sequences = record.sequences {
            let onlyInput = sequences.count == 1 ? tileEncoder.input(of: sequences[0], in: record) : nil
            if sharesRepeats { record.onlySequence = onlyInput.map { RecentSequences.Key($0) } }
            if findsKeys {
              let key = RowKey(onlyInput ?? tileEncoder.input(of: record))
              record.key = key
              record.earlierRow = try earlier?.row(key)
            }
          }
          records.append(record)
        }
        return records
      }
    }
    var records: [TokenizedRecord] = []
    records.reserveCapacity(contents.records.count)
    for run in runs { records += try run.get() }
    return records
  }

  /// The place for the vectors of a sequence, and whether the sequence must be encoded.
  func sharedVectors(of sequence: TokenSequence, in record: TokenizedRecord) -> (vectors: SharedVectors, isNew: Bool) {
    sharedVectors(
      of: record.onlySequence ?? RecentSequences.Key(tileEncoder.input(of: sequence, in: record)),
      floatCount: tileEncoder.floatCount(of: sequence))
  }

  func sharedVectors(
    of key: @autoclosure () -> RecentSequences.Key, floatCount: Int
  ) -> (vectors: SharedVectors, isNew: Bool) {
    recentSequences?.vectors(of: key(), floatCount: floatCount) ?? (SharedVectors(), true)
  }

  /// Lets sequences that were encoded before be encoded again.
  package func forgetSequences() { recentSequences?.removeAll() }

  /// Encodes the sequences that have no vectors yet.
  private func encodeNew(in parts: [Part], of records: [TokenizedRecord]) {
    var sequences: [TokenSequence] = []
    var targets: [SharedVectors] = []
    for case .sequence(let sequence, let vectors, isNew: true) in parts {
      sequences.append(sequence)
      targets.append(vectors)
    }
    for (target, vectors) in zip(targets, encode(sequences, of: records)) { target.fill(vectors) }
  }

  /// Encodes sequences, and returns the vectors of each.
  func encode(_ sequences: [TokenSequence], of records: [TokenizedRecord]) -> [SequenceVectors] {
    let plan = TilePlan(
      lengths: sequences.map(\.tokenCount), capacity: Albert.rowsPerPart, threads: encoders.count)
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
