/// The shape of a batch that is timed: a number of records, and the tokens of each.
public struct EncoderShape: Sendable, Equatable, CustomStringConvertible {
  public let batch: Int
  public let length: Int

  public init(batch: Int, length: Int) {
    self.batch = batch
    self.length = length
  }

  /// Parses `BATCHxLENGTH`, such as `8x128`; nil where the text has another form, or a number is 0 or too large.
  public init?(_ text: String) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let batch = Int(parts[0]), let length = Int(parts[1]), batch > 0, length > 0,
      batch <= 1 << 16
    else { return nil }
    self.init(batch: batch, length: length)
  }

  public var description: String { "\(batch)x\(length)" }
}
