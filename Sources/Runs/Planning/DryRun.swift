import Embedding
import EmbeddingFormats
import Files
import Records

/// Reads and tokenizes the records of a job as a run does, counts what their rows take, and estimates the time. It embeds a sample of
/// them to measure the rate, and opens no output.
public final class DryRun {
  private let job: EmbeddingJob
  private let embedder: Embedder
  private let inputs: InputInventory
  private let reader: RecordReader
  private var messages: RunMessages
  private var pace = BatchPace(firstBatch: BatchPace.firstBatch)
  private var counts = RunCounts()
  private var files: [PlannedFile]
  private var sample = RecordSample()
  private let statistics: StatisticsFile?
  /// The output whose rows would be reused.
  private let earlierRows: ReusableRows?
  private var tokensToEncode = 0

  /// - Throws: where an input or an array to reuse cannot be read, or the file of statistics cannot be written.
  public init(_ job: EmbeddingJob, embedder: Embedder) throws(InputOutputError) {
    self.job = job
    self.embedder = embedder
    inputs = try InputInventory(
      job.inputs, passesUnreadable: job.inputFormat == .file && job.errorPolicy == .null, shard: job.shard)
    reader = RecordReader(
      EmbeddingRun.reading(job, inputs, embedder.request, truncatesLeft: embedder.truncatesLeft))
    messages = RunMessages(isQuiet: job.isQuiet, showsRows: false)
    let layout = job.layout(columnCount: embedder.columnCount, embedder.request)
    let isFirstShard = job.shard.map { $0.number == 1 } ?? true
    files = [PlannedFile(job.output.description, job.format.make(layout), holdsRows: true, isFirstShard: isFirstShard)]
    for companion in job.companions {
      files.append(
        PlannedFile(companion.path, companion.format.make(layout), holdsRows: false, isFirstShard: isFirstShard))
    }
    let reads = try job.allReads(inputs)
    earlierRows = try job.openReusableRows(embedder.request, columnCount: embedder.columnCount)
    statistics = try job.statisticsPath.map { (path) throws(InputOutputError) in
      try StatisticsFile(path, reads: reads)
    }
  }

  /// - Throws: what ends the run itself: a record that cannot be read or embedded, an input that changes.
  public func run() throws -> RunReport {
    do {
      let start = ContinuousClock.now
      try planAll()
      let planning = ContinuousClock.now - start
      let rate = try EncodingRate(of: embedder, on: sample)
      let report = RunReport(
        isDryRun: true, counts: counts, newCounts: counts, rows: files[0].counts.rows, columns: embedder.columnCount,
        maximumLength: embedder.request.maximumLength, files: files.map(\.report),
        seconds: planning.inSeconds + rate.seconds(for: tokensToEncode))
      try statistics?.write(report.json(job.circumstances()))
      return report
    } catch {
      throw statistics?.abandon(error) ?? error
    }
  }

  private func planAll() throws {
    let clock = ContinuousClock()
    var batch = RecordBatch()
    while true {
      let start = clock.now
      guard try reader.read(into: &batch, limit: pace.limit) else { break }
      messages.warn(batch.warnings.map { reader.describe($0, of: batch) })
      try plan(batch)
      counts.replacements += batch.replacedBytes + batch.replacedSurrogates
      pace.adjust(to: clock.now - start)
    }
    try reader.checkUnchanged()
    try job.checkUnchanged()
    try earlierRows?.checkUnchanged()
  }

  private func plan(_ batch: RecordBatch) throws {
    let outcomes = try embedder.plan(batch.contents, reusing: earlierRows)
    for (index, (record, outcome)) in zip(batch.contents.records, outcomes).enumerated() {
      if let failure = outcome.record.failure {
        try messages.note(
          nullRowOf: record, because: failure, reader: reader, count: counts.nullRecords + 1, job.errorPolicy)
      }
      let output = OutputRecord(index: batch.firstIndex + index, id: record.id, rows: [])
      for file in files.indices {
        if let problem = files[file].format.problem(with: output) {
          throw InputOutputError.failed(reader.describe(problem, at: record.place))
        }
        files[file].add(output, rowCount: outcome.rowCount)
      }
      counts.count(outcome.record, of: record)
      for origin in outcome.origins { counts.count(origin) }
      tokensToEncode += outcome.encodedTokenCount
      sample.offer(record, of: batch.contents)
    }
  }
}

/// The size that a file will have.
private struct PlannedFile {
  let name: String
  let format: any RecordFormat<OutputRecord>
  private(set) var counts = OutputCounts()
  /// Bytes of a text; nil if they depend on the rows' numbers.
  private var bodySize: Int?

  init(_ name: String, _ format: any RecordFormat<OutputRecord>, holdsRows: Bool, isFirstShard: Bool) {
    (self.name, self.format) = (name, format)
    guard !holdsRows else { return }
    var beginning: [UInt8] = []
    format.begin(isFirstShard: isFirstShard, to: &beginning)
    bodySize = beginning.count
  }

  mutating func add(_ record: OutputRecord, rowCount: Int) {
    counts = counts + OutputCounts(records: 1, rows: rowCount)
    guard format.header == nil, let size = bodySize else { return }
    var line: [UInt8] = []
    format.write(record, upTo: counts, to: &line)
    bodySize = size + line.count
  }

  var report: RunReport.File {
    guard let header = format.header else { return RunReport.File(name: name, byteCount: bodySize) }
    return RunReport.File(
      name: name,
      byteCount: header.itemSize.map {
        header.size + header.itemCount(of: counts) * $0 + format.trailerSize(for: counts)
      })
  }
}
