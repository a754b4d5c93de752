import Console
import Embedding
import EmbeddingFormats
import Files
import Records

/// Embeds all records of a job and writes their rows, in input order.
public final class EmbeddingRun {
  /// Hands the rows of a batch on, in one or more pieces.
  typealias Embed = (RecordContents, (EmbeddedRows) throws -> Void) throws -> Void

  /// Records that a batch takes at first, so that the first rows come soon, and at most.
  static let firstBatch = 64
  private static let largestBatch = 8192
  /// Bytes of text that a batch takes: enough tiles for many threads, little beside the weights.
  private static let batchBytes = 512 << 10
  /// A batch that takes longer is followed by a smaller one, so that progress shows and little is lost by a crash.
  private static let batchTime = Duration.seconds(2)
  /// Failed records that are named on standard error.
  private static let namedFailures = 5
  /// Bytes a second in which a model is compared with its checksums, at least.
  private static let verifyingRate = 1 << 30

  private let job: EmbeddingJob
  private let columnCount: Int
  private let level: EmbeddingRequest.Level
  private let maximumLength: Int
  private let embed: Embed
  private let journalPause: Int
  private let firstBatch: Int
  private let reader: RecordReader
  private let inputs: InputInventory
  private let outputs: OutputSet
  private let writers: Writers?
  private let start = ContinuousClock.now
  private var isResumed = false
  /// Seconds of work of the run that is gone on with.
  private var earlierSeconds = 0
  private var nextSave = ContinuousClock.now
  private var hasVerifiedModel = false
  private var counts = RunCounts()
  /// Rows that have been written of the record written last, which may go on.
  private var rowsOfOpenRecord = 0
  private var progress: ProgressReporter?

  /// Nil where an earlier run had written everything.
  private struct Writers {
    let rows: EmbeddingWriter
    /// Where each record's rows start.
    let offsets: EmbeddingWriter?
    /// Each record's id.
    let ids: EmbeddingWriter?

    var companions: [EmbeddingWriter] { [offsets, ids].compactMap(\.self) }
    /// FILE's first, then those of the files beside it in their order.
    var marks: [Journal.FileMark] { [rows.mark] + companions.map(\.mark) }
  }

  /// Checks and opens everything, so that what is wrong is said before the work begins.
  public convenience init(_ job: EmbeddingJob, embedder: Embedder) throws(InputOutputError) {
    try self.init(
      job, request: embedder.request, columnCount: embedder.columnCount,
      truncatesLeft: embedder.truncatesLeft
    ) { contents, deliver in
      try embedder.embed(contents, deliver: deliver)
    }
  }

  /// - Parameters:
  ///   - truncatesLeft: whether a text of too many tokens keeps its end, so that all of it must be read.
  ///   - journalPause: how many times longer than a save the journal then rests; by default saves take a twentieth of
  ///     the time.
  ///   - firstBatch: records of the first batch.
  init(
    _ job: EmbeddingJob, request: EmbeddingRequest, columnCount: Int, truncatesLeft: Bool, journalPause: Int = 20,
    firstBatch: Int = EmbeddingRun.firstBatch, embed: @escaping Embed
  ) throws(InputOutputError) {
    self.job = job
    self.columnCount = columnCount
    self.embed = embed
    self.journalPause = journalPause
    self.firstBatch = firstBatch
    level = request.level
    maximumLength = request.maximumLength
    inputs = try InputInventory(
      job.inputs, passesUnreadable: job.inputFormat == .file && job.errorPolicy == .null, shard: job.shard)
    var reading = RecordReader.Configuration(
      inputs: job.inputs, identities: inputs.identities, format: job.inputFormat, fields: job.fields,
      syntax: job.syntax, part: inputs.part)
    // A journal or a note holds the checksum of what was read.
    reading.digests = inputs.areRepeatable
    if request.overflow == .truncate, !truncatesLeft, job.inputFormat.isPlainText, job.fields.pairSeparator == nil {
      reading.keptTextSize = RecordReader.truncatedTextSize
    }
    if request.level != .text { reading.maximumRecordSize = RecordReader.maximumTrackedRecordSize }
    reader = RecordReader(reading)

    var reads = job.reads
    inputs.add(to: &reads)
    // The first save verifies the model, and is to take a twentieth of the time like the others.
    nextSave += .seconds(1) * job.modelSize / Self.verifyingRate * journalPause
    outputs = try OutputSet(
      job.output, companions: [job.offsetsPath, job.idsPath].compactMap(\.self),
      shard: job.shard.map { _ in RunIdentity(of: request, job: job).attributes }, reads: reads)
    let check = ResumeCheck(job: job, request: request, inputs: inputs, reading: reading)
    let beginning = try outputs.begin(try Self.remedy(job, inputs, outputs, check))
    var state: ResumeState?
    var marks: [Journal.FileMark] = []
    switch beginning {
    case .anew: break
    case .resumed(let entry): (state, marks) = (try ResumeState(entry), entry.marks)
    case .finished(let entry):
      counts = try ResumeState(entry).counts
      writers = nil
      return
    }
    var rowCount: Int?
    if job.format.abilities.contains(.count), request.level == .text, EmbeddingWriter.needsRowCount(outputs.main) {
      rowCount = job.promisedRecords
      if rowCount == nil, inputs.areRepeatable { rowCount = try RecordReader(reading).countRecords() }
    }
    let rows = try EmbeddingWriter(
      Self.content(job, level: request.level, columnCount: columnCount), to: outputs.main, knownRowCount: rowCount,
      resumption: state.map { (marks[0], $0.rows) })
    let offsets = try job.offsetsPath.map(outputs.companion).map { (place, file) throws(InputOutputError) in
      try Self.offsetsWriter(to: file, resumption: state.map { (marks[place], $0.counts.records + 1) })
    }
    let ids = try job.idsPath.map(outputs.companion).map { (place, file) throws(InputOutputError) in
      try EmbeddingWriter(
        .madeText, to: file, knownRowCount: nil, resumption: state.map { (marks[place], $0.counts.records) })
    }
    writers = Writers(rows: rows, offsets: offsets, ids: ids)
    if let state {
      try reader.resume(from: state.position)
      reader.partStart = state.start
      counts = state.counts
      earlierSeconds = state.seconds
      isResumed = true
    }
    if !job.isQuiet, job.progress == .always || job.progress == .auto && StandardError.isTerminal {
      progress = ProgressReporter(totalBytes: inputs.byteCount, done: counts, doneBytes: doneBytes)
    }
  }

