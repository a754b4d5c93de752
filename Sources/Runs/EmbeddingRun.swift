import Console
import Embedding
import EmbeddingFormats
import Files
import Records

/// Embeds all records of a job and writes their rows, in input order.
public final class EmbeddingRun {
  /// Embeds a batch, and calls its last argument with the rows, in one or more pieces. Rows that the second argument holds are
  /// taken from there.
  typealias Embed = (RecordContents, ReusableRows?, (EmbeddedRows) throws -> Void) throws -> Void

  private enum Stage {
    case writing(RunFiles)
    /// Everything has been written, and the files have their names.
    case finished
  }

  private let job: EmbeddingJob
  private let columnCount: Int
  /// Whether a row is a passage. Texts and duplicates then belong to rows, and not to records.
  private let hasPassages: Bool
  private let maximumLength: Int
  private let embed: Embed
  private let inputs: InputInventory
  private let reader: RecordReader
  private let outputs: OutputSet
  /// The earlier output whose rows are reused; nil where none are.
  private let earlierRows: ReusableRows?
  private var stage: Stage
  /// The state of the earlier run that this run resumes; nil where it begins anew.
  private let earlier: ResumeState?
  private let start = ContinuousClock.now
  private var counts: RunCounts
  /// The position after the last batch.
  private var end = ReaderPosition()
  /// The number of rows that have been written of the last record, of which more may follow.
  private var rowsOfOpenRecord = 0
  private var pace: BatchPace
  private var saves: SaveSchedule
  private var hasVerifiedModel = false
  private var messages: RunMessages

  // MARK: Opening

  /// Checks and opens everything, so that errors come before the work begins.
  public convenience init(_ job: EmbeddingJob, embedder: Embedder) throws(InputOutputError) {
    try self.init(
      job, request: embedder.request, columnCount: embedder.columnCount,
      truncatesLeft: embedder.truncatesLeft
    ) { contents, earlier, deliver in
      try embedder.embed(contents, keepsKeys: job[.keys] != nil, reusing: earlier, deliver: deliver)
    }
  }

  /// - Parameters:
  ///   - truncatesLeft: whether a text with too many tokens loses its beginning, so that all of it must be read.
  ///   - journalPause: the time between two saves of the journal, as a multiple of the time that a save takes.
  ///   - firstBatch: the number of records in the first batch.
  /// - Throws: where an input or output cannot be opened, or an earlier run cannot be resumed.
  init(
    _ job: EmbeddingJob, request: EmbeddingRequest, columnCount: Int, truncatesLeft: Bool,
    journalPause: Int = SaveSchedule.pause, firstBatch: Int = BatchPace.firstBatch, embed: @escaping Embed
  ) throws(InputOutputError) {
    self.job = job
    self.columnCount = columnCount
    hasPassages = request.level == .passage
    self.embed = embed
    maximumLength = request.maximumLength
    let inputs = try InputInventory(
      job.inputs, passesUnreadable: job.inputFormat == .file && job.errorPolicy == .null, shard: job.shard)
    self.inputs = inputs
    let reading = Self.reading(job, inputs, request, truncatesLeft: truncatesLeft)
    reader = RecordReader(reading)
    pace = BatchPace(firstBatch: firstBatch)
    saves = SaveSchedule(pause: journalPause, modelSize: job.modelSize)
    outputs = try Self.open(job, inputs, request)
    if let path = job.statisticsPath { try outputs.reserve(.path(path)) }
    let check = ResumeCheck(job: job, request: request, inputs: inputs, reading: reading)
    let beginning = try outputs.begin(try Self.remedy(job, inputs, outputs, check))
    let resumption: RunFiles.Resumption?
    (earlier, resumption) = try Self.earlierState(beginning)
    counts = earlier?.counts ?? RunCounts()
    messages = RunMessages(isQuiet: job.isQuiet, showsRows: job.output.isTerminal)
    if case .finished = beginning {
      stage = .finished
      earlierRows = nil
      return
    }
    // Not earlier: if a run was interrupted while it renamed its files, the output to reuse may be gone. It is not needed then.
    earlierRows = try job.openReusableRows(request, columnCount: columnCount)
    let files = try RunFiles(
      job, job.layout(columnCount: columnCount, request), in: outputs, resumption: resumption
    ) { () throws(InputOutputError) in
      guard request.level == .text else { return nil }
      var count = job.promisedRecords
      if count == nil, inputs.areRepeatable { count = try RecordReader(reading).countRecords() }
      return count.map { OutputCounts(records: $0, rows: $0) }
    }
    stage = .writing(files)
    if let earlier {
      try reader.resume(from: earlier.position)
      reader.partStart = earlier.start
    }
    if !job.isQuiet, job.progress == .always || job.progress == .auto && StandardError.isTerminal {
      messages.progress = ProgressReporter(totalBytes: inputs.byteCount, done: counts, doneBytes: doneBytes)
    }
  }

