/// Finds the elements of a JSON array that is a whole input, in a stream of bytes: it knows strings, brackets and commas, and
/// leaves it to who reads an element whether it is one.
///
/// An element's record begins with the bracket or comma in front of it, and the mark behind it belongs to the next one: so from
/// every place between two records one can go on without knowing what was before.
struct ArrayElements {
  private enum State {
    /// Nothing but blanks so far.
    case outside
    /// Behind an element, where a comma or the array's end comes.
    case between
    /// Behind the opening bracket, or behind a comma.
    case first, next
    case element
    case string, escape
    /// Behind the array's end.
    case behind
  }

  private var state = State.outside
  /// Brackets that are open inside the element.
  private var depth = 0
  /// Bytes of the record that have been looked at.
  private var count = 0
  /// Bytes of the record before the element itself.
  private(set) var leadCount = 0
  /// Why the input is no array; nothing more is found then.
  private(set) var problem: String?

  /// What is wrong with an input that ends here; nil for a whole array.
  var problemAtEnd: String? {
    switch state {
    case .outside: "is empty; an array of objects was expected"
    case .behind: nil
    case .between, .first, .next, .element, .string, .escape: "ends inside its array: it is cut short"
    }
  }

  /// Starts a new record behind an element.
  mutating func reset() {
    state = .between
    (depth, count, leadCount) = (0, 0, 0)
  }

  /// The index of the mark that the element's record ends in front of, nil where it goes on beyond these bytes or there is none.
  mutating func findEnd(in bytes: Span<UInt8>) -> Int? {
    guard problem == nil else { return nil }
    for index in bytes.indices {
      if take(bytes[index]) { return index }
      if problem != nil { return nil }
      count += 1
    }
    return nil
  }

  /// Goes on by a byte; true where it is the mark behind an element, which is then not part of the record.
  private mutating func take(_ byte: UInt8) -> Bool {
    switch state {
    case .string:
      if byte == UInt8(ascii: "\"") { state = .element } else if byte == UInt8(ascii: "\\") { state = .escape }
    case .escape: state = .string
    case .element: return takeInElement(byte)
    case _ where Self.isBlank(byte): break
    case .outside: open(byte)
    case .between: separate(byte)
    case .first where byte == UInt8(ascii: "]"): state = .behind
    case .first, .next:
      state = .element
      leadCount = count
      return takeInElement(byte)
    case .behind: problem = "goes on behind the end of its array"
    }
    return false
  }

  private mutating func takeInElement(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""): state = .string
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: ","), UInt8(ascii: "]"):
      if depth == 0 { return true }
      if byte == UInt8(ascii: "]") { depth -= 1 }
    case UInt8(ascii: "}"): depth = max(0, depth - 1)
    default: break
    }
    return false
  }

  private mutating func open(_ byte: UInt8) {
    guard byte != UInt8(ascii: "[") else { return state = .first }
    problem =
      byte == UInt8(ascii: "{")
      ? "begins with '{' and is no array; -i jsonl reads an object a line" : "is no JSON array, which begins with '['"
  }

  private mutating func separate(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ","): state = .next
    case UInt8(ascii: "]"): state = .behind
    default: problem = "has neither ',' nor ']' behind an element of its array"
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }
}
