import Files

/// The format of an input: how its bytes become records.
public enum InputFormat: String, Sendable, CaseIterable {
  /// Each line is a record.
  case lines
  /// A zero byte ends each record.
  case nul
  /// Each line is a JSON object.
  case jsonl
  /// The input is an array of JSON objects; each is a record.
  case json
  /// CSV (RFC 4180) with a header line.
  case csv
  /// CSV with tabs instead of commas.
  case tsv
  /// Each file is a record.
  case file
  /// Each line is a list of token ids, separated by blanks or commas.
  case ids

  /// The format of a file's extension; nil if the extension stands for none.
  public init?(fileExtension: String) {
    switch fileExtension {
    case "jsonl", "ndjson": self = .jsonl
    case "json": self = .json
    case "csv": self = .csv
    case "tsv": self = .tsv
    default: return nil
    }
  }

  /// Whether a record is only a text.
  public var isPlainText: Bool { self == .lines || self == .nul || self == .file }

  /// Whether a record has named fields.
  public var hasFields: Bool { self == .jsonl || self == .json || self == .csv || self == .tsv }
}
