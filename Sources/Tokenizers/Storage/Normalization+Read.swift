import Checkpoint

extension NormalizationTables {
  /// Opens the tables that are there; what a step needs is checked when the step is read.
  init(in checkpoint: Checkpoint) throws(CheckpointError) {
    func mapping(_ name: String) throws(CheckpointError) -> ScalarMapping? {
      checkpoint.hasSection("tokenizer.\(name).targets") ? try ScalarMapping(name, in: checkpoint) : nil
    }
    func table(_ name: String) throws(CheckpointError) -> ScalarTable? {
      checkpoint.hasSection("tokenizer.\(name).rows") ? try ScalarTable(name, in: checkpoint) : nil
    }
    canonical = try mapping("canonical")
    compatible = try mapping("compatible")
    lowercase = try mapping("lowercase")
    classes = try table("classes")
    sets = try table("sets")
    if checkpoint.hasSection("tokenizer.compositions") {
      compositions = try checkpoint.array("tokenizer.compositions", of: UInt32.self)
    }
  }
}

extension NormalizationStep {
  /// Reads the steps of a program.
  ///
  /// - Throws: `CheckpointError` where one is unknown, malformed, or lacks the table that it looks into.
  static func read(
    from program: inout ProgramReader, _ tables: NormalizationTables, _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> [NormalizationStep] {
    let count = try program.count("normalizers", ofSize: 1)
    var steps: [NormalizationStep] = []
    for _ in 0..<count { steps.append(try readOne(from: &program, tables, checkpoint)) }
    return steps
  }

  private static func readOne(
    from program: inout ProgramReader, _ tables: NormalizationTables, _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> NormalizationStep {
    let code = try program.code("normalizer", ProgramCode.Normalizer.self)
    func require(_ isThere: Bool) throws(CheckpointError) {
      guard isThere else { throw program.failure("has the normalizer \(code) without the table that it looks into") }
    }
    switch code {
    case .nfc, .nfd:
      try require(tables.canonical != nil && tables.classes != nil && (code == .nfd || tables.compositions != nil))
      return .decompose(compatible: false, composes: code == .nfc)
    case .nfkc, .nfkd:
      try require(tables.compatible != nil && tables.classes != nil && (code == .nfkd || tables.compositions != nil))
      return .decompose(compatible: true, composes: code == .nfkc)
    case .nmt: return .nmt
    case .lowercase:
      try require(tables.lowercase != nil)
      return .lowercase
    case .remove, .bertCleanUp:
      try require(tables.sets != nil)
      let bit = UInt16(try program.number("a set", below: 1 << 16))
      return code == .remove ? .remove(set: bit) : .bertCleanUp(controls: bit)
    case .spaceChinese: return .spaceChinese
    case .strip: return .strip(left: try program.flag("a side"), right: try program.flag("a side"))
    case .replace: return .replace(try program.pattern(), with: try program.scalars("a replacement"))
    case .prepend: return .prepend(try program.scalars("a text"))
    case .characterMap:
      try require(tables.classes != nil)
      return .characterMap(try CharacterMap(Int(try program.word()), in: checkpoint))
    }
  }
}

extension PreTokenizationStep {
  /// Reads the steps of a program.
  ///
  /// - Throws: `CheckpointError` where one is unknown, malformed, or lacks the table that it looks into.
  static func read(
    from program: inout ProgramReader, _ tables: NormalizationTables
  ) throws(CheckpointError) -> [PreTokenizationStep] {
    let count = try program.count("pre-tokenizers", ofSize: 1)
    var steps: [PreTokenizationStep] = []
    for _ in 0..<count { steps.append(try readOne(from: &program, tables)) }
    return steps
  }

  private static func readOne(
    from program: inout ProgramReader, _ tables: NormalizationTables
  ) throws(CheckpointError) -> PreTokenizationStep {
    func set() throws(CheckpointError) -> UInt16 {
      guard tables.sets != nil else { throw program.failure("has a pre-tokenizer without the table of its set") }
      return UInt16(try program.number("a set", below: 1 << 16))
    }
    func scalar() throws(CheckpointError) -> UInt32 {
      let value = try program.word()
      guard Unicode.Scalar(value) != nil else {
        throw program.failure("has the delimiter \(value), which is no scalar")
      }
      return value
    }
    switch try program.code("pre-tokenizer", ProgramCode.PreTokenizer.self) {
    case .whitespaceSplit: return .whitespaceSplit
    case .wordRuns: return .wordRuns(word: try set())
    case .metaspace:
      return .metaspace(
        replacement: try scalar(),
        prepend: try program.code("scheme", TokenizerDefinition.PrependScheme.self), splits: try program.flag("splits"))
    case .members:
      return .members(set: try set(), try program.code("behavior", TokenizerDefinition.DelimiterBehavior.self))
    case .delimiter: return .delimiter(try scalar())
    case .pattern:
      return .pattern(
        try program.pattern(), try program.code("behavior", TokenizerDefinition.DelimiterBehavior.self),
        inverted: try program.flag("whether it is inverted"))
    }
  }
}
