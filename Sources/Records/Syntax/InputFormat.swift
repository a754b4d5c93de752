import Files

/// How the bytes of an input become records.
public enum InputFormat: String, Sendable, CaseIterable {
  /// A record a line.
  case lines
  /// A record up to each zero byte.
  case nul
  /// A JSON object a line.
  case jsonl
  /// An array of JSON objects, a record each.
  case json
  /// RFC 4180, with a header line.
  case csv
  /// The same with tabs for commas.
  case tsv
  /// A record a file.
  case file
  /// A line of token ids, with blanks or commas between them.
  case ids

  /// The format that a file's extension stands for, nil where it stands for none.
  public init?(fileExtension: String) {
    switch fileExtension {
    case "jsonl", "ndjson": self = .jsonl
    case "json": self = .json
    case "csv": self = .csv
    case "tsv": self = .tsv
    default: return nil
    }
  }

  /// Whether a record is a text and nothing else.
  public var isPlainText: Bool { self == .lines || self == .nul || self == .file }

  /// Whether a record has named fields.
  public var hasFields: Bool { self == .jsonl || self == .json || self == .csv || self == .tsv }
}
