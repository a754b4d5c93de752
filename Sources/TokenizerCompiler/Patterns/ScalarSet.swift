/// A set of scalars as sorted, separate ranges; used at conversion, where patterns and properties are compiled.
struct ScalarSet: Equatable {
  private(set) var ranges: [ClosedRange<UInt32>]

  /// Ranges in any order, overlapping as they like.
  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound &+ 1 {
        self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  /// Runs of a text of `UnicodeData`, those with a value that `isWanted`.
  init(_ text: StaticString, where isWanted: (UInt16) -> Bool = { _ in true }) {
    self.init(
      UnicodeDataReader.runs(text).filter { isWanted($0.value) }.map {
        $0.scalars.lowerBound...$0.scalars.upperBound - 1
      })
  }

  static let space = ScalarSet(UnicodeData.patternSpaces)
  static let word = ScalarSet(UnicodeData.patternWordScalars)
  static let hexadecimalDigit = ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])

  /// A general category ("Lu") or a group of them ("L").
  static func category(_ name: String) -> ScalarSet? {
    let names = [
      "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
      "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co",
    ]
    let wanted = names.indices.filter { names[$0] == name || name.utf8.count == 1 && names[$0].hasPrefix(name) }
    // Unassigned scalars are no category of the list, so groups with them cannot be told.
    guard !wanted.isEmpty, name != "C" else { return nil }
    return ScalarSet(UnicodeData.patternCategories) { wanted.contains(Int($0) - 1) }
  }

  var complement: ScalarSet {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return ScalarSet(result)
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  var onlyScalar: UInt32? { ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil }

  /// First and last scalar of each range.
  var bounds: [UInt32] { ranges.flatMap { [$0.lowerBound, $0.upperBound] } }
}
