import EmbeddingFormats
import Files

/// Writes records to one output in one format, so that what is there is either whole or visibly is not.
final class EmbeddingWriter {
  enum Content {
    case npy(NPYFormat)
    /// `hasHeader` is false where another output, put before this one, has it.
    case text(any TextFormat, hasHeader: Bool)
    /// Text that was made before.
    case madeText
  }

  /// What becomes of a file's header, which holds the number of rows, while that is unknown.
  private enum HeaderPlan {
    /// It is filled in at the end, at this offset.
    case fillIn(at: Int)
    /// It is written first; so many rows must follow.
    case promise(Int)
    /// Rows wait here until all are there.
    case spool(SpoolFile)
    /// There is none.
    case none
  }

  // Pieces of this size are written, or smaller ones at the end of a batch.
  private static let pieceSize = 1 << 20

  private let content: Content
  private let sink: ByteSink
  private let plan: HeaderPlan
  private var buffer: [UInt8] = []
  private(set) var rowCount = 0
  /// Where the rows begin; a header before them is changed at the end.
  private let bodyStart: Int
  /// Bytes that have been written, header included.
  private var byteCount = 0
  /// Of the bytes behind the header, where they go to a file that a later run may go on with.
  private var checksum: CRC32?
  /// Of the header, once it says how many rows there are.
  private var headerChecksum: UInt32 = 0

  /// Starts an output, or goes on with one.
  ///
  /// - Parameters:
  ///   - knownRowCount: how many rows there will be, where the caller knows.
  ///   - resumption: how far the file has come, and how many rows it holds.
  init(
    _ content: Content, to file: OutputFile, knownRowCount: Int?,
    resumption: (mark: Journal.FileMark, rows: Int)? = nil
  ) throws(InputOutputError) {
    self.content = content
    sink = file.sink
    switch content {
    case .text, .madeText: plan = .none
    case .npy where file.isReplaced: plan = .fillIn(at: 0)
    case .npy where file.isRewritable: plan = .fillIn(at: try sink.currentOffset())
    case .npy:
      // A reader would load the array that is there and never see the one behind it.
      if file.isRegular, try sink.endOffset() > 0 {
        throw .failed(
          "\(sink.name): an array cannot be appended to a file that holds something; write to one of its own")
      }
      if let knownRowCount { plan = .promise(knownRowCount) } else { plan = .spool(try SpoolFile()) }
    }
    if case .npy(let format) = content, file.isReplaced { bodyStart = format.headerSize } else { bodyStart = 0 }
    if file.isReplaced { checksum = CRC32(continuing: resumption?.mark.checksum ?? 0) }
    guard let resumption else {
      startContent()
      return
    }
    (byteCount, rowCount) = (resumption.mark.byteCount, resumption.rows)
    if case .npy(let format) = content {
      let (size, overflow) = rowCount.multipliedReportingOverflow(by: format.rowSize)
      guard !overflow, resumption.mark.bodyStart == bodyStart, size == byteCount - bodyStart else {
        throw .failed("\(sink.name): \(rowCount) rows do not take the \(byteCount) bytes that its journal speaks of")
      }
    }
  }

  /// How far the file has come.
  var mark: Journal.FileMark {
    Journal.FileMark(
      bodyStart: bodyStart, byteCount: byteCount, checksum: checksum?.value ?? 0, headerChecksum: headerChecksum)
  }

  private func startContent() {
    switch (content, plan) {
    case (.text(let format, hasHeader: true), _): format.appendHeader(to: &buffer)
    case (.npy(let format), .fillIn): buffer += format.unfinishedHeader
    case (.npy(let format), .promise(let count)): buffer += format.header(rowCount: count)
    default: break
    }
  }

  /// Whether the number of rows must be known before the first one.
  static func needsRowCount(_ output: OutputFile) -> Bool {
    !output.isReplaced && !output.isRewritable
  }

  func write(_ record: OutputRecord, rowCount: Int) throws(InputOutputError) {
    try expect(rowCount)
    switch content {
    case .npy(let format): format.append(record.rows, to: &buffer)
    case .text(let format, _): format.append(record, to: &buffer)
    case .madeText: preconditionFailure("the text was made before")
    }
    self.rowCount += rowCount
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes bytes that were made before, in which so many rows begin.
  func write(made bytes: ArraySlice<UInt8>, rowCount: Int) throws(InputOutputError) {
    try expect(rowCount)
    buffer += bytes
    self.rowCount += rowCount
    if buffer.count >= Self.pieceSize { try flush() }
  }

  private func expect(_ count: Int) throws(InputOutputError) {
    if case .promise(let promised) = plan, rowCount + count > promised {
      throw .failed("there are more than the \(promised) records that were promised or counted before")
    }
  }

  /// Writes one number of an array of row offsets.
  func write(offset: Int) throws(InputOutputError) {
    guard case .npy(let format) = content else { preconditionFailure("offsets are an array") }
    format.append([offset], to: &buffer)
    rowCount += 1
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes what is held back.
  func flush() throws(InputOutputError) {
    guard !buffer.isEmpty else { return }
    if case .spool(let spool) = plan { try spool.sink.write(buffer) } else { try sink.write(buffer) }
    checksum?.update(buffer[min(max(0, bodyStart - byteCount), buffer.count)...])
    byteCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// Makes the output whole.
  func finish() throws(InputOutputError) {
    if case .promise(let promised) = plan, rowCount < promised {
      // Leaves the output shorter than its header says, which no reader takes for whole.
      throw .failed("there are \(rowCount) records; \(promised) were promised or counted before")
    }
    try flush()
    if case .npy(let format) = content {
      let header = format.header(rowCount: rowCount)
      switch plan {
      case .fillIn(let offset):
        // The magic last: without it nobody takes the rest for an array.
        try sink.write(Array(header[6...]), at: offset + 6)
        try sink.write(Array(header[..<6]), at: offset)
        var crc = CRC32()
        crc.update(header)
        headerChecksum = crc.value
      case .spool(let spool):
        try sink.write(header)
        try spool.copy(to: sink)
      case .promise, .none: break
      }
    }
  }
}
