/// A record of the input. Its texts and token ids are ranges of the `RecordContents` that it belongs to.
public struct Record: Sendable, Equatable {
  /// What is to be embedded.
  public enum Content: Sendable, Equatable {
    /// A range of `RecordContents.text`.
    case text(Range<Int>)
    /// Two texts that make one input, `[CLS] a [SEP] b [SEP]`.
    case pair(Range<Int>, Range<Int>)
    /// Token ids taken as they are, special tokens included: a range of `RecordContents.ids`.
    case ids(Range<Int>)
    /// The record could not be read, for this reason. It gets a null row (NaN).
    case unreadable(String)
  }

  /// Where a record begins in the input, for messages.
  package struct Place: Sendable, Equatable {
    /// The input's index among all.
    package var input: Int
    /// The record's first line, or its number where records are not lines; from 1. 0 where the input could not be opened.
    package var line: Int
  }

  public var content: Content
  /// The record's own name in the input; nil where it has none, or none is carried.
  public var id: RecordID?
  package internal(set) var place = Place(input: 0, line: 0)
  /// Whether the reader left out the end of the text, as it is beyond every maximum length.
  package internal(set) var isShortened = false

  public init(_ content: Content, id: RecordID? = nil) {
    self.content = content
    self.id = id
  }
}
