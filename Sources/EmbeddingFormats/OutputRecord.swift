import Records

/// What is written of one record, or of a part of its rows.
public struct OutputRecord: Sendable {
  /// The record's number in the whole input, from 0.
  public var index: Int
  public var id: RecordID?
  /// The record's text; nil where the output does not carry texts.
  public var text: [UInt8]?
  /// The number of tokens that went into the encoder.
  public var tokenCount: Int
  public var isTruncated: Bool
  /// Why the record has no embedding; nil where it has one. With a failure, its row at text and passage level is all NaN, and
  /// at word and token level it has no rows.
  public var failure: String?
  /// The record's rows, row-major: rows x columns floats.
  public var rows: ArraySlice<Float>
  /// Passage, word and token level: what each row belongs to. Empty at text level.
  public var labels: ArraySlice<RowLabel>
  /// The key of each row; empty where the output does not keep keys.
  public var keys: ArraySlice<RowKey> = []
  /// Passage, word and token level: the number of this record's rows in the parts before this one.
  public var firstRow = 0
  /// False where another part of this record follows.
  public var isLastPart = true

  public init(
    index: Int, id: RecordID? = nil, text: [UInt8]? = nil, tokenCount: Int = 0, isTruncated: Bool = false,
    failure: String? = nil, rows: ArraySlice<Float>, labels: ArraySlice<RowLabel> = []
  ) {
    self.index = index
    self.id = id
    self.text = text
    self.tokenCount = tokenCount
    self.isTruncated = isTruncated
    self.failure = failure
    self.rows = rows
    self.labels = labels
  }
}

/// The passage, word or token that a row belongs to.
public struct RowLabel: Sendable, Equatable {
  /// A token's piece as the vocabulary spells it; a word or passage as the record's text spells it.
  public var text: String
  /// The token's id; nil for a word or passage.
  public var id: Int32?
  /// Its range in its text, in Unicode scalars; nil for a special token and a null row.
  public var range: Range<Int>?
  /// Passage level: the number of tokens that went into the encoder.
  public var tokenCount: Int

  public init(text: String, id: Int32?, range: Range<Int>?, tokenCount: Int = 1) {
    self.text = text
    self.id = id
    self.range = range
    self.tokenCount = tokenCount
  }
}