  /// What can be done about the run when it is interrupted.
  ///
  /// - Throws: where the job is to go on with an earlier run, and cannot.
  private static func remedy(
    _ job: EmbeddingJob, _ inputs: InputInventory, _ outputs: OutputSet, _ check: ResumeCheck
  ) throws(InputOutputError) -> OutputSet.Remedy {
    if job.resumes, let name = outputs.unreplacedName {
      throw .failed("--resume: \(name) is not a file that a run could go on with")
    }
    guard inputs.areRepeatable else {
      guard !job.resumes else { throw .failed("--resume: an input is a pipe, which cannot be read again") }
      return .nothing(because: "an input was a pipe")
    }
    return .resuming(
      Resumption(
        goesOn: job.resumes, advice: "the same command with --resume goes on with it", attributes: { check.attributes },
        check: check.check))
  }

  private static func content(
    _ job: EmbeddingJob, level: EmbeddingRequest.Level, columnCount: Int
  ) -> EmbeddingWriter.Content {
    var layout = OutputFormat.Layout(columnCount: columnCount)
    layout.partNames = job.partNames
    layout.layerIndices = job.layerIndices
    layout.elementType = job.elementType
    layout.hasIDs = job.fields.id != nil
    layout.hasTexts = job.carriesText
    layout.labelsRows = level != .text
    switch job.format.writer(layout) {
    case .npy(let format): return .npy(format)
    case .text(let format): return .text(format, hasHeader: job.shard.map { $0.number == 1 } ?? true)
    }
  }

  private static func offsetsWriter(
    to file: OutputFile, resumption: (mark: Journal.FileMark, rows: Int)?
  ) throws(InputOutputError) -> EmbeddingWriter {
    let writer = try EmbeddingWriter(
      .npy(NPYFormat(elementType: .int64, columnCount: nil)), to: file, knownRowCount: nil, resumption: resumption)
    if resumption == nil { try writer.write(offset: 0) }
    return writer
  }

  // MARK: Running

  /// Does all the work and returns what it came to.
  public func run() throws -> RunSummary {
    let tokensBefore = counts.tokens
    let recordsBefore = counts.records
    do {
      if let writers {
        try embedAll(to: writers)
        try job.checkUnchanged()
        // What is written now, if anything, is the last journal, and a shard's note.
        if outputs.keepsJournal, isResumed || job.shard != nil || !writers.companions.isEmpty { try verifyModel() }
        if let promised = job.promisedRecords, promised != counts.records {
          throw InputOutputError.failed("--rows promised \(promised) records; there are \(counts.records)")
        }
        for writer in writers.companions { try writer.finish() }
        try writers.rows.finish()
        let state = state(writers)
        try outputs.commit(finalNumbers(state), seconds: state.seconds, marks: writers.marks)
      }
    } catch {
      progress?.clear()
      throw outputs.abandon(error)
    }
    progress?.clear()
    return RunSummary(
      counts: counts, newRecords: counts.records - recordsBefore, newTokens: counts.tokens - tokensBefore,
      duration: ContinuousClock.now - start, maximumLength: maximumLength)
  }

