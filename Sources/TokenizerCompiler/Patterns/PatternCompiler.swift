import Tokenizers

/// Reads a pattern in the part of Oniguruma's syntax that the tokenizers of ALBERT models use: a text (`''`), or a character or class
/// with a repetition (` {2,}`, `\s+`, `[0-9]{1,3}`). Everything else is refused by name.
struct PatternCompiler {
  private static let maximumCount = 100_000

  private let part: String
  private let source: [UInt8]
  private let scalars: [UInt32]
  private var position = 0

  private init(_ source: [UInt8], part: String) {
    self.source = source
    self.part = part
    scalars = source.decodedScalars
  }

  /// - Parameter part: the component that has the pattern, for the error.
  /// - Throws: `TokenizerDefinitionError` where the pattern is malformed or not supported, or matches an empty text.
  static func compile(_ pattern: TextPattern, part: String) throws(TokenizerDefinitionError) -> ScalarPattern {
    let compiled: ScalarPattern
    var compiler: PatternCompiler
    switch pattern {
    case .literal(let bytes):
      compiler = PatternCompiler(bytes, part: part)
      compiled = .text(compiler.scalars)
    case .expression(let bytes):
      compiler = PatternCompiler(bytes, part: part)
      compiled = try compiler.parse()
    }
    if case .text(let text) = compiled {
      guard !text.isEmpty else { throw compiler.failure("matches an empty text, which is not supported") }
      guard text.count <= ProgramCode.maximumContentLength else {
        throw compiler.failure(
          "has \(text.count) characters; at most \(ProgramCode.maximumContentLength) are supported")
      }
    }
    return compiled
  }

  private func failure(_ problem: String) -> TokenizerDefinitionError {
    let shown = String(decoding: source.prefix(80), as: UTF8.self)
    return TokenizerDefinitionError(part: part, problem: "the pattern '\(shown)' \(problem)")
  }

  private var next: UInt32? { position < scalars.count ? scalars[position] : nil }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar.value else { return false }
    position += 1
    return true
  }

  private mutating func parse() throws(TokenizerDefinitionError) -> ScalarPattern {
    var text: [UInt32] = []
    while next != nil {
      let set = try parseAtom()
      let (minimum, maximum) = try parseCount()
      if let scalar = set.onlyScalar, minimum == 1, maximum == 1 {
        text.append(scalar)
      } else if text.isEmpty, position == scalars.count {
        return .run(ScalarClass(set.ranges), minimum: minimum, maximum: maximum)
      } else {
        throw failure("is not supported: a text, or one character or class with a repetition, was expected")
      }
    }
    return .text(text)
  }

  /// Reads a character or a class.
  private mutating func parseAtom() throws(TokenizerDefinitionError) -> ScalarSet {
    guard let scalar = next else { throw failure("ends early") }
    position += 1
    switch Unicode.Scalar(scalar) {
    case "[": return try parseClass()
    case "\\": return try parseEscape()
    case "(", ")", "|", ".", "^", "$", "*", "+", "?":
      throw failure("has a '\(Character(Unicode.Scalar(scalar) ?? " "))' in a place that is not supported")
    default: return ScalarSet([scalar...scalar])
    }
  }

  /// Reads a repetition: `+`, `{2}`, `{2,}`, `{2,3}`, or nothing for once.
  private mutating func parseCount() throws(TokenizerDefinitionError) -> (minimum: Int, maximum: Int) {
    var bounds = (minimum: 1, maximum: 1)
    if skip("+") {
      bounds.maximum = .max
    } else if skip("{") {
      guard let minimum = parseNumber() else { throw failure("has a '{' without a number, which is not supported") }
      bounds = (minimum, minimum)
      if skip(",") { bounds.maximum = parseNumber() ?? .max }
      guard skip("}") else { throw failure("has a '{' without its '}', which is not supported") }
      guard minimum > 0 else { throw failure("matches an empty text, which is not supported") }
      guard bounds.maximum >= minimum else {
        throw failure("repeats at least \(minimum) and at most \(bounds.maximum) times")
      }
    }
    for sign: Unicode.Scalar in ["*", "+", "?", "{"] where next == sign.value {
      throw failure("has a '\(Character(sign))' in a place that is not supported")
    }
    return bounds
  }

  private mutating func parseNumber() -> Int? {
    var value: Int?
    while let digit = next, digit &- 0x30 < 10, value ?? 0 <= Self.maximumCount {
      value = (value ?? 0) * 10 + Int(digit - 0x30)
      position += 1
    }
    return value.flatMap { $0 <= Self.maximumCount ? $0 : nil }
  }

  /// Reads an escape after its backslash, in a class or outside.
  private mutating func parseEscape() throws(TokenizerDefinitionError) -> ScalarSet {
    guard let scalar = next else { throw failure("ends with a backslash") }
    position += 1
    switch Unicode.Scalar(scalar) {
    case "s": return .space
    case "S": return ScalarSet.space.complement
    case "t": return ScalarSet([0x09...0x09])
    case "n": return ScalarSet([0x0A...0x0A])
    case "r": return ScalarSet([0x0D...0x0D])
    default:
      let isLetterOrDigit = scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26
      guard !isLetterOrDigit, let shown = Unicode.Scalar(scalar) else {
        throw failure("has the escape '\\\(Character(Unicode.Scalar(scalar) ?? " "))', which is not supported")
      }
      return ScalarSet([shown.value...shown.value])
    }
  }

  /// Reads a class after its `[`.
  private mutating func parseClass() throws(TokenizerDefinitionError) -> ScalarSet {
    let isNegated = skip("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = next, scalar != 0x5D || isFirst {
      isFirst = false
      let item = try parseClassItem()
      if let first = item.onlyScalar, next == 0x2D, position + 1 < scalars.count, scalars[position + 1] != 0x5D {
        position += 1
        guard let last = try parseClassItem().onlyScalar, last >= first else {
          throw failure("has a range whose end is not a character after its start")
        }
        ranges.append(first...last)
      } else {
        ranges += item.ranges
      }
    }
    guard skip("]") else { throw failure("lacks a ']'") }
    let set = ScalarSet(ranges)
    return isNegated ? set.complement : set
  }

  private mutating func parseClassItem() throws(TokenizerDefinitionError) -> ScalarSet {
    guard let scalar = next else { throw failure("lacks a ']'") }
    position += 1
    if scalar == 0x5B || scalar == 0x26 && next == 0x26 {
      throw failure("has a class in a class or an intersection, which is not supported")
    }
    return scalar == 0x5C ? try parseEscape() : ScalarSet([scalar...scalar])
  }
}
