import EmbeddingFormats
import Files

/// Writes records to one file in one format, so that what is there is either whole or visibly is not.
final class RecordWriter<Record> {
  /// What becomes of the format's header, which states how much the file holds, while that is not known.
  private enum HeaderPlan {
    /// The format has none.
    case none
    /// It is filled in at the end, at this offset of the file.
    case fillIn(at: Int)
    /// It is written first; so much must follow.
    case promise(OutputCounts)
    /// Everything else waits here until the end.
    case spool(SpoolFile)
  }

  /// What a new file's body begins with.
  enum Beginning {
    case whole
    /// A shard that others are put before.
    case laterShard
    /// Shards that are joined: they bring their own beginnings.
    case joinedShards
  }

  // Pieces of this size are written, or smaller ones at the end of a batch.
  private static var pieceSize: Int { 1 << 20 }

  let format: any RecordFormat<Record>
  private let header: FileHeader?
  private let plan: HeaderPlan
  private let sink: ByteSink
  private var buffer: [UInt8] = []
  /// How much has been written.
  private(set) var counts = OutputCounts()
  /// Where the body begins; a header before it is changed at the end.
  private let bodyStart: Int
  /// Bytes that have been written, header included.
  private var byteCount = 0
  /// Of the bytes behind the header, where they go to a file that a later run may go on with.
  private var checksum: CRC32?
  /// Of the header, once that says how much the file holds.
  private var headerChecksum: UInt32 = 0

  /// Starts a file, or goes on with one.
  ///
  /// - Parameters:
  ///   - known: how much the file will hold, where the caller knows.
  ///   - resumption: how far the file has come, and how much it holds.
  /// - Throws: where the file cannot have the format's header, or is not what `resumption` says.
  init(
    _ format: any RecordFormat<Record>, to file: OutputFile, beginning: Beginning = .whole, known: OutputCounts? = nil,
    resumption: (mark: Journal.FileMark, counts: OutputCounts)? = nil
  ) throws(InputOutputError) {
    self.format = format
    sink = file.sink
    header = format.header
    guard file.isReplaced || format.trailerSize(for: OutputCounts()) == 0 else {
      throw .failed("\(file.sink.name): is not a file that can be read back and replaced, as it has to be")
    }
    plan = try Self.plan(for: header, in: file, known)
    bodyStart = file.isReplaced ? header?.size ?? 0 : 0
    if file.isReplaced { checksum = CRC32(continuing: resumption?.mark.checksum ?? 0) }
    if let resumption {
      try resume(from: resumption.mark, resumption.counts)
    } else {
      begin(beginning)
    }
  }

  private static func plan(
    for header: FileHeader?, in file: OutputFile, _ known: OutputCounts?
  ) throws(InputOutputError) -> HeaderPlan {
    guard header != nil else { return .none }
    if file.isReplaced { return .fillIn(at: 0) }
    if file.isRewritable { return .fillIn(at: try file.sink.currentOffset()) }
    // A reader would load what the header before says, and never see the one behind it.
    if file.isRegular, try file.sink.endOffset() > 0 {
      throw .failed(
        "\(file.sink.name): holds something, and a header cannot be appended to it; write to a file of its own")
    }
    return if let known { .promise(known) } else { .spool(try SpoolFile()) }
  }

  /// Whether a file of the format should be told at its beginning how much it will hold.
  static func needsCounts(_ format: any RecordFormat<Record>, in file: OutputFile) -> Bool {
    format.header != nil && !file.isReplaced && !file.isRewritable
  }

  private func begin(_ beginning: Beginning) {
    if let header {
      switch plan {
      case .fillIn: buffer += [UInt8](repeating: 0, count: header.size)
      case .promise(let promised): buffer += header.bytes(for: promised)
      case .spool, .none: break
      }
    }
    switch beginning {
    case .whole: format.begin(isFirstShard: true, to: &buffer)
    case .laterShard: format.begin(isFirstShard: false, to: &buffer)
    case .joinedShards: break
    }
  }

  private func resume(from mark: Journal.FileMark, _ counts: OutputCounts) throws(InputOutputError) {
    (byteCount, self.counts) = (mark.byteCount, counts)
    guard let header else { return }
    guard mark.bodyStart == bodyStart, header.fits(bodySize: byteCount - bodyStart, counts) else {
      let count = header.itemCount(of: counts)
      throw .failed("\(sink.name): \(count) rows do not take the \(byteCount) bytes that its journal speaks of")
    }
  }

  /// How far the file has come.
  var mark: Journal.FileMark {
    Journal.FileMark(
      bodyStart: bodyStart, byteCount: byteCount, checksum: checksum?.value ?? 0, headerChecksum: headerChecksum)
  }

  /// Writes a record, or a part of one.
  ///
  /// - Parameter adding: what comes with it.
  func write(_ record: Record, adding: OutputCounts) throws(InputOutputError) {
    try count(adding)
    format.write(record, upTo: counts, to: &buffer)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes what the format made of some records before.
  func write(made bytes: [UInt8], adding: OutputCounts) throws(InputOutputError) {
    try count(adding)
    buffer += bytes
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes a piece of a shard.
  func join(_ piece: ShardPiece, adding: OutputCounts) throws(InputOutputError) {
    try count(adding)
    format.join(piece, to: &buffer)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  private func count(_ more: OutputCounts) throws(InputOutputError) {
    counts = counts + more
    if let header, case .promise(let promised) = plan, header.itemCount(of: counts) > header.itemCount(of: promised) {
      throw .failed("there are more than the \(promised.records) records that were promised or counted before")
    }
  }

  /// Writes what is held back.
  func flush() throws(InputOutputError) {
    guard !buffer.isEmpty else { return }
    if case .spool(let spool) = plan { try spool.sink.write(buffer) } else { try sink.write(buffer) }
    checksum?.update(buffer[min(max(0, bodyStart - byteCount), buffer.count)...])
    byteCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// Makes the file whole.
  ///
  /// - Throws: also where there is less than was promised.
  func finish() throws(InputOutputError) {
    guard let header else { return try flush() }
    if case .promise(let promised) = plan, header.itemCount(of: counts) < header.itemCount(of: promised) {
      // Leaves the file shorter than its header says, which no reader takes for whole.
      throw .failed("there are \(counts.records) records; \(promised.records) were promised or counted before")
    }
    try flush()
    try end()
    let bytes = header.bytes(for: counts)
    switch plan {
    case .fillIn(let offset):
      // The first bytes last: a reader knows the format by them, and without them takes the file for nothing.
      let first = min(6, bytes.count)
      try sink.write(Array(bytes[first...]), at: offset + first)
      try sink.write(Array(bytes[..<first]), at: offset)
      var crc = CRC32()
      crc.update(bytes)
      headerChecksum = crc.value
    case .spool(let spool):
      try sink.write(bytes)
      try spool.copy(to: sink)
    case .promise, .none: break
    }
  }

  /// Writes what stands behind the last record.
  private func end() throws(InputOutputError) {
    let body = FinishedBody(counts: counts, checksum: checksum?.value ?? 0) {
      [sink, bodyStart] (range) throws(InputOutputError) in
      try sink.bytes(bodyStart + range.lowerBound..<bodyStart + range.upperBound)
    }
    try format.end(body) { (piece) throws(InputOutputError) in
      buffer += piece
      if buffer.count >= Self.pieceSize { try flush() }
    }
    try flush()
  }
}
