extension [UInt8] {
  /// The shortest decimal that reads back to the same float, in a form that JSON and CSV share ("0.1", "-1e-05").
  /// NaN and the infinities have none there: `replacement` stands for them.
  mutating func append(number value: Float, orNonFinite replacement: StaticString) {
    guard value.isFinite else { return append(literal: replacement) }
    // At most 15 bytes, which Swift keeps inside the string: no allocation.
    append(contentsOf: value.description.utf8)
  }

  mutating func append(integer value: Int) { append(contentsOf: String(value).utf8) }

  mutating func append(literal: StaticString) {
    literal.withUTF8Buffer { append(contentsOf: $0) }
  }
}
