/// The fields of SentencePiece's `ModelProto` that matter here.
struct SentencePieceModel {
  /// `trainer_spec.model_type`, from 1 on.
  private static let kinds = ["unigram", "BPE (byte pair encoding)", "word", "char"]

  private(set) var pieces: [(piece: [UInt8], score: Float)] = []
  /// Control and user-defined pieces.
  private(set) var symbols: [[UInt8]] = []
  private var kind = 1
  private var hasByteFallback = false
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
    guard kind == 1 else {
      let name = kind > 0 && kind <= Self.kinds.count ? Self.kinds[kind - 1] : "of the unknown kind \(kind)"
      throw ConversionError(
        path: file.path, field: "trainer_spec.model_type", problem: "is \(name); a unigram model was expected")
    }
    guard !hasByteFallback else {
      throw ConversionError(
        path: file.path, field: "trainer_spec.byte_fallback",
        problem: "is set: pieces for the bytes of unknown characters are not supported without a tokenizer.json")
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
          if field.number == 35, case .number(let value) = field.value { hasByteFallback = value != 0 }
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
    var isSymbol = false
    while let field = try message.next() {
      if field.number == 1, case .bytes(let range) = field.value { piece.piece = Array(message.bytes[range]) }
      // Control and user-defined pieces are of the types 3 and 4.
      if field.number == 3, case .number(let type) = field.value { isSymbol = type == 3 || type == 4 }
      if field.number == 2, case .word(let bits) = field.value { piece.score = Float(bitPattern: bits) }
    }
    pieces.append(piece)
    if isSymbol { symbols.append(piece.piece) }
  }
}
