import Tokenizers

/// Reads a pattern in the part of Oniguruma's syntax that tokenizers use, and compiles it: literals, `.`, classes,
/// `\s \d \w \h \p{...}` and their complements, groups, alternatives, greedy and lazy repetition, `^ $ \A \z \b`, and
/// looking at one scalar ahead or behind. Everything else is refused by name.
struct PatternCompiler {
  private typealias ScalarClass = PatternProgram.ScalarClass

  private indirect enum Node {
    case scalar(ScalarSet)
    case sequence([Node])
    case alternatives([Node])
    case repetition(Node, minimum: Int, maximum: Int?, isLazy: Bool)
    case condition(PatternProgram.Instruction)
    case look(ScalarSet, ahead: Bool, isNegated: Bool)
    case wordBoundary(isNegated: Bool)

    var canBeEmpty: Bool {
      switch self {
      case .scalar: false
      case .sequence(let nodes): nodes.allSatisfy(\.canBeEmpty)
      case .alternatives(let nodes): nodes.contains(where: \.canBeEmpty)
      case .repetition(let node, let minimum, _, _): minimum == 0 || node.canBeEmpty
      case .condition, .look, .wordBoundary: true
      }
    }
  }

  private static let maximumInstructionCount = 10_000
  private static let maximumDepth = 100

  private let part: String
  private let source: String
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private var instructions: [PatternProgram.Instruction] = []
  private var classes: [ScalarClass] = []

  private init(_ source: String, part: String) {
    scalars = Array(source.unicodeScalars)
    self.source = source
    self.part = part
  }

  /// - Parameter part: the component whose pattern it is, for the error.
  /// - Throws: where the pattern is malformed, beyond the syntax above, or matches an empty text.
  static func compile(_ pattern: TextPattern, part: String) throws(TokenizerDefinitionError) -> PatternProgram {
    let bytes =
      switch pattern {
      case .literal(let bytes), .expression(let bytes): bytes
      }
    let source = String(decoding: bytes, as: UTF8.self)
    var compiler = PatternCompiler(source, part: part)
    var node: Node
    if case .literal = pattern {
      node = .sequence(compiler.scalars.map { .scalar(ScalarSet([$0.value...$0.value])) })
    } else {
      node = try compiler.parseAlternatives()
      guard compiler.position == compiler.scalars.count else { throw compiler.failure("has a ')' too many") }
    }
    if case .sequence(let nodes) = node, nodes.count == 1 { node = nodes[0] }
    guard !node.canBeEmpty else { throw compiler.failure("matches an empty text, which is not supported") }
    try compiler.emit(node)
    try compiler.emit(.match)
    var runMinimum: Int?
    switch node {
    case .repetition(.scalar, let minimum, nil, false): runMinimum = minimum
    default: break
    }
    return PatternProgram(
      instructions: compiler.instructions, classes: compiler.classes, runMinimum: runMinimum)
  }

  private func failure(_ problem: String) -> TokenizerDefinitionError {
    TokenizerDefinitionError(part: part, problem: "the pattern '\(source)' \(problem)")
  }

  // MARK: Instructions

  private mutating func emit(_ instruction: PatternProgram.Instruction) throws(TokenizerDefinitionError) {
    guard instructions.count < Self.maximumInstructionCount else { throw failure("is too large") }
    instructions.append(instruction)
  }

  private mutating func index(of set: ScalarSet) -> Int {
    let new = ScalarClass(bounds: set.bounds)
    if let index = classes.firstIndex(of: new) { return index }
    classes.append(new)
    return classes.count - 1
  }

  private mutating func emit(_ node: Node) throws(TokenizerDefinitionError) {
    switch node {
    case .scalar(let set): try emit(.scalar(class: index(of: set)))
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .condition(let instruction): try emit(instruction)
    case .look(let set, let ahead, let isNegated):
      try emit(.look(class: index(of: set), ahead: ahead, isNegated: isNegated))
    case .wordBoundary(let isNegated): try emit(.wordBoundary(word: index(of: .word), isNegated: isNegated))
    case .alternatives(let nodes):
      var jumps: [Int] = []
      for (number, node) in nodes.enumerated() {
        guard number + 1 < nodes.count else {
          try emit(node)
          break
        }
        let split = instructions.count
        try emit(.jump(0))
        try emit(node)
        jumps.append(instructions.count)
        try emit(.jump(0))
        instructions[split] = .split(split + 1, instructions.count)
      }
      for jump in jumps { instructions[jump] = .jump(instructions.count) }
    case .repetition(let node, let minimum, let maximum, let isLazy):
      try emitRepetition(of: node, minimum, maximum, isLazy)
    }
  }

