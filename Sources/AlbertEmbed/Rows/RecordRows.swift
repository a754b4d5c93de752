/// Makes a record's rows of what its sequences give, one sequence after the other, so that no more of a long record than
/// a sequence need be at hand.
struct RecordRows {
  private let level: EmbeddingRequest.Level
  private let finisher: RowFinisher
  /// Columns of a token's vector.
  private let width: Int
  private var labeler: RowLabeler?
  /// The first token of which no vector has come yet.
  private var token = 0
  /// Text level: the mean of the windows so far.
  private var windowMean = WindowMean()
  /// Word level: the words that are not complete yet, and the pieces so far of the first of them.
  private var words: ArraySlice<Range<Int>>
  private var wordPooler: WordPooler

  init(
    of record: TokenizedRecord, level: EmbeddingRequest.Level, wordPooler: WordPooler, finisher: RowFinisher,
    labeler: RowLabeler?
  ) {
    self.level = level
    self.finisher = finisher
    width = wordPooler.width
    self.labeler = labeler
    words = level == .word ? record.words[...] : []
    self.wordPooler = wordPooler
  }

  /// Takes what the record's next sequence gave, and appends the rows that this completes.
  mutating func add(_ vectors: SequenceVectors, to window: inout EmbeddedWindow) {
    guard level != .text else { return windowMean.add(vectors) }
    for start in stride(from: 0, to: vectors.values.count, by: width) {
      let vector = vectors.values[start..<start + width]
      if level == .token {
        window.append(row: finisher.finish(Array(vector)))
        if let label = labeler?.label(token: token) { window.append(label: label) }
      } else if let word = words.first, word.contains(token) {
        wordPooler.add(vector)
        if token == word.upperBound - 1 {
          window.append(row: finisher.finish(wordPooler.finish()))
          if let label = labeler?.label(word: word) { window.append(label: label) }
          words.removeFirst()
        }
      }
      token += 1
    }
  }

  /// Appends the row that takes all sequences.
  func end(in window: inout EmbeddedWindow) {
    if level == .text { window.append(row: finisher.finish(windowMean.mean)) }
  }
}
