import Files

/// A format turns records into the bytes of a file. NPY, JSON lines and CSV are formats, and so are the files beside the rows,
/// such as offsets and ids.
///
/// A writer calls `begin` once, `write` for each record in input order, and `end` once. If the format has a `header`, the writer
/// fills it in after that. Whether the file is a pipe, resumed, a shard or joined is the writer's business, not the format's.
///
/// To add an output format:
///
/// 1. Write a file with a type that conforms to this protocol, and an `OutputFormat` that makes it. `CSVFormat` is an
///    example of a text format, `NPYFormat` of a binary one. Only `write` has no default.
/// 2. Add the `OutputFormat` to `OutputFormat.allCases`. A file beside the rows is a `CompanionFormat`; add it to
///    `CompanionFormat.allCases`.
///
/// `--format`, its help and completions, the manual page, file extensions, `--rows`, `--resume`, `--shard` and `join` follow from
/// these.
///
/// A format has no state: the bytes depend on the record and the counts alone. So a run can be resumed after any record.
public protocol RecordFormat<Record>: Sendable {
  associatedtype Record

  /// The header that states how much the file holds. Default: nil, the format has no such header.
  var header: FileHeader? { get }

  /// Appends the bytes between the header and the first record. Default: none.
  ///
  /// - Parameter isFirstShard: false for a later shard. It gets no title line, which would stand in the middle of the whole.
  func begin(isFirstShard: Bool, to body: inout [UInt8])

  /// The reason why the format cannot hold a record; nil if it can. Default: nil.
  func problem(with record: Record) -> String?

  /// Appends a record, or a part of one.
  ///
  /// - Parameter end: how much the file holds after it.
  func write(_ record: Record, upTo end: OutputCounts, to body: inout [UInt8])

  /// The size of the trailer, which `end` writes, in bytes. Default: 0.
  func trailerSize(for counts: OutputCounts) -> Int

  /// Writes the trailer: the bytes after the last record. A format with a trailer needs a file that can be read back, so it
  /// cannot be written to a pipe. Default: no trailer.
  func end(_ body: FinishedBody, write: ([UInt8]) throws(InputOutputError) -> Void) throws(InputOutputError)

  /// Appends a piece of a shard's body, changed to what the whole file holds in its place. Default: unchanged.
  func join(_ piece: ShardPiece, to body: inout [UInt8])
}

extension RecordFormat {
  public var header: FileHeader? { nil }
  public func begin(isFirstShard: Bool, to body: inout [UInt8]) {}
  public func problem(with record: Record) -> String? { nil }
  public func trailerSize(for counts: OutputCounts) -> Int { 0 }
  public func end(
    _ body: FinishedBody, write: ([UInt8]) throws(InputOutputError) -> Void
  ) throws(InputOutputError) {}
  public func join(_ piece: ShardPiece, to body: inout [UInt8]) { body += piece.bytes }
}

/// The complete body of a file: the bytes between its header and its trailer.
public struct FinishedBody {
  public let counts: OutputCounts
  /// The CRC-32 of the body.
  public let checksum: UInt32
  private let read: (Range<Int>) throws(InputOutputError) -> [UInt8]

  /// - Parameter read: reads a range of the body from the file.
  public init(
    counts: OutputCounts, checksum: UInt32, read: @escaping (Range<Int>) throws(InputOutputError) -> [UInt8]
  ) {
    (self.counts, self.checksum, self.read) = (counts, checksum, read)
  }

  /// The bytes of a range of the body, read from the file.
  ///
  /// - Throws: where they cannot be read.
  public func bytes(_ range: Range<Int>) throws(InputOutputError) -> [UInt8] { try read(range) }
}

/// How much a file holds.
public struct OutputCounts: Sendable, Equatable {
  /// The number of records that are complete.
  public var records: Int
  public var rows: Int

  public init(records: Int = 0, rows: Int = 0) {
    self.records = records
    self.rows = rows
  }

  public static func + (a: OutputCounts, b: OutputCounts) -> OutputCounts {
    OutputCounts(records: a.records + b.records, rows: a.rows + b.rows)
  }
}

/// The header of a binary file, which states how many items the file holds. Its size does not depend on that number, so it can be
/// filled in at the end. Until then it is zeros, so that no reader recognises the file.
public struct FileHeader: Sendable {
  /// The largest size of a header in bytes.
  public static let largestSize = 4096

  /// The size of the header in bytes.
  public let size: Int
  /// The size of an item in bytes; nil where items differ in size.
  public let itemSize: Int?
  private let itemCount: @Sendable (OutputCounts) -> Int
  private let bytes: @Sendable (_ itemCount: Int) -> [UInt8]

  /// - Parameters:
  ///   - size: the size of the header in bytes, 1 to `largestSize`.
  ///   - itemSize: the size of an item in bytes; nil where items differ in size.
  ///   - itemCount: returns the number of items for the counts of a file. Default: an item for each row.
  ///   - bytes: returns the header of a file of so many items, `size` bytes.
  public init(
    size: Int, itemSize: Int?, itemCount: @escaping @Sendable (OutputCounts) -> Int = { $0.rows },
    bytes: @escaping @Sendable (_ itemCount: Int) -> [UInt8]
  ) {
    precondition((1...Self.largestSize).contains(size))
    self.size = size
    self.itemSize = itemSize
    self.itemCount = itemCount
    self.bytes = bytes
  }

  /// The number of items in a file with these counts.
  public func itemCount(of counts: OutputCounts) -> Int { itemCount(counts) }

  /// The header of a file with these counts.
  public func bytes(for counts: OutputCounts) -> [UInt8] { bytes(itemCount(counts)) }

  /// Whether the body of a file with these counts has so many bytes. Where items differ in size, the answer is always true.
  public func fits(bodySize: Int, _ counts: OutputCounts) -> Bool {
    guard let itemSize else { return true }
    let (size, overflow) = itemCount(counts).multipliedReportingOverflow(by: itemSize)
    return !overflow && size == bodySize
  }
}

/// A piece of a shard's body, for `join`.
public struct ShardPiece {
  /// Only whole items, if the format's items have one size of at most 1 MB.
  public let bytes: ArraySlice<UInt8>
  /// The number of bytes before the piece in the shard's body.
  public let offset: Int
  public let isOfFirstShard: Bool
  /// How much the shards before this one hold together.
  public let before: OutputCounts

  public init(bytes: ArraySlice<UInt8>, offset: Int, isOfFirstShard: Bool, before: OutputCounts) {
    self.bytes = bytes
    self.offset = offset
    self.isOfFirstShard = isOfFirstShard
    self.before = before
  }
}
