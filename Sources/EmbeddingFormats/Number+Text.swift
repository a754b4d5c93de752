extension [UInt8] {
  /// Appends the shortest decimal that reads back to the same float, in a form that both JSON and CSV allow ("0.1", "-1e-05").
  /// `replacement` stands for NaN and the infinities, which JSON does not have.
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
