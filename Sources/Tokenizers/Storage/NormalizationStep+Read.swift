import Checkpoint

extension Normalization {
  /// Reads a program's normalizers, which come first.
  package init(from program: inout ProgramReader, in checkpoint: Checkpoint) throws(CheckpointError) {
    let tables = try NormalizationTables(in: checkpoint)
    self.init(steps: try NormalizationStep.read(from: &program, tables, checkpoint), tables: tables)
  }
}

extension NormalizationStep {
  /// Reads the steps of a program.
  ///
  /// - Throws: `CheckpointError` where one is unknown or malformed, or its table is missing.
  static func read(
    from program: inout ProgramReader, _ tables: NormalizationTables, _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> [NormalizationStep] {
    let count = try program.stepCount("normalizers")
    var steps: [NormalizationStep] = []
    for _ in 0..<count { steps.append(try readOne(from: &program, tables, checkpoint)) }
    return steps
  }

  private static func readOne(
    from program: inout ProgramReader, _ tables: NormalizationTables, _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> NormalizationStep {
    let code = try program.code("normalizer", ProgramCode.Normalizer.self)
    func require(_ isThere: Bool) throws(CheckpointError) {
      guard isThere else { throw program.failure("has the normalizer \(code), but its table is missing") }
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
    case .sentencePieceMap:
      return .sentencePieceMap(try SentencePieceMap(from: &program, in: checkpoint))
    case .sentencePieceBlanks:
      guard let mark = Unicode.Scalar(try program.word()) else {
        throw program.failure("has a mark that is not a Unicode scalar")
      }
      return .sentencePieceBlanks(
        SentencePieceBlanks(
          mark: mark, marksStart: try program.flag("a mark at the start"),
          marksEnd: try program.flag("a mark at the end"), collapses: try program.flag("runs of blanks")))
    }
  }
}
