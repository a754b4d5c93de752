// Making values and writing them. A stream of many values is written piece by piece instead, with `append(jsonString:)`.

extension JSONValue {
  public init(_ text: String) { self = .string(Array(text.utf8)) }

  public init(_ flag: Bool) { self = .bool(flag) }

  public init(_ number: Int) { self = .number("\(number)") }

  /// The shortest decimal that reads back as the same number; null for one that is not finite, which JSON does not have.
  public init<Number: BinaryFloatingPoint & LosslessStringConvertible>(_ number: Number) {
    self = number.isFinite ? .number("\(number)") : .null
  }

  /// The value's JSON text, in one line and without blanks.
  public var text: [UInt8] {
    var text: [UInt8] = []
    append(to: &text)
    return text
  }

  private func append(to text: inout [UInt8]) {
    switch self {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .number(let number): text += number.utf8
    case .string(let content): text.append(jsonString: content.span)
    case .array(let elements):
      text.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        element.append(to: &text)
      }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        text.append(jsonString: member.name.span)
        text.append(UInt8(ascii: ":"))
        member.value.append(to: &text)
      }
      text.append(UInt8(ascii: "}"))
    }
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// An object with these members, in this order.
  public init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { JSONMember(name: $0.0, value: $0.1) })
  }
}

extension JSONMember {
  public init(name: String, value: JSONValue) { self.init(name: Array(name.utf8), value: value) }
}
