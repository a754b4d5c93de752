/// SentencePiece's `ModelProto`: the members that decide how a text is cut into pieces.
struct SentencePieceModel {
  /// `ModelProto.SentencePiece.Type`.
  enum Kind: UInt64 {
    case normal = 1
    case unknown, control, userDefined, unused, byte
  }

  struct Piece {
    var piece: [UInt8] = []
    var score: Float = 0
    var kind = Kind.normal
  }

  /// The values of `trainer_spec.model_type`, from 1 on.
  private static let modelTypes = ["unigram", "BPE (byte pair encoding)", "word", "char"]

  private(set) var pieces: [Piece] = []
  private var modelType = 1
  private(set) var unknownID = 0
  private(set) var hasByteFallback = false
  /// `treat_whitespace_as_suffix`: whether the mark of a blank ends a word instead of beginning it.
  private(set) var marksEnds = false
  private(set) var characterMap: [UInt8] = []
  private(set) var addsDummyPrefix = true
  private(set) var removesExtraBlanks = true
  private(set) var escapesBlanks = true
  /// The first member that is not in the lists of `SentencePieceMembers`.
  private var unlistedMember: (message: String, number: UInt64)?

  init(_ file: SourceFile) throws(ConversionError) {
    let bytes = try file.bytes()
    do throws(ByteReader.Failure) {
      try read(bytes)
    } catch {
      throw ConversionError(
        path: file.path, problem: "is not a SentencePiece model: \(error.problem) at byte \(error.position)")
    }
    if let unlistedMember {
      throw ConversionError(
        path: file.path, field: unlistedMember.message,
        problem:
          "has the unknown member \(unlistedMember.number); save the tokenizer with transformers' `save_pretrained`, "
          + "which writes a tokenizer.json")
    }
    guard modelType == 1 else {
      let isKnown = 1...Self.modelTypes.count ~= modelType
      throw ConversionError(
        path: file.path, field: "trainer_spec.model_type",
        problem: "is \(isKnown ? Self.modelTypes[modelType - 1] : "\(modelType)"); a unigram model was expected")
    }
    guard pieces.indices.contains(unknownID) else {
      throw ConversionError(
        path: file.path, field: "trainer_spec.unk_id", problem: "is \(unknownID); the model has \(pieces.count) pieces")
    }
  }

  private mutating func read(_ bytes: [UInt8]) throws(ByteReader.Failure) {
    var message = ProtobufReader(bytes)
    while let field = try message.next() {
      check(field.number, of: "model", in: SentencePieceMembers.model)
      guard case .bytes(let range) = field.value else { continue }
      switch field.number {
      case 1: try readPiece(ProtobufReader(bytes, range))
      case 2: try readTrainer(ProtobufReader(bytes, range))
      case 3: try readNormalizer(ProtobufReader(bytes, range))
      default: break
      }
    }
  }

  private mutating func check(_ number: UInt64, of message: String, in members: [UInt64: String]) {
    if members[number] == nil, unlistedMember == nil { unlistedMember = (message, number) }
  }

  private mutating func readTrainer(_ message: ProtobufReader) throws(ByteReader.Failure) {
    var message = message
    while let field = try message.next() {
      check(field.number, of: "trainer_spec", in: SentencePieceMembers.trainer)
      guard case .number(let value) = field.value else { continue }
      switch field.number {
      case 3: modelType = Int(truncatingIfNeeded: value)
      case 24: marksEnds = value != 0
      case 35: hasByteFallback = value != 0
      case 40: unknownID = Int(truncatingIfNeeded: value)
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ message: ProtobufReader) throws(ByteReader.Failure) {
    var message = message
    while let field = try message.next() {
      check(field.number, of: "normalizer_spec", in: SentencePieceMembers.normalizer)
      switch (field.number, field.value) {
      case (2, .bytes(let range)): characterMap = Array(message.bytes[range])
      case (3, .number(let value)): addsDummyPrefix = value != 0
      case (4, .number(let value)): removesExtraBlanks = value != 0
      case (5, .number(let value)): escapesBlanks = value != 0
      default: break
      }
    }
  }

  private mutating func readPiece(_ message: ProtobufReader) throws(ByteReader.Failure) {
    var message = message
    var piece = Piece()
    while let field = try message.next() {
      check(field.number, of: "pieces[\(pieces.count)]", in: SentencePieceMembers.piece)
      switch (field.number, field.value) {
      case (1, .bytes(let range)): piece.piece = Array(message.bytes[range])
      case (2, .word(let bits)): piece.score = Float(bitPattern: bits)
      // A number that is not a type counts as absent, as in every message of this syntax.
      case (3, .number(let value)): piece.kind = Kind(rawValue: value) ?? .normal
      default: break
      }
    }
    pieces.append(piece)
  }
}

/// The members of SentencePiece 0.2.3's messages, by their numbers. `SentencePieceModel` reads those that change how a text is cut.
/// The others say how the model was trained, how pieces become text, or which pieces have which type, which each piece says too.
enum SentencePieceMembers {
  static let model: [UInt64: String] = [
    1: "pieces", 2: "trainer_spec", 3: "normalizer_spec", 4: "self_test_data", 5: "denormalizer_spec",
  ]
  static let piece: [UInt64: String] = [1: "piece", 2: "score", 3: "type"]
  static let normalizer: [UInt64: String] = [
    1: "name", 2: "precompiled_charsmap", 3: "add_dummy_prefix", 4: "remove_extra_whitespaces", 5: "escape_whitespaces",
    6: "normalization_rule_tsv",
  ]
  static let trainer: [UInt64: String] = [
    // Members that are read.
    3: "model_type", 24: "treat_whitespace_as_suffix", 35: "byte_fallback", 40: "unk_id",
    // Members that are ignored.
    1: "input", 2: "model_prefix", 4: "vocab_size", 5: "accept_language", 6: "self_test_sample_size", 7: "input_format",
    10: "character_coverage", 11: "input_sentence_size", 12: "mining_sentence_size", 13: "training_sentence_size",
    14: "seed_sentencepiece_size", 15: "shrinking_factor", 16: "num_threads", 17: "num_sub_iterations",
    18: "max_sentence_length", 19: "shuffle_input_sentence", 20: "max_sentencepiece_length",
    21: "split_by_unicode_script", 22: "split_by_whitespace", 23: "split_by_number", 25: "split_digits",
    26: "allow_whitespace_only_pieces", 30: "control_symbols", 31: "user_defined_symbols",
    32: "vocabulary_output_piece_score", 33: "hard_vocab_limit", 34: "use_all_vocab", 36: "required_chars",
    41: "bos_id",
    42: "eos_id", 43: "pad_id", 44: "unk_surface", 45: "unk_piece", 46: "bos_piece", 47: "eos_piece", 48: "pad_piece",
    49: "train_extremely_large_corpus", 50: "enable_differential_privacy", 51: "differential_privacy_noise_level",
    52: "differential_privacy_clipping_threshold", 53: "pretokenization_delimiter", 54: "seed_sentencepieces_file",
    55: "auto_character_coverage",
  ]
}
