import EmbeddingFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Embeds all records of a job and writes their rows, in input order.
public final class EmbeddingRun {
  /// Hands the rows of a window on, in one or more pieces.
  typealias Embed = (RecordWindow, (EmbeddedWindow) throws -> Void) throws -> Void

  /// Records that a window takes at first, so that the first rows come soon, and at most.
  static let firstWindow = 64
  private static let largestWindow = 8192
  /// Bytes of text that a window takes: enough tiles for many threads, little beside the weights.
  private static let windowBytes = 512 << 10
  /// A window that takes longer is followed by a smaller one, so that progress shows and little is lost by a crash.
  private static let windowTime = Duration.seconds(2)
  /// Failed records that are named on standard error.
  private static let namedFailures = 5

  private let job: EmbeddingJob
  private let columnCount: Int
  private let level: EmbeddingRequest.Level
  private let maximumLength: Int
  private let embed: Embed
  private let journalPause: Int
  private let firstWindow: Int
  private let reader: RecordReader
  private let inputs: InputInventory
  private let writer: EmbeddingWriter
  private let offsetsWriter: EmbeddingWriter?
  private let journal: ResumeJournal?
  private var nextSave = ContinuousClock.now
  private var counts = RunCounts()
  /// Rows that have been written of the record written last, which may go on.
  private var rowsOfOpenRecord = 0
  private var progress: ProgressReporter?

  /// Checks and opens everything, so that what is wrong is said before the work begins.
  public convenience init(_ job: EmbeddingJob, embedder: Embedder) throws(InputOutputError) {
    try self.init(job, request: embedder.request, columnCount: embedder.columnCount) { window, deliver in
      try embedder.embed(window, deliver: deliver)
    }
  }

  /// - Parameters:
  ///   - journalPause: how many times longer than a save the journal then rests; by default saves take a twentieth of
  ///     the time.
  ///   - firstWindow: records of the first window.
  init(
    _ job: EmbeddingJob, request: EmbeddingRequest, columnCount: Int, journalPause: Int = 20,
    firstWindow: Int = EmbeddingRun.firstWindow, embed: @escaping Embed
  ) throws(InputOutputError) {
    self.job = job
    self.columnCount = columnCount
    self.embed = embed
    self.journalPause = journalPause
    self.firstWindow = firstWindow
    level = request.level
    maximumLength = request.maximumLength
    let inputs = try InputInventory(job)
    self.inputs = inputs
    var reading = RecordReader.Configuration(
      inputs: job.inputs, format: job.inputFormat, fields: job.fields, part: inputs.part)
    if request.overflow == .truncate, job.inputFormat.isPlainText, job.fields.pairSeparator == nil {
      reading.keptTextSize = RecordReader.truncatedTextSize
    }
    reader = RecordReader(reading)

    let output = try OutputFile(job.output)
    try inputs.check(output, isNotAnInputOf: job)
    var journal: ResumeJournal?
    if let partial = output.partial, inputs.areRepeatable {
      journal = ResumeJournal(
        partialPath: partial.sink.name, dependencies: job.dependencies() + inputs.dependencies)
    }
    self.journal = journal
    var resumption: ResumeJournal.State?
    if job.resumes {
      guard let journal else { throw .failed("--resume: standard input is a pipe, which cannot be read again") }
      resumption = try journal.load()
    } else {
      journal?.remove()
    }
    var rowCount: Int?
    if job.format == .npy, request.level == .text, EmbeddingWriter.needsRowCount(output) {
      rowCount = job.promisedRecords
      if rowCount == nil, inputs.areRepeatable { rowCount = try RecordReader(reading).countRecords() }
    }
    writer = try EmbeddingWriter(
      Self.content(job, level: request.level, columnCount: columnCount), to: output, knownRowCount: rowCount,
      resumption: resumption.map { ($0.bytes, $0.rows) })
    if let path = job.offsetsPath {
      offsetsWriter = try Self.offsetsWriter(path, beside: output, job: job, inputs: inputs, resumption: resumption)
    } else {
      offsetsWriter = nil
    }
    if let resumption {
      try reader.resume(from: resumption.position)
      counts = resumption.counts
      hasJournal = true
    }
    if !job.isQuiet, job.progress == .always || job.progress == .auto && StandardError.isTerminal {
      progress = ProgressReporter(totalBytes: inputs.byteCount, done: counts, doneBytes: doneBytes)
    }
  }

  private static func content(
    _ job: EmbeddingJob, level: EmbeddingRequest.Level, columnCount: Int
  ) -> EmbeddingWriter.Content {
    let isFirstPart = job.shard.map { $0.number == 1 } ?? true
    switch job.format {
    case .npy: return .npy(NPYFormat(elementType: job.elementType, columnCount: columnCount))
    case .jsonl:
      return .text(JSONLinesFormat(partNames: job.partNames, labelsRows: level != .text), hasHeader: isFirstPart)
    case .csv:
      return .text(
        CSVFormat(
          columnCount: columnCount, hasIDs: job.fields.id != nil, hasTexts: job.carriesText, labelsRows: level != .text),
        hasHeader: isFirstPart)
    case .bertJSONLines: return .text(BERTJSONLinesFormat(layerIndices: job.layerIndices), hasHeader: isFirstPart)
    }
  }

