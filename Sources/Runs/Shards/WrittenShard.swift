import EmbeddingFormats
import Files
import Records

/// A shard's output, as the note beside it describes it.
struct WrittenShard {
  /// A file of the shard, as the note describes it.
  struct File {
    let path: String
    let mark: Journal.FileMark
    /// The numbers of records and rows in it.
    let counts: OutputCounts
    let identity: FileIdentity
  }

  let place: Shard
  /// The note's path.
  let notePath: String
  let rows: File
  /// The files beside the rows, in the order of their marks.
  let companions: [(format: CompanionFormat, file: File)]
  /// The identity of the run that wrote the shard.
  let attributes: [Journal.Attribute]
  /// The position of its first record. It has only the number of records before, and the checksum of the input's bytes before.
  let start: ReaderPosition
  /// The position after its last record.
  let end: ReaderPosition
  /// The size of the whole input in bytes.
  let inputSize: Int

  var path: String { rows.path }

  func companion(_ format: CompanionFormat) -> File? { companions.first { $0.format == format }?.file }

  func value(of key: RunIdentity.Key) -> String? { Self.value(of: key, in: attributes) }

  private static func value(of key: RunIdentity.Key, in attributes: [Journal.Attribute]) -> String? {
    attributes.first { $0.name.isSame(as: key.fileName) }?.value
  }

  // MARK: The note

  /// Adds the shard's number and the input's size to the numbers of a finished run.
  static func add(_ shard: Shard, inputSize: Int?, to numbers: inout [String: Int]) {
    numbers["shard"] = shard.number
    numbers["shards"] = shard.count
    numbers["size"] = inputSize ?? 0
  }

  /// - Throws: where the file or its note cannot be read, or they do not match.
  init(path: String) throws(InputOutputError) {
    // A file that is missing has no note either, and the first error should say that it is missing.
    let identity = try Self.identity(path)
    guard let (entry, attributes, notePath) = try ShardNote.load(beside: path, remedy: "embed that shard again") else {
      throw .failed(
        """
        \(path): has no \(path).shard beside it, so it is not known which shard it is; embed --shard writes one with -o FILE, not \
        to standard output
        """)
    }
    let state = try ResumeState(entry, of: "\(path).shard", remedy: "embed that shard again")
    guard let number = entry.numbers["shard"], let count = entry.numbers["shards"],
      let size = entry.numbers["size"], let place = Shard(number: number, count: count), entry.isComplete
    else { throw .failed("\(path).shard: does not say which shard \(path) is; embed it again") }
    let counts = OutputCounts(records: state.counts.records, rows: state.rows)
    var marks = entry.marks.makeIterator()
    func nextFile(_ path: String, _ identity: FileIdentity) throws(InputOutputError) -> File {
      guard let mark = marks.next() else { throw .failed("\(path).shard: does not mention \(path); embed it again") }
      let file = File(path: path, mark: mark, counts: counts, identity: identity)
      try file.checkSize()
      return file
    }
    rows = try nextFile(path, identity)
    (self.place, self.notePath) = (place, notePath)
    self.attributes = RunIdentity.current(attributes)
    (start, end, inputSize) = (state.start, state.position, size)
    var companions: [(format: CompanionFormat, file: File)] = []
    for (format, key) in RunIdentity.companionKeys {
      guard let typed = Self.value(of: key, in: attributes), !typed.isEmpty else { continue }
      let companion =
        if let suffix = format.suffix {
          "\(try pathBehindLinks(path))\(suffix)"
        } else {
          Self.companionPath(typed, besides: path)
        }
      companions.append((format, try nextFile(companion, try Self.identity(companion))))
    }
    self.companions = companions
  }

  private static func identity(_ path: String) throws(InputOutputError) -> FileIdentity {
    guard let identity = FileIdentity(path: path) else { throw .system(path, "read") }
    guard identity.isRegular else { throw .failed("\(path): is not a regular file, so it cannot be a shard") }
    return identity
  }

  /// The path of a shard's companion. Both may have been moved, so a file beside the shard comes before the path in the note.
  private static func companionPath(_ typed: String, besides path: String) -> String {
    guard let name = typed.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).last else { return typed }
    let neighbour = "\(directory(of: path))/\(name)"
    return fileExists(neighbour) == false ? typed : neighbour
  }
}

extension WrittenShard.File {
  fileprivate func checkSize() throws(InputOutputError) {
    guard identity.size == mark.byteCount else {
      throw .failed("\(path): has \(identity.size) bytes, but \(mark.byteCount) were written; embed that shard again")
    }
  }

  /// The bytes before the body.
  func header() throws(InputOutputError) -> [UInt8] {
    guard mark.bodyStart > 0, mark.bodyStart <= FileHeader.largestSize else { return [] }
    return try InputFile(regularFile: path).content(atMost: mark.bodyStart)
  }

  /// Compares the file's header and size with those that the format gives for the counts in the note.
  ///
  /// - Throws: where one differs, or the file cannot be read.
  func check(_ format: any RecordFormat<OutputRecord>) throws(InputOutputError) {
    guard let expected = format.header else { return }
    guard mark.bodyStart == expected.size, expected.fits(bodySize: bodySize(in: format), counts),
      try header() == expected.bytes(for: counts)
    else { throw wrongHeader }
  }

  /// The number of bytes between the header and the trailer.
  private func bodySize(in format: any RecordFormat<OutputRecord>) -> Int {
    mark.byteCount - mark.bodyStart - format.trailerSize(for: counts)
  }

  var wrongHeader: InputOutputError {
    .failed("\(path): its header is not the one that was written for its \(counts.rows) rows; embed that shard again")
  }

  /// The largest size of a chunk in bytes.
  private static let chunkSize = 1 << 20

  /// Calls `body` with the bytes between the header and the trailer, in chunks. A chunk ends at the end of an item, except the last
  /// one and chunks of an item that is larger than a chunk.
  ///
  /// - Parameters:
  ///   - format: the format of the file.
  ///   - body: receives a chunk and its offset after the header.
  /// - Throws: at the end, where the bytes are not those that were written.
  func readBody(
    in format: any RecordFormat<OutputRecord>,
    _ body: (ArraySlice<UInt8>, _ offset: Int) throws(InputOutputError) -> Void
  ) throws(InputOutputError) {
    let file = try InputFile(regularFile: path)
    try file.seek(to: mark.bodyStart)
    let (itemSize, bodySize) = (format.header?.itemSize ?? 1, bodySize(in: format))
    var crc = CRC32()
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize - Self.chunkSize % min(itemSize, Self.chunkSize))
    var count = 0
    var offset = 0
    while true {
      let more = try file.read(into: &chunk, from: count)
      count += more
      guard more == 0 || count == chunk.count else { continue }
      crc.update(chunk[..<count])
      if count > 0, offset < bodySize { try body(chunk[..<min(count, bodySize - offset)], offset) }
      offset += count
      count = 0
      if more == 0 { break }
    }
    guard crc.value == mark.checksum, file.identity.size == mark.byteCount else {
      throw .failed("\(path): is not what was written (its checksum differs); embed that shard again")
    }
    try file.checkUnchanged()
  }
}
