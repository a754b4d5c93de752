import EmbeddingFormats
import Files

/// A shard's output, as the note beside it tells.
struct WrittenShard {
  /// A file of it, and what was noted of that.
  struct File {
    let path: String
    let mark: Journal.FileMark
    /// Rows that it holds.
    let rows: Int
    let identity: FileIdentity
  }

  let place: Shard
  let rows: File
  /// Where each record's rows start, from this shard's first one.
  let offsets: File?
  /// What the output depends on.
  let settings: [Journal.Dependency]
  /// Records before its first one, and the checksum of the input's bytes before that.
  let start: ReaderPosition
  /// The same for the first record behind it.
  let end: ReaderPosition
  /// Bytes of the whole input.
  let inputSize: Int

  var path: String { rows.path }

  func value(of setting: String) -> String? { settings.first { $0.name == setting }?.value }

  // MARK: The note

  /// What each shard has for itself.
  static let ownSettings: Set<String> = ["--shard", offsetsSetting]
  private static let offsetsSetting = "--offsets"

  /// Adds to a finished run's numbers what tells a shard's place.
  static func add(_ shard: Shard, inputSize: Int?, to numbers: inout [String: Int]) {
    numbers["shard"] = shard.number
    numbers["shards"] = shard.count
    numbers["size"] = inputSize ?? 0
  }

  /// - Throws: where the file or its note cannot be read, or they do not go together.
  init(path: String) throws(InputOutputError) {
    // What is no file has no note, either; it is to be said first.
    let identity = try Self.identity(path)
    let (entry, common) = try ShardNote.load(besides: path)
    let state = try ResumeState(entry.numbers)
    guard let number = entry.numbers["shard"], let count = entry.numbers["shards"],
      let size = entry.numbers["size"], let place = Shard(number: number, count: count), entry.isComplete,
      (1...2).contains(entry.marks.count)
    else { throw .failed("\(path).shard: does not say which shard \(path) is; embed it again") }
    rows = File(path: path, mark: entry.marks[0], rows: state.rows, identity: identity)
    self.place = place
    settings = common
    (start, end, inputSize) = (state.start, state.position, size)
    if entry.marks.count == 2 {
      let typed = common.first { $0.name == Self.offsetsSetting }?.value ?? ""
      let offsets = Self.offsetsPath(typed, besides: path)
      self.offsets = File(
        path: offsets, mark: entry.marks[1], rows: state.counts.records + 1, identity: try Self.identity(offsets))
    } else {
      offsets = nil
    }
    try rows.checkSize()
    try offsets?.checkSize()
  }

  private static func identity(_ path: String) throws(InputOutputError) -> FileIdentity {
    guard let identity = FileIdentity(path: path) else { throw .system(path, "read") }
    guard identity.isRegular else { throw .failed("\(path): is no regular file; a shard is one") }
    return identity
  }

  /// Where a shard's offsets are: beside it, as both may have moved, else where they were written.
  private static func offsetsPath(_ typed: String, besides path: String) -> String {
    guard let name = typed.split(separator: "/").last else { return typed }
    let neighbour = "\(directory(of: path))/\(name)"
    return FileIdentity(path: neighbour) == nil ? typed : neighbour
  }
}

extension WrittenShard.File {
  fileprivate func checkSize() throws(InputOutputError) {
    guard identity.size == mark.byteCount else {
      throw .failed("\(path): has \(identity.size) bytes, and was written with \(mark.byteCount)")
    }
  }

  /// What is before the rows.
  func header() throws(InputOutputError) -> [UInt8] {
    var header: [UInt8] = []
    // No header of ours takes more.
    if mark.bodyStart > 0, mark.bodyStart <= 4096 {
      header = [UInt8](repeating: 0, count: mark.bodyStart)
      let count = try InputFile(.path(path)).read(into: &header, from: 0)
      header.removeLast(header.count - count)
    }
    return header
  }

  /// - Throws: where an array of this format is not what the note speaks of.
  func check(_ format: NPYFormat) throws(InputOutputError) {
    let (size, overflow) = rows.multipliedReportingOverflow(by: format.rowSize)
    guard !overflow, mark.bodyStart == format.headerSize, size == mark.byteCount - mark.bodyStart,
      try header() == format.header(rowCount: rows)
    else { throw .failed("\(path): its header is not the one of \(rows) rows that was written") }
  }

  private static let chunkSize = 1 << 20

  /// Hands the bytes behind the header on, in chunks of whole eights of bytes but for the last.
  ///
  /// - Throws: at the end, where they are not those that were written.
  func readBody(_ body: (ArraySlice<UInt8>) throws(InputOutputError) -> Void) throws(InputOutputError) {
    let file = try InputFile(.path(path))
    try file.seek(to: mark.bodyStart)
    var crc = CRC32()
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    var count = 0
    while true {
      let more = try file.read(into: &chunk, from: count)
      count += more
      guard more == 0 || count == chunk.count else { continue }
      crc.update(chunk[..<count])
      if count > 0 { try body(chunk[..<count]) }
      count = 0
      if more == 0 { break }
    }
    guard crc.value == mark.checksum, file.identity.size == mark.byteCount else {
      throw .failed("\(path): is not what was written (its checksum differs)")
    }
    try file.checkUnchanged()
  }
}
