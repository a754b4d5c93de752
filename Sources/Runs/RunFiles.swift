import EmbeddingFormats
import Files

/// The files of a run: the rows, and the companions beside them. Every file is given every record.
struct RunFiles {
  /// The rows' file first.
  private let writers: [RecordWriter<OutputRecord>]

  /// How far an earlier run has come with the files.
  struct Resumption {
    /// The rows' file first.
    var marks: [Journal.FileMark]
    var counts: OutputCounts
  }

  /// - Parameters:
  ///   - known: asked for how much the files will hold, where a format should be told at the beginning. Nil where that is
  ///     not known.
  /// - Throws: where a file cannot be written, or is not what `resumption` says.
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

  /// How far the files have come, the rows' file first.
  var marks: [Journal.FileMark] { writers.map(\.mark) }

  /// Writes a record, or a part of one, to every file.
  func write(_ record: OutputRecord, rowCount: Int) throws(InputOutputError) {
    let counts = OutputCounts(records: record.isLastPart ? 1 : 0, rows: rowCount)
    for writer in writers { try writer.write(record, adding: counts) }
  }

  /// Why a file cannot hold a record; nil if all can.
  func problem(with record: OutputRecord) -> String? {
    for writer in writers {
      if let problem = writer.format.problem(with: record) { return problem }
    }
    return nil
  }

  /// Writes the rows that are held back.
  func flushRows() throws(InputOutputError) { try writers[0].flush() }

  /// Writes all that is held back.
  func flush() throws(InputOutputError) {
    for writer in writers { try writer.flush() }
  }

  /// Makes all files whole, the rows' file last.
  func finish() throws(InputOutputError) {
    for writer in writers.reversed() { try writer.finish() }
  }
}