  private func embedAll(to writers: Writers) throws {
    var limit = RecordReader.BatchLimit(records: firstBatch, bytes: Self.batchBytes)
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: limit) {
      let start = ContinuousClock.now
      warn(of: batch)
      var first = 0
      try embed(batch.contents) { rows in
        makeWay()
        try write(rows, records: first..<first + rows.records.count, of: batch, to: writers)
        first += rows.endsInside ? rows.records.count - 1 : rows.records.count
        progress?.update(counts, bytes: doneBytes)
      }
      counts.replacements += batch.replacedBytes + batch.replacedSurrogates
      makeWay()
      try writers.rows.flush()
      end = batch.end
      try save(writers)
      let time = ContinuousClock.now - start
      if time > Self.batchTime {
        limit.records = max(16, limit.records / 2)
      } else if time < Self.batchTime / 2 {
        limit.records = min(Self.largestBatch, limit.records * 2)
      }
    }
    try reader.checkUnchanged()
    end = reader.position
  }

  private func write(
    _ rows: EmbeddedRows, records: Range<Int>, of batch: RecordBatch, to writers: Writers
  ) throws {
    for (index, record) in records.enumerated() {
      let outcome = rows.records[index]
      let isTruncated = outcome.failure == nil && (outcome.isTruncated || batch.shortenedRecords.contains(record))
      if let failure = outcome.failure { try note(failure: reader.describe(failure, at: batch.places[record])) }
      let range = rows.rowStarts[index]..<rows.rowStarts[index + 1]
      var output = OutputRecord(
        index: batch.firstIndex + record, id: batch.ids.isEmpty ? nil : batch.ids[record],
        text: job.carriesText ? batch.text(of: record) : nil, tokenCount: outcome.tokenCount,
        isTruncated: isTruncated, failure: outcome.failure,
        rows: rows.values[range.lowerBound * columnCount..<range.upperBound * columnCount],
        labels: rows.labels.isEmpty ? [] : rows.labels[range])
      output.firstRow = index == 0 && rows.startsInside ? rowsOfOpenRecord : 0
      output.isLastPart = !(rows.endsInside && index == rows.records.count - 1)
      try writers.rows.write(output, rowCount: range.count)
      rowsOfOpenRecord = output.firstRow + range.count
      guard output.isLastPart else { continue }
      try writers.offsets?.write(offset: writers.rows.rowCount)
      try write(output.id, at: batch.places[record], to: writers.ids)
      counts.records += 1
      counts.tokens += outcome.tokenCount
      if isTruncated { counts.truncatedRecords += 1 }
    }
  }

  /// Writes a record's id on a line of its own; an empty line where it has none.
  private func write(
    _ id: RecordID?, at place: RecordBatch.Place, to writer: EmbeddingWriter?
  ) throws(InputOutputError) {
    guard let writer else { return }
    var line = id?.bytes ?? []
    guard !line.contains(0x0A), !line.contains(0x0D) else {
      let problem = "its id holds a line end, and --ids writes ids line by line; -f jsonl and csv carry any"
      throw .failed(reader.describe(problem, at: place))
    }
    line.append(0x0A)
    try writer.write(made: line[...], rowCount: 1)
  }

  private func note(failure: String) throws {
    guard job.errorPolicy == .null else { throw InputOutputError.failed(failure) }
    counts.nullRecords += 1
    guard !job.isQuiet, counts.nullRecords <= Self.namedFailures else { return }
    progress?.clear()
    let more = counts.nullRecords == Self.namedFailures ? " (further ones are counted only)" : ""
    StandardError.write(line: "\(failure): null row\(more)")
  }

  private func warn(of batch: RecordBatch) {
    guard !job.isQuiet, !batch.warnings.isEmpty else { return }
    progress?.clear()
    for warning in batch.warnings { StandardError.write(line: reader.describe(warning, of: batch)) }
  }

  /// Rows on the terminal must not mix with the progress line.
  private func makeWay() {
    if job.output.isTerminal { progress?.clear() }
  }

  // MARK: Journal

  /// Where the last batch ended.
  private var end = ReaderPosition()

  private func state(_ writers: Writers) -> ResumeState {
    var state = ResumeState()
    (state.position, state.rows, state.counts) = (end, writers.rows.rowCount, counts)
    if job.shard != nil { state.start = reader.partStart ?? end }
    state.seconds = earlierSeconds + Int((ContinuousClock.now - start).components.seconds)
    return state
  }

  private func finalNumbers(_ state: ResumeState) -> [String: Int] {
    var numbers = state.numbers
    if let shard = job.shard { WrittenShard.add(shard, inputSize: inputs.size, to: &numbers) }
    return numbers
  }

  /// Notes in the journal, not too often, how far the files have come.
  private func save(_ writers: Writers) throws {
    let start = ContinuousClock.now
    guard outputs.keepsJournal, start >= nextSave else { return }
    for writer in writers.companions { try writer.flush() }
    try verifyModel()
    let state = state(writers)
    try outputs.save(state.numbers, seconds: state.seconds, marks: writers.marks)
    let now = ContinuousClock.now
    nextSave = now + (now - start) * journalPause
  }

  /// The same model is one with the same content: before its fingerprint is noted, the content is compared with it.
  private func verifyModel() throws {
    if !hasVerifiedModel { try job.verifyModel() }
    hasVerifiedModel = true
  }

  private var doneBytes: Int { max(0, reader.consumedBytes - (inputs.part?.lowerBound ?? 0)) }
}

extension RecordBatch {
  /// The text of a record, the first one of a pair.
  fileprivate func text(of record: Int) -> [UInt8]? {
    switch contents.records[record] {
    case .text(let range), .pair(let range, _): Array(contents.text[range])
    case .ids, .unreadable: nil
    }
  }
}