  static func reading(
    _ job: EmbeddingJob, _ inputs: InputInventory, _ request: EmbeddingRequest, truncatesLeft: Bool
  ) -> RecordReader.Configuration {
    var reading = RecordReader.Configuration(
      inputs: job.inputs, identities: inputs.identities, format: job.inputFormat, fields: job.fields,
      syntax: job.syntax, part: inputs.part)
    // The journal and a shard's note hold the checksum of the bytes that were read.
    reading.digests = inputs.areRepeatable
    if request.overflow == .truncate, request.level != .passage, !truncatesLeft, job.inputFormat.isPlainText,
      job.fields.pairSeparator == nil
    {
      reading.keptTextSize = RecordReader.truncatedTextSize
    }
    if !request.level.isPooled { reading.maximumRecordSize = RecordReader.maximumTrackedRecordSize }
    return reading
  }

  private static func open(
    _ job: EmbeddingJob, _ inputs: InputInventory, _ request: EmbeddingRequest
  ) throws(InputOutputError) -> OutputSet {
    try OutputSet(
      job.output, companions: job.companions.map(\.path),
      shard: job.shard.map { _ in RunIdentity(of: request, job: job).attributes }, reads: try job.allReads(inputs))
  }

  /// The remedy for an interruption of the run.
  ///
  /// - Throws: where the job asks for `--resume`, and the run cannot be resumed.
  private static func remedy(
    _ job: EmbeddingJob, _ inputs: InputInventory, _ outputs: OutputSet, _ check: ResumeCheck
  ) throws(InputOutputError) -> OutputSet.Remedy {
    if job.resumes, let name = outputs.unreplacedName {
      throw .failed(
        "--resume: \(name) is written in place, so the run cannot be resumed; --resume needs -o with a regular file")
    }
    guard inputs.areRepeatable else {
      guard !job.resumes else {
        throw .failed("--resume: an input is a pipe, which cannot be read again; repeat the run without --resume")
      }
      return .nothing(because: "an input was a pipe")
    }
    return .resuming(
      Resumption(
        goesOn: job.resumes, advice: "the same command with --resume goes on with it", attributes: { check.attributes },
        check: check.check))
  }

  /// The state of the earlier run; nil where this run begins anew.
  private static func earlierState(
    _ beginning: OutputSet.Beginning
  ) throws(InputOutputError) -> (ResumeState?, RunFiles.Resumption?) {
    switch beginning {
    case .anew: return (nil, nil)
    case .resumed(let entry), .finished(let entry):
      let state = try ResumeState(entry)
      let counts = OutputCounts(records: state.counts.records, rows: state.rows)
      return (state, RunFiles.Resumption(marks: entry.marks, counts: counts))
    }
  }

  // MARK: Running

  /// Embeds all records and gives the files their names.
  ///
  /// - Throws: where an input cannot be read, an output cannot be written, or a record fails that may not.
  public func run() throws -> RunReport {
    let before = counts
    var rows = earlier?.rows ?? 0
    var sizes: [Int?] = []
    if case .writing(let files) = stage {
      do {
        try embedAll(to: files)
        try complete(files)
        (rows, sizes) = (files.counts.rows, files.marks.map(\.byteCount))
      } catch {
        messages.clearProgressLine()
        throw outputs.abandon(error)
      }
      messages.clearProgressLine()
      stage = .finished
    }
    let names = [job.output.description] + job.companions.map(\.path)
    var new = counts
    (new.records, new.tokens) = (counts.records - before.records, counts.tokens - before.tokens)
    let report = RunReport(
      isDryRun: false, counts: counts, newCounts: new, rows: rows, columns: columnCount, maximumLength: maximumLength,
      files: names.enumerated().map {
        RunReport.File(name: $1, byteCount: sizes.indices.contains($0) ? sizes[$0] : nil)
      },
      seconds: (ContinuousClock.now - start).inSeconds)
    if let path = job.statisticsPath { try write(report, to: path) }
    return report
  }

  private func write(_ report: RunReport, to path: String) throws(InputOutputError) {
    try StatisticsFile(path, reads: try job.allReads(inputs)).write(report.json(job.circumstances()))
  }

