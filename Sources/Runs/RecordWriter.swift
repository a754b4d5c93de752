import EmbeddingFormats
import Files

/// Writes records to one file in one format. At any moment the file is either whole, or no reader takes it for whole.
final class RecordWriter<Record> {
  /// When and where the header is written, which states how much the file holds.
  private enum HeaderPlan {
    /// The format has no header.
    case none
    /// At the end, at this offset of the file; zeros keep its place until then.
    case fillIn(at: Int)
    /// First; exactly so much must follow.
    case promise(OutputCounts)
    /// At the end, before everything else, which waits in a temporary file.
    case spool(SpoolFile)
  }

  /// What a new file's body begins with.
  enum Beginning {
    case whole
    /// A shard that is not the first one.
    case laterShard
    /// Joined shards, which have their own beginnings.
    case joinedShards
  }

  /// The number of bytes that are held back before they are written.
  private static var pieceSize: Int { 1 << 20 }

  let format: any RecordFormat<Record>
  private let header: FileHeader?
  private let plan: HeaderPlan
  private let sink: ByteSink
  private var buffer: [UInt8] = []
  /// How much has been written, with what is held back.
  private(set) var counts = OutputCounts()
  /// The offset of the body in a file whose header changes at the end; 0 elsewhere.
  private let bodyStart: Int
  /// The number of bytes that have been written, with the header.
  private var byteCount = 0
  /// The checksum of the body; nil where no later run can go on with the file.
  private var checksum: CRC32?
  /// The checksum of the header; 0 until the header states how much the file holds.
  private var headerChecksum: UInt32 = 0

  /// Starts a file, or goes on with one.
  ///
  /// - Parameters:
  ///   - beginning: what a new file's body begins with.
  ///   - known: how much the file will hold; nil if that is not known.
  ///   - resumption: how far an earlier run has come with the file.
  /// - Throws: where the file cannot have the format's header, or its size is not what `resumption` says.
  init(
    _ format: any RecordFormat<Record>, to file: OutputFile, beginning: Beginning = .whole, known: OutputCounts? = nil,
    resumption: (mark: Journal.FileMark, counts: OutputCounts)? = nil
  ) throws(InputOutputError) {
    self.format = format
    sink = file.sink
    header = format.header
    guard file.isReplaced || format.trailerSize(for: OutputCounts()) == 0 else {
      throw .failed("\(file.sink.name): is written in place, but its format needs a regular file that can be read back")
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
    // A reader would load the first array in the file, and ignore the one that is appended.
    if file.isRegular, try file.sink.endOffset() > 0 {
      throw .failed(
        "\(file.sink.name): is not empty, and an output with a header cannot be appended to it; write to another file")
    }
    return if let known { .promise(known) } else { .spool(try SpoolFile()) }
  }

  /// Whether the header must be written first, so that knowing the counts saves a temporary file.
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
      throw .failed("\(sink.name): its journal counts \(byteCount) bytes, which is not the size of \(count) rows")
    }
  }

  /// The size and checksums of the file so far, for the journal.
  var mark: Journal.FileMark {
    Journal.FileMark(
      bodyStart: bodyStart, byteCount: byteCount, checksum: checksum?.value ?? 0, headerChecksum: headerChecksum)
  }

  /// Writes a record, or a part of one.
  ///
  /// - Parameter adding: how much it adds to the file.
  func write(_ record: Record, adding: OutputCounts) throws(InputOutputError) {
    try count(adding)
    format.write(record, upTo: counts, to: &buffer)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes bytes that the format has made of records already.
  func write(made bytes: [UInt8], adding: OutputCounts) throws(InputOutputError) {
    try count(adding)
    buffer += bytes
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Writes a piece of a shard's body.
  func join(_ piece: ShardPiece, adding: OutputCounts) throws(InputOutputError) {
    try count(adding)
    format.join(piece, to: &buffer)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  private func count(_ more: OutputCounts) throws(InputOutputError) {
    counts = counts + more
    if let header, case .promise(let promised) = plan, header.itemCount(of: counts) > header.itemCount(of: promised) {
      throw .failed("there are more records than the \(promised.records) that were promised or counted before")
    }
  }

  /// Writes the bytes that are held back.
  func flush() throws(InputOutputError) {
    guard !buffer.isEmpty else { return }
    if case .spool(let spool) = plan { try spool.sink.write(buffer) } else { try sink.write(buffer) }
    checksum?.update(buffer[min(max(0, bodyStart - byteCount), buffer.count)...])
    byteCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// Makes the file whole.
  ///
  /// - Throws: also where the file holds less than was promised.
  func finish() throws(InputOutputError) {
    guard let header else { return try flush() }
    if case .promise(let promised) = plan, header.itemCount(of: counts) < header.itemCount(of: promised) {
      // The file stays shorter than its header says, so no reader takes it for whole.
      throw .failed("there are \(counts.records) records; \(promised.records) were promised or counted before")
    }
    try flush()
    try end()
    let bytes = header.bytes(for: counts)
    switch plan {
    case .fillIn(let offset):
      // The first bytes come last: until they are there, no reader recognises the format.
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

  /// Writes the format's trailer.
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
