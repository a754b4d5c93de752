import Files

/// What tells the input of a row from every other: the first 128 bits of a SHA-256 digest. Two rows of the same key, made by
/// the same model on the same request, have the same bits.
public struct RowKey: Sendable, Equatable {
  /// The digest's bytes 0..<8 and 8..<16, as big-endian numbers.
  public let high: UInt64
  public let low: UInt64

  public static let byteCount = 16
  /// The key of a row that stands for no input, such as a null row. No row is taken by it.
  public static let none = RowKey(high: 0, low: 0)

  init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// Reads the 16 bytes of a key.
  init(_ bytes: Span<UInt8>, at start: Int) {
    func number(_ start: Int) -> UInt64 { (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[start + $1]) } }
    self.init(high: number(start), low: number(start + 8))
  }

  /// The key of what a row is made of.
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
//     r      the number of ranges of positions that count
//     r x 8  first position of a range, and the one behind its last; ascending, with a gap before the next range
//     n x 1  the tokens' type ids
// Each number says how many bytes follow, so different inputs have different bytes.

/// What a row is made of, in one spelling: all that its bits depend on besides the model and the request.
public struct RowInput: Sendable, Hashable {
  /// Begins what is digested, so that another spelling gives other keys.
  static let salt = Array("albert-embed row 1\n".utf8)

  public private(set) var bytes: [UInt8] = []

  public init() {}

  public func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

  /// Adds a sequence.
  ///
  /// - Parameters:
  ///   - ids: of the tokens, of which there are fewer than 2³¹.
  ///   - typeIDs: one a token.
  ///   - positions: those whose vectors go into the row, ascending, as ranges that neither overlap nor touch.
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
