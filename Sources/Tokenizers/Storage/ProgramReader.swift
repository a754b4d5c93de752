import Checkpoint

/// Reads and checks the words of a program, which may be damaged or hostile.
package struct ProgramReader {
  private let path: String
  private let words: MappedArray<UInt32>
  private var position = 0

  package init(_ checkpoint: Checkpoint) throws(CheckpointError) {
    path = checkpoint.path
    words = try checkpoint.array("tokenizer.program", of: UInt32.self)
    let format = try word()
    guard format == ProgramCode.format else {
      throw failure("has format \(format); format \(ProgramCode.format) was expected, so convert the model again")
    }
  }

  func failure(_ problem: String) -> CheckpointError {
    CheckpointError(path: path, field: "section 'tokenizer.program'", problem: problem)
  }

  /// Whether every word has been read.
  var isAtEnd: Bool { position == words.count }

  mutating func word() throws(CheckpointError) -> UInt32 {
    guard position < words.count else { throw failure("ends too early, after \(words.count) words") }
    position += 1
    return words[position - 1]
  }

  /// Reads a number that must be less than `limit`. The error calls it `name`.
  mutating func number(_ name: String, below limit: Int) throws(CheckpointError) -> Int {
    let value = Int(try word())
    guard value < limit else {
      throw failure("word \(position - 1), \(name), is \(value); less than \(limit) was expected")
    }
    return value
  }

  /// Reads the number of the entries that follow, each of at least `size` words.
  mutating func count(_ name: String, ofSize size: Int) throws(CheckpointError) -> Int {
    // The number itself takes a word.
    try number("the number of \(name)", below: max(words.count - position - 1, 0) / size + 1)
  }

  /// Reads the number of the normalizers or pre-tokenizers that follow.
  mutating func stepCount(_ name: String) throws(CheckpointError) -> Int {
    try number("the number of \(name)", below: ProgramCode.maximumStepCount + 1)
  }

  mutating func flag(_ name: String) throws(CheckpointError) -> Bool { try number(name, below: 2) == 1 }

  mutating func list(_ name: String) throws(CheckpointError) -> [UInt32] {
    let count = try count(name, ofSize: 1)
    position += count
    return (position - count..<position).map { words[$0] }
  }

  /// Reads a list of Unicode scalars.
  mutating func scalars(_ name: String) throws(CheckpointError) -> [UInt32] {
    let list = try list(name)
    guard list.count <= ProgramCode.maximumContentLength else {
      throw failure("\(name) has \(list.count) scalars; at most \(ProgramCode.maximumContentLength) were expected")
    }
    guard list.allSatisfy({ Unicode.Scalar($0) != nil }) else {
      throw failure("\(name) holds a number that is not a Unicode scalar")
    }
    return list
  }

  mutating func double() throws(CheckpointError) -> Double {
    let low = UInt64(try word())
    return Double(bitPattern: low | UInt64(try word()) << 32)
  }

  mutating func code<Code: RawRepresentable<UInt32>>(
    _ name: String, _: Code.Type
  ) throws(CheckpointError) -> Code {
    let raw = try word()
    guard let code = Code(rawValue: raw) else {
      throw failure("word \(position - 1), the \(name), is \(raw), which is unknown")
    }
    return code
  }

  mutating func pattern() throws(CheckpointError) -> ScalarPattern {
    switch try code("pattern", ProgramCode.Pattern.self) {
    case .text:
      let text = try scalars("a pattern")
      guard !text.isEmpty else { throw failure("has a pattern without a scalar") }
      return .text(text)
    case .run:
      let bounds = try list("a class")
      let isAscending = zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }
      guard bounds.count % 2 == 0, isAscending, bounds.last ?? 0 < 0x110000 else {
        throw failure("has a class whose ranges do not ascend")
      }
      let ranges = stride(from: 0, to: bounds.count, by: 2).map { bounds[$0]...bounds[$0 + 1] }
      let (minimum, maximum) = (Int(try word()), Int(try word()))
      guard minimum > 0, maximum == 0 || maximum >= minimum else {
        throw failure("has a pattern of \(minimum) to \(maximum) scalars, which is impossible")
      }
      return .run(ScalarClass(ranges), minimum: minimum, maximum: maximum == 0 ? .max : maximum)
    }
  }
}
