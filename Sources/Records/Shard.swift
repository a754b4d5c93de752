/// One of `count` consecutive parts of an input, numbered from 1.
public struct Shard: Sendable, Equatable {
  public let number: Int
  public let count: Int

  /// Nil unless 1 <= number <= count.
  public init?(number: Int, count: Int) {
    guard number >= 1, number <= count else { return nil }
    self.number = number
    self.count = count
  }

  /// The range of bytes of an input of `size` bytes: records that begin in it belong to this part. The last part has no end,
  /// since a record without bytes may begin after the last byte.
  func byteRange(of size: Int) -> Range<Int> {
    cut(size, at: number - 1)..<(number == count ? Int.max : cut(size, at: number))
  }

  private func cut(_ size: Int, at number: Int) -> Int {
    count.dividingFullWidth(size.multipliedFullWidth(by: number)).quotient
  }
}
