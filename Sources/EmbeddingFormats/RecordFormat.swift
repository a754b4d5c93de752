import Files

/// How records become the bytes of a file: NPY, JSON lines, CSV and all others, and the files beside them.
///
/// A writer calls `begin` once, then `write` for each record in the order of the input, and fills in `header`, where the
/// format has one, when the last record has been written. The writer, not the format, knows what kind of file it is (a
/// file with a name, a pipe), and whether it is resumed, a shard or joined.
///
/// To add an output format:
///
/// 1. Write a file with a type that conforms to this protocol, and an `OutputFormat` that makes it. `CSVFormat` is an
///    example of a text format, `NPYFormat` of a binary one. Only `write` has no default.
/// 2. Name the `OutputFormat` in `OutputFormat.allCases`. A file beside the rows is a `CompanionFormat`, and its list is
///    `CompanionFormat.allCases`.
///
/// `--format` with its help and completions, file extensions, `--rows`, `--resume`, `--shard` and `join` follow from these.
///
/// A format has no state: what it appends depends on the record and the counts alone. So an interrupted run can go on
/// after any record.
public protocol RecordFormat<Record>: Sendable {
  associatedtype Record

  /// What the file begins with, where that states how much the file holds. Default: nil, no such header.
  var header: FileHeader? { get }

  /// Appends what stands before the first record, behind the header. Default: nothing.
  ///
  /// - Parameter isFirstShard: false for a shard that others stand before, so that a title line would be in their way.
  func begin(isFirstShard: Bool, to body: inout [UInt8])

  /// Why the format cannot hold a record. Default: nil, it holds every record.
  func problem(with record: Record) -> String?

  /// Appends a record, or a part of one.
  ///
  /// - Parameter end: how much the file holds with it.
  func write(_ record: Record, upTo end: OutputCounts, to body: inout [UInt8])

  /// Bytes that the file ends with, which `end` writes. Default: 0.
  func trailerSize(for counts: OutputCounts) -> Int

  /// Writes what stands behind the last record. A format that writes something needs a file that can be read back, so it
  /// cannot go to a pipe. Default: nothing.
  func end(_ body: FinishedBody, write: ([UInt8]) throws(InputOutputError) -> Void) throws(InputOutputError)

  /// Appends a piece of a shard's body as the whole has it. Default: as it is.
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

/// What stands in a file between its header and its trailer.
public struct FinishedBody {
  public let counts: OutputCounts
  /// CRC-32.
  public let checksum: UInt32
  private let read: (Range<Int>) throws(InputOutputError) -> [UInt8]

  /// - Parameter read: reads a range of the body back.
  public init(
    counts: OutputCounts, checksum: UInt32, read: @escaping (Range<Int>) throws(InputOutputError) -> [UInt8]
  ) {
    (self.counts, self.checksum, self.read) = (counts, checksum, read)
  }

  /// The bytes of a range of the body.
  public func bytes(_ range: Range<Int>) throws(InputOutputError) -> [UInt8] { try read(range) }
}

/// How much a file holds.
public struct OutputCounts: Sendable, Equatable {
  /// Records of which all rows are there.
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

/// The header of a binary file, which states how many items the file holds. Its size is always the same, so that it can
/// be filled in when the number is known. Until then it is zeros, which no reader takes for the header.
public struct FileHeader: Sendable {
  /// Bytes of the largest header.
  public static let largestSize = 4096

  /// Bytes.
  public let size: Int
  /// Bytes of an item; nil where items differ in size.
  public let itemSize: Int?
  private let itemCount: @Sendable (OutputCounts) -> Int
  private let bytes: @Sendable (_ itemCount: Int) -> [UInt8]

  /// - Parameters:
  ///   - size: bytes of the header, at most `largestSize`.
  ///   - itemSize: bytes of an item; nil where items differ in size.
  ///   - itemCount: how many items a file has that holds so much. Default: an item a row.
  ///   - bytes: the header of a file of so many items, `size` bytes.
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

  /// How many items a file has that holds so much.
  public func itemCount(of counts: OutputCounts) -> Int { itemCount(counts) }

  /// The header of a file that holds so much.
  public func bytes(for counts: OutputCounts) -> [UInt8] { bytes(itemCount(counts)) }

  /// Whether a body of so many bytes can hold so much. Where items differ in size, every number of bytes can.
  public func fits(bodySize: Int, _ counts: OutputCounts) -> Bool {
    guard let itemSize else { return true }
    let (size, overflow) = itemCount(counts).multipliedReportingOverflow(by: itemSize)
    return !overflow && size == bodySize
  }
}

/// Some bytes of a shard's body, in a join.
public struct ShardPiece {
  /// Whole items, where the format's items have a size of at most 1 MB.
  public let bytes: ArraySlice<UInt8>
  /// Bytes of the shard's body before these.
  public let offset: Int
  public let isOfFirstShard: Bool
  /// How much all shards before this one hold.
  public let before: OutputCounts

  public init(bytes: ArraySlice<UInt8>, offset: Int, isOfFirstShard: Bool, before: OutputCounts) {
    self.bytes = bytes
    self.offset = offset
    self.isOfFirstShard = isOfFirstShard
    self.before = before
  }
}
