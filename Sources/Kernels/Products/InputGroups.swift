import CShims

/// The groups into which the inputs of a product of integers are divided. Each has a scale of its own; the last may be shorter.
public struct InputGroups: Sendable, Equatable {
  public let inputCount: Int
  /// Inputs of a group, a multiple of `unit`.
  public let width: Int
  public var count: Int { Self.count(inputCount, width: width) }

  /// Inputs that one Walsh-Hadamard turn mixes.
  public static let unit = Int(albert_group_unit)

  /// The smallest number of groups of at most `widest` inputs each, of widths as even as possible.
  ///
  /// - Precondition: `widest` is a multiple of `unit`.
  public init(of inputCount: Int, widest: Int) {
    precondition(inputCount > 0 && widest > 0 && widest % Self.unit == 0)
    self.inputCount = inputCount
    width = Self.narrowest(inputCount, count: Self.count(inputCount, width: widest))
  }

  /// `count` groups, as narrow as possible; nil where no width gives that number.
  public init?(of inputCount: Int, count: Int) {
    guard inputCount > 0, count > 0 else { return nil }
    self.inputCount = inputCount
    width = Self.narrowest(inputCount, count: count)
    guard self.count == count else { return nil }
  }

  /// The number of groups of `width` inputs that `inputCount` inputs take.
  static func count(_ inputCount: Int, width: Int) -> Int { (inputCount + width - 1) / width }

  private static func narrowest(_ inputCount: Int, count: Int) -> Int {
    let units = Self.count(inputCount, width: unit)
    return Self.count(units, width: count) * unit
  }
}
