/// Builds a record's rows from the vectors of its sequences, one sequence after the other, so that of a long record only one
/// sequence is held.
struct RecordRowBuilder {
  private let settings: RowSettings
  private let record: TokenizedRecord
  private var labeler: RowLabeler?
  /// The index of the next token.
  private var token = 0
  /// Text level: the mean of the windows so far.
  private var windowMean = WindowMean()
  /// Word level: the word whose pieces are being added.
  private var word: Range<Int>?
  private var wordPooler: WordPooler

  init(of record: TokenizedRecord, settings: RowSettings, labeler: RowLabeler?) {
    self.settings = settings
    self.record = record
    self.labeler = labeler
    wordPooler = settings.wordPooler
  }

  /// Adds the vectors of the record's next sequence, and appends the rows that they complete.
  mutating func add(_ vectors: SequenceVectors, to rows: inout EmbeddedRows) {
    guard settings.level != .text else { return windowMean.add(vectors) }
    let width = wordPooler.width
    for start in stride(from: vectors.values.startIndex, to: vectors.values.endIndex, by: width) {
      var vector = vectors.values[start..<start + width]
      if let head = settings.head {
        guard head.hasRow(token: token, of: record) else {
          token += 1
          continue
        }
        vector = head.row(vector)
      }
      if settings.level == .token {
        settings.transform.append(vector, to: &rows.values)
        if let label = labeler?.label(token: token) { rows.labels.append(label) }
      } else {
        add(piece: vector, to: &rows)
      }
      token += 1
    }
  }

  private mutating func add(piece: ArraySlice<Float>, to rows: inout EmbeddedRows) {
    if word == nil { word = record.word(at: token) }
    guard let word else { return }
    wordPooler.add(piece)
    guard token == word.upperBound - 1 else { return }
    settings.transform.append(wordPooler.finish(), to: &rows.values)
    if let label = labeler?.label(word: word) { rows.labels.append(label) }
    self.word = nil
  }

  /// Appends the row that all sequences together give, at text level.
  func end(in rows: inout EmbeddedRows) {
    guard settings.level == .text else { return }
    settings.appendRow(ofText: windowMean.mean, to: &rows.values)
  }
}
