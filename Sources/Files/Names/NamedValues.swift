// To Swift's `String`, "é" as one scalar equals "é" as two, and a combining mark after a slash or an equals sign is a part of it.
// Names of files, tensors, fields and options differ where their bytes differ, so they are compared here byte for byte
// (a test in HouseTests keeps `String`'s own comparison out of dictionaries and paths).

extension StringProtocol {
  /// Whether both are the same bytes.
  package func isSame(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

  package func begins(with prefix: some StringProtocol) -> Bool { utf8.starts(with: prefix.utf8) }

  package func ends(with suffix: some StringProtocol) -> Bool { rest(before: suffix) != nil }

  /// The part before a suffix; nil where the text does not end with the suffix.
  package func rest(before suffix: some StringProtocol) -> SubSequence? {
    let (bytes, wanted) = (utf8, suffix.utf8)
    guard bytes.count >= wanted.count else { return nil }
    let start = bytes.index(bytes.endIndex, offsetBy: -wanted.count)
    return bytes[start...].elementsEqual(wanted) ? self[..<start] : nil
  }

  /// The part after a prefix; nil where the text does not begin with the prefix.
  package func rest(behind prefix: some StringProtocol) -> SubSequence? {
    begins(with: prefix) ? self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...] : nil
  }

  /// The parts that an ASCII character separates.
  package func parts(
    separatedBy separator: UInt8, atMost limit: Int = .max, omittingEmpty: Bool = false
  ) -> [SubSequence] {
    utf8.split(separator: separator, maxSplits: limit - 1, omittingEmptySubsequences: omittingEmpty)
      .map { self[$0.startIndex..<$0.endIndex] }
  }
}

/// A dictionary whose keys are compared byte for byte.
package struct NamedValues<Value>: ExpressibleByDictionaryLiteral {
  private struct Name: Hashable {
    let text: String

    static func == (a: Name, b: Name) -> Bool { a.text.isSame(as: b.text) }

    func hash(into hasher: inout Hasher) {
      for byte in text.utf8 { hasher.combine(byte) }
      hasher.combine(0xFF as UInt8)
    }
  }

  private var values: [Name: Value] = [:]

  package init() {}

  /// If a name is given twice, its last value counts.
  package init(dictionaryLiteral elements: (String, Value)...) {
    for (name, value) in elements { self[name] = value }
  }

  package subscript(name: String) -> Value? {
    get { values[Name(text: name)] }
    set { values[Name(text: name)] = newValue }
  }

  package subscript(name: String, default value: @autoclosure () -> Value) -> Value {
    get { self[name] ?? value() }
    set { self[name] = newValue }
  }

  /// Sets the value of a name.
  ///
  /// - Returns: the value that it had before.
  package mutating func updateValue(_ value: Value, forKey name: String) -> Value? {
    values.updateValue(value, forKey: Name(text: name))
  }

  package var isEmpty: Bool { values.isEmpty }
  package var keys: [String] { values.keys.map(\.text) }
}

extension NamedValues: Sequence {
  package func makeIterator() -> AnyIterator<(key: String, value: Value)> {
    var iterator = values.makeIterator()
    return AnyIterator { iterator.next().map { ($0.key.text, $0.value) } }
  }
}

extension NamedValues: Sendable where Value: Sendable {}
