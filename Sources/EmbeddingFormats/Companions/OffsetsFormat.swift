extension CompanionFormat {
  public static let offsets = CompanionFormat(
    "offsets", summary: "where each record's rows start", placeholder: "FILE.npy", fileExtensions: ["npy"],
    content: "npy"
  ) { _ in OffsetsFormat() }
}

/// The row at which each record starts, as a NumPy array of int64. Record r has the rows `array[r]..<array[r + 1]`. So the first
/// number is 0, and the array has one number more than there are records.
public struct OffsetsFormat: RecordFormat {
  public init() {}

  public var header: FileHeader? {
    NPYArray(descriptor: "<i8", elementSize: 8, columnCount: nil).header { $0.records + 1 }
  }

  public func begin(isFirstShard: Bool, to body: inout [UInt8]) { body.append(littleEndian: 0 as Int64) }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to body: inout [UInt8]) {
    if record.isLastPart { body.append(littleEndian: Int64(end.rows)) }
  }

  /// Adds the number of rows in the shards before. The first number of a later shard is left out: it is the last number of the
  /// shard before.
  public func join(_ piece: ShardPiece, to body: inout [UInt8]) {
    var numbers = piece.bytes
    if !piece.isOfFirstShard, piece.offset == 0 { numbers = numbers.dropFirst(8) }
    for start in stride(from: numbers.startIndex, to: numbers.endIndex, by: 8) {
      let number = numbers[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      body.append(littleEndian: UInt64(piece.before.rows) &+ number)
    }
  }
}
