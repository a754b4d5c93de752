import Records

/// What a writer writes of one record, or of a part of its rows.
public struct OutputRecord: Sendable {
  /// The record's number in the whole input, from 0.
  public var index: Int
  public var id: RecordID?
  /// The record's text, where it is to be carried to the output.
  public var text: [UInt8]?
  /// Tokens that went into the encoder.
  public var tokenCount: Int
  public var isTruncated: Bool
  /// Why the record has no embedding; its rows are then all NaN, or none.
  public var failure: String?
  /// Row-major: as many rows as the record has, of the format's column count.
  public var rows: ArraySlice<Float>
  /// Passage, word and token level: what each row stands for. Empty at text level.
  public var labels: ArraySlice<RowLabel>
  /// A key a row, where keys are kept; else empty.
  public var keys: ArraySlice<RowKey> = []
  /// Passage, word and token level: rows of this record in the parts before; 0 in the first part.
  public var firstRow = 0
  /// Whether no part of this record follows.
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

/// What a row at passage, word or token level stands for.
public struct RowLabel: Sendable, Equatable {
  /// The piece as the vocabulary has it; for a word or passage, its own spelling in the record's text.
  public var text: String
  /// The piece's id; nil for a word or passage.
  public var id: Int32?
  /// Where it stands in its text, in Unicode scalars; nil for a special token and a null row.
  public var range: Range<Int>?
  /// Passage level: tokens that went into the encoder.
  public var tokenCount: Int

  public init(text: String, id: Int32?, range: Range<Int>?, tokenCount: Int = 1) {
    self.text = text
    self.id = id
    self.range = range
    self.tokenCount = tokenCount
  }
}
