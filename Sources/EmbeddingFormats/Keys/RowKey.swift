import Files

/// The key of a row: the first 128 bits of a SHA-256 digest of its input. Two rows with the same key have the same bits if the model
/// and the request are the same.
public struct RowKey: Sendable, Equatable {
  /// The digest's bytes 0..<8 and 8..<16, as big-endian numbers.
  public let high: UInt64
  public let low: UInt64

  public static let byteCount = 16
  /// The key of a row that has no input, such as a null row. Such a row is never reused.
  public static let none = RowKey(high: 0, low: 0)

  init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// Reads the 16 bytes of a key.
  init(_ bytes: Span<UInt8>, at start: Int) {
    func number(_ start: Int) -> UInt64 { (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[start + $1]) } }
    self.init(high: number(start), low: number(start + 8))
  }

  /// Makes the key of a row from the row's input.
  public init(_ input: RowInput) { self.init(SHA256.digest(of: RowInput.salt + input.bytes).span, at: 0) }

  public var bytes: [UInt8] {
    [high, low].flatMap { half in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> UInt64($0)) }
    }
  }
}

// The bytes of a `RowInput`. All numbers have 4 bytes, little-endian. For each sequence, in the order in which they go into
// the row:
//     n      the number of its tokens
//     n x 4  the tokens' ids
//     r      the number of ranges of pooled positions
//     r x 8  the first position of a range, and the position after its last one; ascending, with a gap before the next range
//     n x 1  the tokens' type ids
// Each number says how many bytes follow, so different inputs have different bytes.

/// The input of a row as bytes: all that the row's bits depend on besides the model and the request.
public struct RowInput: Sendable, Hashable {
  /// The bytes before the input in the digest. A change of the input's layout must change them, so that keys change too.
  static let salt = Array("albert-embed row 1\n".utf8)

  public private(set) var bytes: [UInt8] = []

  public init() {}

  public func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

  /// Adds a sequence.
  ///
  /// - Parameters:
  ///   - ids: the tokens' ids, fewer than 2³¹.
  ///   - typeIDs: the type id of each token.
  ///   - positions: the positions whose vectors go into the row, as ascending ranges that neither overlap nor touch.
  public mutating func addSequence(ids: ArraySlice<Int32>, typeIDs: ArraySlice<UInt8>, positions: [Range<Int>]) {
    bytes.reserveCapacity(bytes.count + 8 + 4 * ids.count + 8 * positions.count + typeIDs.count)
    append(Int32(ids.count))
    for id in ids { append(id) }
    append(Int32(positions.count))
    for range in positions {
      append(Int32(range.lowerBound))
      append(Int32(range.upperBound))
    }
    bytes += typeIDs
  }

  private mutating func append(_ number: Int32) {
    Swift.withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