  private mutating func emitRepetition(
    of node: Node, _ minimum: Int, _ maximum: Int?, _ isLazy: Bool
  ) throws(TokenizerDefinitionError) {
    func split(_ inside: Int, _ after: Int) -> PatternProgram.Instruction {
      isLazy ? .split(after, inside) : .split(inside, after)
    }
    for _ in 0..<minimum { try emit(node) }
    guard let maximum else {
      let start = instructions.count
      try emit(.jump(0))
      try emit(node)
      try emit(.jump(start))
      instructions[start] = split(start + 1, instructions.count)
      return
    }
    var splits: [Int] = []
    for _ in minimum..<max(minimum, maximum) {
      splits.append(instructions.count)
      try emit(.jump(0))
      try emit(node)
    }
    for place in splits { instructions[place] = split(place + 1, instructions.count) }
  }

  // MARK: Syntax

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func skip(_ text: String) -> Bool {
    let wanted = text.unicodeScalars
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func parseAlternatives() throws(TokenizerDefinitionError) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure("is nested too deep") }
    var alternatives: [Node] = []
    repeat {
      var nodes: [Node] = []
      while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try parseRepetition()) }
      alternatives.append(.sequence(nodes))
    } while skip("|")
    return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
  }

  private mutating func parseRepetition() throws(TokenizerDefinitionError) -> Node {
    var node = try parseAtom()
    while let scalar = next {
      var bounds: (minimum: Int, maximum: Int?)
      switch scalar {
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "?": bounds = (0, 1)
      case "{":
        guard let counted = parseCounts() else { return node }
        bounds = counted
        position -= 1
      default: return node
      }
      position += 1
      let isCounted = scalar == "{"
      if next == "+", !isCounted { throw failure("has a possessive repetition, which is not supported") }
      let isLazy = next == "?"
      if isLazy { position += 1 }
      if let maximum = bounds.maximum, maximum < bounds.minimum { throw failure("repeats at most \(maximum) times") }
      node = .repetition(node, minimum: bounds.minimum, maximum: bounds.maximum, isLazy: isLazy)
    }
    return node
  }

  /// `{2}`, `{2,}`, `{,2}`, `{2,3}`; anything else in braces stands for itself.
  private mutating func parseCounts() -> (minimum: Int, maximum: Int?)? {
    let start = position
    position += 1
    func number() -> Int? {
      var value: Int?
      while let scalar = next, scalar >= "0", scalar <= "9", (value ?? 0) < 10_000 {
        value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
        position += 1
      }
      return value
    }
    let minimum = number()
    var maximum = minimum
    if skip(",") {
      maximum = number()
      if minimum == nil, maximum == nil {
        position = start
        return nil
      }
    } else if minimum == nil {
      position = start
      return nil
    }
    guard skip("}") else {
      position = start
      return nil
    }
    return (minimum ?? 0, maximum)
  }

  private mutating func parseAtom() throws(TokenizerDefinitionError) -> Node {
    guard let scalar = next else { throw failure("ends early") }
    position += 1
    switch scalar {
    case "(": return try parseGroup()
    case "[": return .scalar(try parseClass())
    case ".": return .scalar(ScalarSet([0x0A...0x0A]).complement)
    case "^": return .condition(.lineStart)
    case "$": return .condition(.lineEnd)
    case "\\": return try parseEscape()
    case "*", "+", "?": throw failure("repeats nothing")
    default: return .scalar(ScalarSet([scalar.value...scalar.value]))
    }
  }

  private mutating func parseGroup() throws(TokenizerDefinitionError) -> Node {
    for (opening, ahead, isNegated) in [
      ("?=", true, false), ("?!", true, true), ("?<=", false, false), ("?<!", false, true),
    ] where skip(opening) {
      var node = try parseAlternatives()
      guard skip(")") else { throw failure("lacks a ')'") }
      if case .sequence(let nodes) = node, nodes.count == 1 { node = nodes[0] }
      guard case .scalar(let set) = node else { throw failure("looks around by more than one character") }
      return .look(set, ahead: ahead, isNegated: isNegated)
    }
    if next == "?", !skip("?:") { throw failure("has a kind of group that is not supported") }
    let node = try parseAlternatives()
    guard skip(")") else { throw failure("lacks a ')'") }
    return node
  }

  private mutating func parseEscape() throws(TokenizerDefinitionError) -> Node {
    switch next {
    case "A":
      position += 1
      return .condition(.textStart)
    case "z":
      position += 1
      return .condition(.textEnd)
    case "b", "B":
      position += 1
      return .wordBoundary(isNegated: scalars[position - 1] == "B")
    default: return .scalar(try parseEscapedSet())
    }
  }

  /// What follows a backslash, in a class or outside.
  private mutating func parseEscapedSet() throws(TokenizerDefinitionError) -> ScalarSet {
    guard let scalar = next else { throw failure("ends with a backslash") }
    position += 1
    switch scalar {
    case "s": return .space
    case "S": return ScalarSet.space.complement
    case "d": return ScalarSet.category("Nd") ?? ScalarSet([])
    case "D": return (ScalarSet.category("Nd") ?? ScalarSet([])).complement
    case "w": return .word
    case "W": return ScalarSet.word.complement
    case "h": return .hexadecimalDigit
    case "H": return ScalarSet.hexadecimalDigit.complement
    case "p", "P": return try parseProperty(isNegated: scalar == "P")
    case "t": return ScalarSet([0x09...0x09])
    case "n": return ScalarSet([0x0A...0x0A])
    case "v": return ScalarSet([0x0B...0x0B])
    case "f": return ScalarSet([0x0C...0x0C])
    case "r": return ScalarSet([0x0D...0x0D])
    case "a": return ScalarSet([0x07...0x07])
    case "e": return ScalarSet([0x1B...0x1B])
    case "x", "u":
      let value = try parseHexadecimal(isFourDigits: scalar == "u")
      return ScalarSet([value...value])
    default:
      let isLetterOrDigit = scalar.value &- 0x30 < 10 || (scalar.value | 0x20) &- 0x61 < 26
      guard !isLetterOrDigit else {
        throw failure("has the escape '\\\(Character(scalar))', which is not supported")
      }
      return ScalarSet([scalar.value...scalar.value])
    }
  }

  private mutating func parseHexadecimal(isFourDigits: Bool) throws(TokenizerDefinitionError) -> UInt32 {
    let isBraced = !isFourDigits && skip("{")
    var digits = ""
    while let digit = next, digits.count < (isBraced ? 8 : isFourDigits ? 4 : 2), digit.properties.isASCIIHexDigit {
      digits.unicodeScalars.append(digit)
      position += 1
    }
    guard let value = UInt32(digits, radix: 16), value < 0x110000, !isBraced || skip("}"),
      !isFourDigits || digits.count == 4
    else { throw failure("has a malformed hexadecimal escape") }
    return value
  }

  private mutating func parseProperty(isNegated: Bool) throws(TokenizerDefinitionError) -> ScalarSet {
    guard skip("{") else { throw failure("has a \\p without braces") }
    let isComplement = skip("^") != isNegated
    var name = ""
    while let scalar = next, scalar != "}" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard skip("}") else { throw failure("has a \\p{ without end") }
    guard let set = ScalarSet.category(name) else {
      throw failure("asks for the property '\(name)', which is not supported")
    }
    return isComplement ? set.complement : set
  }

  /// The inside of brackets.
  private mutating func parseClass() throws(TokenizerDefinitionError) -> ScalarSet {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure("is nested too deep") }
    let isNegated = skip("^")
    var set = ScalarSet([])
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if skip("[:") || skip("&&") { throw failure("has a POSIX class or an intersection, which is not supported") }
      position += 1
      var item: ScalarSet
      switch scalar {
      case "[": item = try parseClass()
      case "\\":
        if skip("b") { item = ScalarSet([0x08...0x08]) } else { item = try parseEscapedSet() }
      default: item = ScalarSet([scalar.value...scalar.value])
      }
      if let first = item.onlyScalar, next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
        position += 1
        guard let end = next else { throw failure("ends early") }
        position += 1
        let last = end == "\\" ? try parseEscapedSet().onlyScalar : end.value
        guard end != "[", let last, last >= first else { throw failure("has a range that is none") }
        item = ScalarSet([first...last])
      }
      set = set.union(item)
    }
    guard skip("]") else { throw failure("lacks a ']'") }
    return isNegated ? set.complement : set
  }
}
