import Albert
import Tokenizers

/// Texts on which a model runs to collect statistics of its products' inputs, and other texts to measure what a reduced precision
/// changes.
struct CalibrationTexts {
  /// The token ids of a text, with special tokens, and their segments.
  struct Sequence {
    var ids: [Int32] = []
    var typeIDs: [UInt8] = []
  }

  var calibration: [Sequence] = []
  var heldOut: [Sequence] = []

  // With half as many tokens the error is a tenth larger. Twice as many take twice the time and gain little.
  private static let calibrationTokens = 24_576
  private static let heldOutCount = 256

  /// Draws texts of ids from the vocabulary. The same tokenizer gives the same texts.
  ///
  /// - Parameter maximumLength: the most tokens of a text, special ones included.
  init(drawnFrom tokenizer: Tokenizer, vocabularySize: Int, maximumLength: Int) {
    var numbers = SplitMix(state: 1)
    let special = Set(
      tokenizer.single.compactMap { piece in
        if case .special(let id, _) = piece { id } else { nil }
      })
    let room = max(min(maximumLength, 128) - tokenizer.single.specialCount, 1)
    let candidates = (0..<Int32(min(tokenizer.vocabularySize, vocabularySize))).filter { !special.contains($0) }
    // Most vocabularies begin with frequent pieces, but their number differs.
    let halvings = max(Int.bitWidth - candidates.count.leadingZeroBitCount - 4, 1)
    func text(length: Int) -> Sequence {
      var sequence = Sequence()
      let length = candidates.isEmpty ? 0 : length
      let frequentCount = candidates.count >> numbers.next(below: halvings)
      func frequentPiece() -> Int32 { candidates[numbers.nextRank(below: frequentCount)] }
      // A third of the texts repeats a few pieces, as texts do. A third has frequent pieces, and a third any pieces.
      let kind = numbers.next(below: 3)
      let repeated = kind == 0 && length > 0 ? (0..<2 << numbers.next(below: 6)).map { _ in frequentPiece() } : []
      func piece() -> Int32 {
        switch kind {
        case 0: repeated[numbers.nextRank(below: repeated.count)]
        case 1: frequentPiece()
        default: candidates[numbers.next(below: candidates.count)]
        }
      }
      for part in tokenizer.single {
        switch part {
        case .special(let id, let typeID): sequence.append(id, typeID)
        case .first(let typeID): for _ in 0..<length { sequence.append(piece(), typeID) }
        case .second: break
        }
      }
      return sequence
    }
    var tokens = 0
    while tokens < Self.calibrationTokens {
      let sequence = text(length: 1 + numbers.next(below: room))
      guard !sequence.ids.isEmpty else { break }
      tokens += sequence.ids.count
      calibration.append(sequence)
    }
    heldOut = (0..<Self.heldOutCount).map { _ in text(length: 1 + numbers.next(below: min(room, 40))) }
      .filter { !$0.ids.isEmpty }
  }

  /// Takes texts evenly from all lines of a file. Every fourth line is held out to measure the loss.
  ///
  /// - Throws: `ConversionError` where there are fewer than two texts.
  init(
    lines: [String], path: String, tokenizer: Tokenizer, maximumLength: Int, vocabularySize: Int
  ) throws(ConversionError) {
    guard lines.count > 1 else {
      throw ConversionError(path: path, problem: "has \(lines.count) lines of text; at least 2 were expected")
    }
    let heldOutLines = stride(from: 0, to: lines.count, by: 4).map { lines[$0] }
    let otherLines = lines.indices.filter { $0 % 4 != 0 }.map { lines[$0] }
    var scratch = TokenizerScratch()
    func sequence(_ line: String) -> Sequence {
      var encoding = Encoding()
      _ = tokenizer.encode(
        Array(line.utf8).span, pair: nil, maximumLength: min(maximumLength, 512), withOffsets: false, scratch: &scratch,
        into: &encoding)
      return Sequence(ids: encoding.ids, typeIDs: encoding.typeIDs)
    }
    heldOut = Self.evenly(heldOutLines, count: Self.heldOutCount).map(sequence)
    // A line has about eight tokens or more.
    var tokens = 0
    for line in Self.evenly(otherLines, count: Self.calibrationTokens / 8) where tokens < Self.calibrationTokens {
      calibration.append(sequence(line))
      tokens += calibration.last?.ids.count ?? 0
    }
    func cannotBeEmbedded(_ sequence: Sequence) -> Bool {
      sequence.ids.isEmpty || sequence.ids.contains { $0 >= vocabularySize }
    }
    calibration.removeAll(where: cannotBeEmbedded)
    heldOut.removeAll(where: cannotBeEmbedded)
    guard !calibration.isEmpty, !heldOut.isEmpty else {
      throw ConversionError(
        path: path,
        problem: "has no text with tokens that the model knows; lines of text in the model's language were expected")
    }
  }

  private static func evenly(_ lines: [String], count: Int) -> [String] {
    guard lines.count > count else { return lines }
    return (0..<count).map { lines[$0 * lines.count / count] }
  }
}

extension CalibrationTexts.Sequence {
  mutating func append(_ id: Int32, _ typeID: UInt8) {
    ids.append(id)
    typeIDs.append(typeID)
  }
}

extension [CalibrationTexts.Sequence] {
  /// The sequences in batches. Which tokens are sampled as rows of the statistics depends on the batches, and so do the bits of
  /// the file.
  var batches: [SequenceBatch] {
    let batchTokens = 256
    var batches: [SequenceBatch] = []
    var batch = SequenceBatch()
    for sequence in self {
      batch.ids += sequence.ids
      batch.typeIDs += sequence.typeIDs
      batch.starts.append(batch.ids.count)
      if batch.tokenCount >= batchTokens {
        batches.append(batch)
        batch = SequenceBatch()
      }
    }
    return batch.tokenCount > 0 ? batches + [batch] : batches
  }
}

/// A generator of random numbers that gives the same numbers in every run (Steele, Lea and Flood's splitmix64).
struct SplitMix {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number from 0 on, about as often as a language uses its word of that rank (Zipf's law): the ranges 0, 1...2, 3...6 and so on,
  /// each twice as long as the one before, are equally likely.
  mutating func nextRank(below bound: Int) -> Int {
    while true {
      let length = 1 << next(below: Int.bitWidth - bound.leadingZeroBitCount)
      let rank = length - 1 + next(below: length)
      if rank < bound { return rank }
    }
  }
}
