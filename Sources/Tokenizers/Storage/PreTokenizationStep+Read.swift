import Checkpoint

extension PreTokenizationStep {
  /// Reads the steps of a program.
  ///
  /// - Throws: `CheckpointError` where one is unknown or malformed, or its table is missing.
  static func read(
    from program: inout ProgramReader, _ tables: NormalizationTables
  ) throws(CheckpointError) -> [PreTokenizationStep] {
    let count = try program.stepCount("pre-tokenizers")
    var steps: [PreTokenizationStep] = []
    for _ in 0..<count { steps.append(try readOne(from: &program, tables)) }
    return steps
  }

  private static func readOne(
    from program: inout ProgramReader, _ tables: NormalizationTables
  ) throws(CheckpointError) -> PreTokenizationStep {
    func set() throws(CheckpointError) -> UInt16 {
      guard tables.sets != nil else {
        throw program.failure("has a pre-tokenizer, but the table of its set is missing")
      }
      return UInt16(try program.number("a set", below: 1 << 16))
    }
    func scalar() throws(CheckpointError) -> UInt32 {
      let value = try program.word()
      guard Unicode.Scalar(value) != nil else {
        throw program.failure("has the delimiter \(value), which is not a Unicode scalar")
      }
      return value
    }
    switch try program.code("pre-tokenizer", ProgramCode.PreTokenizer.self) {
    case .whitespaceSplit: return .whitespaceSplit
    case .wordRuns: return .wordRuns(word: try set())
    case .metaspace:
      return .metaspace(
        replacement: try scalar(),
        prepend: try program.code("scheme", PrependScheme.self), splits: try program.flag("splits"))
    case .members:
      return .members(set: try set(), try program.code("behavior", DelimiterBehavior.self))
    case .delimiter: return .delimiter(try scalar())
    case .pattern:
      return .pattern(
        try program.pattern(), try program.code("behavior", DelimiterBehavior.self),
        inverted: try program.flag("whether it is inverted"))
    }
  }
}
