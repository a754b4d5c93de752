import Checkpoint

/// Reads the words of a program, which may hold anything.
package struct ProgramReader {
  private static let maximumInstructionCount = 20_000

  private let path: String
  private let words: MappedArray<UInt32>
  private var position = 0

  package init(_ checkpoint: Checkpoint) throws(CheckpointError) {
    path = checkpoint.path
    words = try checkpoint.array("tokenizer.program", of: UInt32.self)
    let format = try word()
    guard format == ProgramCode.format else {
      throw failure("is of format \(format); this program reads format \(ProgramCode.format)")
    }
  }

  func failure(_ problem: String) -> CheckpointError {
    CheckpointError(path: path, field: "section 'tokenizer.program'", problem: problem)
  }

  /// Whether every word has been read.
  var isAtEnd: Bool { position == words.count }

  mutating func word() throws(CheckpointError) -> UInt32 {
    guard position < words.count else { throw failure("ends early, after \(words.count) words") }
    position += 1
    return words[position - 1]
  }

  /// A number that must be less than `limit`; `name` says what it counts or names.
  mutating func number(_ name: String, below limit: Int) throws(CheckpointError) -> Int {
    let value = Int(try word())
    guard value < limit else {
      throw failure("word \(position - 1), \(name), is \(value); less than \(limit) was expected")
    }
    return value
  }

  /// The number of entries that follow, each of at least `size` words.
  mutating func count(_ name: String, ofSize size: Int) throws(CheckpointError) -> Int {
    // The number itself is a word, too.
    try number("the number of \(name)", below: max(words.count - position - 1, 0) / size + 1)
  }

  mutating func flag(_ name: String) throws(CheckpointError) -> Bool { try number(name, below: 2) == 1 }

  mutating func list(_ name: String) throws(CheckpointError) -> [UInt32] {
    let count = try count(name, ofSize: 1)
    position += count
    return (position - count..<position).map { words[$0] }
  }

  /// A list of Unicode scalars.
  mutating func scalars(_ name: String) throws(CheckpointError) -> [UInt32] {
    let list = try list(name)
    guard list.count <= ProgramCode.maximumContentLength else { throw failure("\(name) has \(list.count) scalars") }
    guard list.allSatisfy({ Unicode.Scalar($0) != nil }) else {
      throw failure("\(name) holds a number that is no scalar")
    }
    return list
  }

  /// The end of a program: two words that were for a length that no run looks at, then the side that is cut.
  mutating func truncatesLeft() throws(CheckpointError) -> Bool {
    for _ in 0..<2 { _ = try word() }
    return try flag("the side that is cut")
  }

  mutating func double() throws(CheckpointError) -> Double {
    let low = UInt64(try word())
    return Double(bitPattern: low | UInt64(try word()) << 32)
  }

  mutating func code<Code: RawRepresentable<UInt32>>(
    _ name: String, _: Code.Type
  ) throws(CheckpointError) -> Code {
    let raw = try word()
    guard let code = Code(rawValue: raw) else { throw failure("word \(position - 1) is the unknown \(name) \(raw)") }
    return code
  }

  mutating func pattern() throws(CheckpointError) -> PatternProgram {
    let count = try count("instructions", ofSize: 3)
    guard count > 0, count <= Self.maximumInstructionCount else {
      throw failure("has a pattern of \(count) instructions")
    }
    var raw: [(ProgramCode.Instruction, Int, Int)] = []
    for _ in 0..<count {
      let opcode = try code("instruction", ProgramCode.Instruction.self)
      raw.append((opcode, Int(try word()), Int(try word())))
    }
    let classCount = try self.count("classes", ofSize: 1)
    var classes: [PatternProgram.ScalarClass] = []
    for _ in 0..<classCount {
      let bounds = try list("a class")
      let isAscending = zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }
      guard bounds.count % 2 == 0, isAscending, bounds.last ?? 0 < 0x110000 else {
        throw failure("has a class whose ranges do not ascend")
      }
      classes.append(PatternProgram.ScalarClass(bounds: bounds))
    }
    var instructions: [PatternProgram.Instruction] = []
    for (opcode, first, second) in raw {
      let usesClass: Bool
      switch opcode {
      case .scalar, .wordBoundary, .notWordBoundary, .ahead, .notAhead, .behind, .notBehind: usesClass = true
      default: usesClass = false
      }
      guard first < (usesClass ? classCount : count), second < count else {
        throw failure("has a pattern that points outside itself")
      }
      instructions.append(Self.instruction(opcode, first, second))
    }
    // Whatever goes on to the next instruction must have one.
    guard instructions.last == .match else { throw failure("has a pattern without end") }
    let run = Int(try word()) - 1
    guard run < 0 || !classes.isEmpty else { throw failure("has a pattern without classes") }
    return PatternProgram(instructions: instructions, classes: classes, runMinimum: run < 0 ? nil : max(run, 1))
  }

  private static func instruction(
    _ opcode: ProgramCode.Instruction, _ first: Int, _ second: Int
  ) -> PatternProgram.Instruction {
    switch opcode {
    case .scalar: .scalar(class: first)
    case .split: .split(first, second)
    case .jump: .jump(first)
    case .lineStart: .lineStart
    case .lineEnd: .lineEnd
    case .textStart: .textStart
    case .textEnd: .textEnd
    case .wordBoundary: .wordBoundary(word: first, isNegated: false)
    case .notWordBoundary: .wordBoundary(word: first, isNegated: true)
    case .ahead: .look(class: first, ahead: true, isNegated: false)
    case .notAhead: .look(class: first, ahead: true, isNegated: true)
    case .behind: .look(class: first, ahead: false, isNegated: false)
    case .notBehind: .look(class: first, ahead: false, isNegated: true)
    case .match: .match
    }
  }
}