  private static func offsetsWriter(
    _ path: String, beside output: OutputFile, job: EmbeddingJob, inputs: InputInventory,
    resumption: ResumeJournal.State?
  ) throws(InputOutputError) -> EmbeddingWriter {
    let isSame =
      output.partial?.path == PartialFile.resolved(path)
      || FileIdentity(path: path).map { output.isSameFile(as: $0) } ?? false
    guard !isSame else { throw .failed("\(path): is the output and the file of --offsets at once") }
    let file = try OutputFile(.path(path))
    try inputs.check(file, isNotAnInputOf: job)
    let writer = try EmbeddingWriter(
      .npy(NPYFormat(elementType: .int64, columnCount: nil)), to: file, knownRowCount: nil,
      resumption: resumption.map { ($0.offsetBytes, $0.counts.records + 1) })
    if resumption == nil { try writer.write(offset: 0) }
    return writer
  }

  // MARK: Running

  /// Does all the work and returns what it came to.
  public func run() throws -> RunSummary {
    let start = ContinuousClock.now
    let tokensBefore = counts.tokens
    let recordsBefore = counts.records
    do {
      try embedAll()
      if let promised = job.promisedRecords, promised != counts.records {
        throw InputOutputError.failed("--rows promised \(promised) records; there are \(counts.records)")
      }
      try offsetsWriter?.finish()
      try writer.finish()
      journal?.remove()
    } catch {
      progress?.clear()
      if !hasJournal {
        writer.discard()
        offsetsWriter?.discard()
      }
      throw error
    }
    progress?.finish(counts, bytes: doneBytes)
    return RunSummary(
      counts: counts, newRecords: counts.records - recordsBefore, newTokens: counts.tokens - tokensBefore,
      duration: ContinuousClock.now - start, maximumLength: maximumLength)
  }

  private func embedAll() throws {
    var limit = RecordReader.WindowLimit(records: firstWindow, bytes: Self.windowBytes)
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: limit) {
      let start = ContinuousClock.now
      var first = 0
      try embed(batch.window) { rows in
        try write(rows, records: first..<first + rows.records.count, of: batch)
        first += rows.endsInside ? rows.records.count - 1 : rows.records.count
        progress?.update(counts, bytes: doneBytes)
      }
      counts.replacedBytes += batch.replacedBytes
      try writer.flush()
      try save(upTo: batch.end)
      let time = ContinuousClock.now - start
      if time > Self.windowTime {
        limit.records = max(16, limit.records / 2)
      } else if time < Self.windowTime / 2 {
        limit.records = min(Self.largestWindow, limit.records * 2)
      }
    }
  }

  private func write(_ rows: EmbeddedWindow, records: Range<Int>, of batch: RecordBatch) throws {
    for (index, record) in records.enumerated() {
      let outcome = rows.records[index]
      let isTruncated = outcome.failure == nil && (outcome.isTruncated || batch.shortenedRecords.contains(record))
      if let failure = outcome.failure { try note(failure: reader.describe(failure, at: batch.places[record])) }
      let range = rows.rowStarts[index]..<rows.rowStarts[index + 1]
      var output = OutputRecord(
        index: batch.firstIndex + record, id: batch.ids.isEmpty ? nil : batch.ids[record],
        text: job.carriesText ? batch.text(of: record) : nil, tokenCount: outcome.tokenCount,
        isTruncated: isTruncated, failure: outcome.failure,
        rows: rows.rows[range.lowerBound * columnCount..<range.upperBound * columnCount],
        labels: rows.labels.isEmpty ? [] : rows.labels[range])
      output.firstRow = index == 0 && rows.startsInside ? rowsOfOpenRecord : 0
      output.isLastPart = !(rows.endsInside && index == rows.records.count - 1)
      try writer.write(output, rowCount: range.count)
      rowsOfOpenRecord = output.firstRow + range.count
      guard output.isLastPart else { continue }
      try offsetsWriter?.write(offset: writer.rowCount)
      counts.records += 1
      counts.tokens += outcome.tokenCount
      if isTruncated { counts.truncatedRecords += 1 }
    }
  }

  private func note(failure: String) throws {
    guard job.errorPolicy == .null else { throw InputOutputError.failed(failure) }
    counts.nullRecords += 1
    guard !job.isQuiet, counts.nullRecords <= Self.namedFailures else { return }
    progress?.clear()
    let more = counts.nullRecords == Self.namedFailures ? " (further ones are counted only)" : ""
    StandardError.write("albert-embed: \(failure): null row\(more)\n")
  }

  // MARK: Journal

  /// Whether a later run can go on from what is there.
  private var hasJournal = false

  /// Notes in the journal, not too often, that everything before this position is in FILE.partial.
  private func save(upTo position: ReaderPosition) throws {
    let start = ContinuousClock.now
    guard let journal, start >= nextSave else { return }
    try offsetsWriter?.flush()
    // The journal must not survive a crash of the machine that the rows do not survive.
    try writer.synchronize()
    try offsetsWriter?.synchronize()
    try journal.save(
      ResumeJournal.State(
        position: position, bytes: writer.byteCount, rows: writer.rowCount,
        offsetBytes: offsetsWriter?.byteCount ?? 0, counts: counts))
    let end = ContinuousClock.now
    nextSave = end + (end - start) * journalPause
    hasJournal = true
  }

  private var doneBytes: Int { max(0, reader.consumedBytes - (inputs.part?.lowerBound ?? 0)) }
}

extension RecordBatch {
  /// The text of a record, the first one of a pair.
  fileprivate func text(of record: Int) -> [UInt8]? {
    switch window.records[record] {
    case .text(let range), .pair(let range, _): Array(window.text[range])
    case .ids, .unreadable: nil
    }
  }
}
