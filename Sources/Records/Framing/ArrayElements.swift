/// Finds the elements of a JSON array in a stream of bytes. The array is the whole input. Only strings, brackets and commas
/// are understood; whoever reads an element checks whether it is valid JSON.
///
/// An element's record begins with the bracket or comma before it, and the comma or bracket after it belongs to the next
/// record. So a reader can go on at any position between two records without knowing what was before.
struct ArrayElements {
  private enum State {
    /// Before the array: only blanks so far.
    case outside
    /// After an element: a comma or the array's end comes.
    case between
    /// After the opening bracket, and after a comma.
    case first, next
    case element
    case string, escape
    /// After the array's end.
    case after
  }

  private var state = State.outside
  /// The number of brackets that are open inside the element.
  private var depth = 0
  /// The number of the record's bytes so far.
  private var count = 0
  /// The number of the record's bytes before its element.
  private(set) var leadCount = 0
  /// Why the input is not an array. Nothing more is found then.
  private(set) var problem: String?

  /// Why an input that ends here is not a whole array; nil if it is one.
  var problemAtEnd: String? {
    switch state {
    case .outside: "is empty; an array of objects was expected"
    case .after: nil
    case .between, .first, .next, .element, .string, .escape: "ends inside its array: it is cut short"
    }
  }

  /// Starts a new record after an element.
  mutating func reset() {
    state = .between
    (depth, count, leadCount) = (0, 0, 0)
  }

  /// The index of the comma or bracket before which the element's record ends; nil if the record goes on after these bytes,
  /// or if there is no element.
  mutating func findEnd(in bytes: Span<UInt8>) -> Int? {
    guard problem == nil else { return nil }
    for index in bytes.indices {
      if take(bytes[index]) { return index }
      if problem != nil { return nil }
      count += 1
    }
    return nil
  }

  /// Takes the next byte. Returns true if it is the comma or bracket after an element, which belongs to the next record.
  private mutating func take(_ byte: UInt8) -> Bool {
    switch state {
    case .string:
      if byte == UInt8(ascii: "\"") { state = .element } else if byte == UInt8(ascii: "\\") { state = .escape }
    case .escape: state = .string
    case .element: return takeInElement(byte)
    case _ where Self.isBlank(byte): break
    case .outside: open(byte)
    case .between: separate(byte)
    case .first where byte == UInt8(ascii: "]"): state = .after
    case .first, .next:
      state = .element
      leadCount = count
      return takeInElement(byte)
    case .after: problem = "goes on after the end of its array"
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
      ? "begins with '{', so it is not an array; -i jsonl reads an object on each line"
      : "is not a JSON array, which begins with '['"
  }

  private mutating func separate(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ","): state = .next
    case UInt8(ascii: "]"): state = .after
    default: problem = "has neither ',' nor ']' after an element of its array"
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
  }
}