  private func embedAll(to files: RunFiles) throws {
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: pace.limit) {
      let start = ContinuousClock.now
      messages.warn(batch.warnings.map { reader.describe($0, of: batch) })
      var first = 0
      try embed(batch.contents, earlierRows) { rows in
        messages.prepareForRows()
        try write(rows, records: first..<first + rows.records.count, of: batch, to: files)
        first += rows.endsInside ? rows.records.count - 1 : rows.records.count
        messages.progress?.update(counts, bytes: doneBytes)
      }
      counts.replacements += batch.replacedBytes + batch.replacedSurrogates
      messages.prepareForRows()
      try files.flushRows()
      end = batch.end
      try save(files)
      pace.adjust(to: ContinuousClock.now - start)
    }
    try reader.checkUnchanged()
    end = reader.position
  }

  private func write(_ rows: EmbeddedRows, records: Range<Int>, of batch: RecordBatch, to files: RunFiles) throws {
    for (index, number) in records.enumerated() {
      let (record, outcome) = (batch.contents.records[number], rows.records[index])
      if let failure = outcome.failure {
        try messages.note(
          nullRowOf: record, because: failure, reader: reader, count: counts.nullRecords + 1, job.errorPolicy)
      }
      let range = rows.rowStarts[index]..<rows.rowStarts[index + 1]
      var output = OutputRecord(
        index: batch.firstIndex + number, id: record.id,
        text: job.carriesText && !hasPassages ? batch.text(of: record) : nil, tokenCount: outcome.tokenCount,
        isTruncated: outcome.isTruncated(record), failure: outcome.failure?.problem,
        rows: rows.values[range.lowerBound * columnCount..<range.upperBound * columnCount],
        labels: rows.labels.isEmpty ? [] : rows.labels[range])
      if !rows.keys.isEmpty { output.keys = rows.keys[range] }
      if hasPassages { for origin in rows.origins[range] { counts.count(origin) } }
      output.firstRow = index == 0 && rows.startsInside ? rowsOfOpenRecord : 0
      output.isLastPart = !(rows.endsInside && index == rows.records.count - 1)
      if let problem = files.problem(with: output) {
        throw InputOutputError.failed(reader.describe(problem, at: record.place))
      }
      try files.write(output, rowCount: range.count)
      rowsOfOpenRecord = output.firstRow + range.count
      guard output.isLastPart else { continue }
      counts.count(outcome, of: record)
      if !hasPassages { counts.count(rows.origins[index]) }
    }
  }

  /// Finishes the files and gives them their names.
  private func complete(_ files: RunFiles) throws {
    try job.checkUnchanged()
    try earlierRows?.checkUnchanged()
    // The last journal and a shard's note are written below. They name the model, and so does the file of keys.
    let writesJournal = outputs.keepsJournal && (earlier != nil || job.shard != nil || files.hasCompanions)
    if writesJournal || job[.keys] != nil { try verifyModel() }
    if let promised = job.promisedRecords, promised != counts.records {
      throw InputOutputError.failed("--rows promised \(promised) records; there are \(counts.records)")
    }
    try files.finish()
    let state = state(files)
    var numbers = state.numbers
    if let shard = job.shard { WrittenShard.add(shard, inputSize: inputs.size, to: &numbers) }
    try outputs.commit(numbers, seconds: state.seconds, marks: files.marks)
  }

  // MARK: Journal

  /// Saves in the journal how far the files have come, if a save is due.
  private func save(_ files: RunFiles) throws {
    let start = ContinuousClock.now
    guard outputs.keepsJournal, saves.isDue(at: start) else { return }
    try files.flush()
    try verifyModel()
    let state = state(files)
    try outputs.save(state.numbers, seconds: state.seconds, marks: files.marks)
    saves.saved(since: start)
  }

  private func state(_ files: RunFiles) -> ResumeState {
    var state = ResumeState()
    (state.position, state.rows, state.counts) = (end, files.counts.rows, counts)
    if job.shard != nil { state.start = reader.partStart ?? end }
    state.seconds = (earlier?.seconds ?? 0) + Int((ContinuousClock.now - start).components.seconds)
    return state
  }

  /// Compares the model's content with its fingerprint, once, before the journal names the model by the fingerprint.
  private func verifyModel() throws {
    if !hasVerifiedModel { try job.verifyModel() }
    hasVerifiedModel = true
  }

  private var doneBytes: Int { max(0, reader.consumedBytes - (inputs.part?.lowerBound ?? 0)) }
}

extension EmbeddingJob {
  /// The layout of the rows.
  func layout(columnCount: Int, _ request: EmbeddingRequest) -> OutputFormat.Layout {
    var layout = OutputFormat.Layout(columnCount: columnCount)
    layout.partNames = partNames
    layout.labels = labels
    layout.layerIndices = layerIndices
    layout.elementType = elementType
    layout.hasIDs = fields.id != nil
    layout.hasTexts = carriesText
    layout.labelsRows = !request.level.isPooled
    layout.hasPassages = request.level == .passage
    if self[.keys] != nil { layout.rowIdentity = RowIdentity(of: request, job: self).bytes }
    return layout
  }
}

extension RecordBatch {
  /// The text of a record, or the first text of a pair.
  fileprivate func text(of record: Record) -> [UInt8]? {
    switch record.content {
    case .text(let range), .pair(let range, _): Array(contents.text[range])
    case .ids, .unreadable: nil
    }
  }
}
