import TokenizerCompiler

/// spiece.model, a SentencePiece model, made into what transformers makes of it for ALBERT: its own normalization in
/// front of the model's, words apart before they are cut, and a lower score for pieces that end in digit and comma
/// ("2009,"), which ALBERT cuts before the comma.
func readSentencePieceTokenizer(_ directory: ModelDirectory, _ name: String) throws(ConversionError)
  -> TokenizerDefinition
{
  let file = try directory.open(name)
  let model = try SentencePieceModel(file)
  guard model.kind == SentencePieceModel.unigramKind else {
    throw ConversionError(
      path: file.path, field: "trainer_spec.model_type", problem: "is \(model.kind); 1 (unigram) was expected")
  }
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  func token(_ content: StaticString, stripsLeft: Bool = false) -> TokenizerDefinition.AddedToken {
    TokenizerDefinition.AddedToken(content: Array("\(content)".utf8), id: 0, stripsLeft: stripsLeft)
  }
  let special = try SpecialTokens(
    directory,
    defaults: [
      .bos: token("[CLS]"), .eos: token("[SEP]"), .unknown: token("<unk>"), .separator: token("[SEP]"),
      .padding: token("<pad>"), .classifier: token("[CLS]"), .mask: token("[MASK]", stripsLeft: true),
    ])
  var normalizers: [TokenizerDefinition.Normalizer] = [
    .replace(.literal(Array("``".utf8)), with: Array("\"".utf8)),
    .replace(.literal(Array("''".utf8)), with: Array("\"".utf8)),
  ]
  if try configuration?.bool("keep_accents") != true { normalizers += [.nfkd, .stripAccents] }
  if try configuration?.bool("do_lower_case") != false { normalizers.append(.lowercase) }
  if !model.characterMap.isEmpty { normalizers.append(.precompiled(model.characterMap)) }
  normalizers.append(.replace(.expression(Array(" {2,}".utf8)), with: [0x20]))
  let unigram = TokenizerDefinition.Model.unigram(
    TokenizerDefinition.Unigram(
      pieces: model.pieces.map { ($0.piece, Double($0.score) - (endsInDigitComma($0.piece) ? 100 : 0)) },
      unknownID: model.unknownID))
  let added = special.list(model: unigram)
  var definition = TokenizerDefinition(
    normalizers: normalizers,
    preTokenizers: [
      .whitespaceSplit,
      .metaspace(
        replacement: "▁", prepend: try configuration?.bool("add_prefix_space") == false ? .never : .always,
        splits: true),
    ], model: unigram, addedTokens: added.tokens)
  definition.addTemplate(
    classifier: added.id(of: special.content(.classifier)) ?? 2,
    separator: added.id(of: special.content(.separator)) ?? 3)
  return definition
}

private func endsInDigitComma(_ piece: [UInt8]) -> Bool {
  let scalars = String(decoding: piece, as: UTF8.self).unicodeScalars.suffix(2)
  guard scalars.count == 2, scalars.last == ",", let type = scalars.first?.properties.numericType else { return false }
  return type == .decimal || type == .digit
}

/// The fields of SentencePiece's `ModelProto` that matter here.
struct SentencePieceModel {
  static let unigramKind = 1

  private(set) var pieces: [(piece: [UInt8], score: Float)] = []
  private(set) var kind = SentencePieceModel.unigramKind
  private(set) var unknownID = 0
  private(set) var characterMap: [UInt8] = []

  init(_ file: SourceFile) throws(ConversionError) {
    let bytes = try file.bytes()
    do throws(ByteReader.Failure) {
      try read(bytes)
    } catch {
      throw ConversionError(
        path: file.path, problem: "is no SentencePiece model: \(error.problem) at byte \(error.position)")
    }
    guard pieces.indices.contains(unknownID) else {
      throw ConversionError(
        path: file.path, field: "trainer_spec.unk_id", problem: "is \(unknownID); the model has \(pieces.count) pieces")
    }
  }

  private mutating func read(_ bytes: [UInt8]) throws(ByteReader.Failure) {
    var message = ProtobufReader(bytes)
    while let field = try message.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): try readPiece(ProtobufReader(bytes, range))
      case (2, .bytes(let range)):
        var trainer = ProtobufReader(bytes, range)
        while let field = try trainer.next() {
          if field.number == 3, case .number(let value) = field.value { kind = Int(truncatingIfNeeded: value) }
          if field.number == 40, case .number(let value) = field.value { unknownID = Int(truncatingIfNeeded: value) }
        }
      case (3, .bytes(let range)):
        var normalizer = ProtobufReader(bytes, range)
        while let field = try normalizer.next() {
          if field.number == 2, case .bytes(let range) = field.value { characterMap = Array(bytes[range]) }
        }
      default: break
      }
    }
  }

  private mutating func readPiece(_ message: ProtobufReader) throws(ByteReader.Failure) {
    var message = message
    var piece: (piece: [UInt8], score: Float) = ([], 0)
    while let field = try message.next() {
      if field.number == 1, case .bytes(let range) = field.value { piece.piece = Array(message.bytes[range]) }
      if field.number == 2, case .word(let bits) = field.value { piece.score = Float(bitPattern: bits) }
    }
    pieces.append(piece)
  }
}
