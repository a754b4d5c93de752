import EmbeddingFormats
import Files

/// The files of a run: the rows and their companions. Every record is written to every file.
struct RunFiles {
  /// The rows' file first.
  private let writers: [RecordWriter<OutputRecord>]

  /// The state of the files that an earlier run left.
  struct Resumption {
    /// The rows' file first.
    var marks: [Journal.FileMark]
    var counts: OutputCounts
  }

  /// - Parameters:
  ///   - known: returns how much the files will hold; nil if that is not known. It is called only where a header must be
  ///     written first.
  /// - Throws: where a file cannot be written, or its size is not what `resumption` says.
  init(
    _ job: EmbeddingJob, _ layout: OutputFormat.Layout, in outputs: OutputSet, resumption: Resumption?,
    known: () throws(InputOutputError) -> OutputCounts?
  ) throws(InputOutputError) {
    var files = [(format: job.format.make(layout), file: outputs.main, index: 0)]
    for companion in job.companions {
      let (index, file) = outputs.companion(companion.path)
      files.append((companion.format.make(layout), file, index))
    }
    let needsCounts = files.contains { RecordWriter.needsCounts($0.format, in: $0.file) }
    let counts = try needsCounts ? known() : nil
    var writers: [RecordWriter<OutputRecord>] = []
    for (format, file, index) in files {
      writers.append(
        try RecordWriter(
          format, to: file, beginning: job.shard.map { $0.number > 1 } == true ? .laterShard : .whole, known: counts,
          resumption: resumption.map { ($0.marks[index], $0.counts) }))
    }
    self.writers = writers
  }

  var hasCompanions: Bool { writers.count > 1 }

  /// How much has been written.
  var counts: OutputCounts { writers[0].counts }

  /// The sizes and checksums of the files so far, the rows' file first.
  var marks: [Journal.FileMark] { writers.map(\.mark) }

  /// Writes a record, or a part of one, to every file.
  func write(_ record: OutputRecord, rowCount: Int) throws(InputOutputError) {
    let counts = OutputCounts(records: record.isLastPart ? 1 : 0, rows: rowCount)
    for writer in writers { try writer.write(record, adding: counts) }
  }

  /// The reason why a file cannot hold a record; nil if all files can.
  func problem(with record: OutputRecord) -> String? {
    for writer in writers {
      if let problem = writer.format.problem(with: record) { return problem }
    }
    return nil
  }

  /// Writes the bytes of rows that are held back.
  func flushRows() throws(InputOutputError) { try writers[0].flush() }

  /// Writes the bytes of all files that are held back.
  func flush() throws(InputOutputError) {
    for writer in writers { try writer.flush() }
  }

  /// Makes all files whole, the rows' file last.
  func finish() throws(InputOutputError) {
    for writer in writers.reversed() { try writer.finish() }
  }
}
