extension CompanionFormat {
  public static let offsets = CompanionFormat(
    "offsets", summary: "where each record's rows start", placeholder: "FILE.npy", fileExtensions: ["npy"],
    content: "npy"
  ) { _ in OffsetsFormat() }
}

/// Where each record's rows start, as a NumPy array of int64: record r has rows `array[r]..<array[r + 1]`. So the array
/// has one number more than there are records. The first one is 0.
public struct OffsetsFormat: RecordFormat {
  public init() {}

  public var header: FileHeader? {
    NPYArray(descriptor: "<i8", elementSize: 8, columnCount: nil).header { $0.records + 1 }
  }

  public func begin(isFirstShard: Bool, to body: inout [UInt8]) { body.append(littleEndian: 0 as Int64) }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to body: inout [UInt8]) {
    if record.isLastPart { body.append(littleEndian: Int64(end.rows)) }
  }

  /// A shard's numbers begin at 0. In the whole they go on from the shards before, whose last number is the first one here.
  public func join(_ piece: ShardPiece, to body: inout [UInt8]) {
    var numbers = piece.bytes
    if !piece.isOfFirstShard, piece.offset == 0 { numbers = numbers.dropFirst(8) }
    for start in stride(from: numbers.startIndex, to: numbers.endIndex, by: 8) {
      let number = numbers[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      body.append(littleEndian: UInt64(piece.before.rows) &+ number)
    }
  }
}
