/// The formats that embeddings are written in.
public enum OutputFormat: String, Sendable, CaseIterable {
  case npy, jsonl, csv
  case bertJSONLines = "bert-jsonl"

  /// The format that a file's extension stands for, nil where it stands for none.
  public init?(fileExtension: String) {
    switch fileExtension {
    case "npy": self = .npy
    case "jsonl", "ndjson": self = .jsonl
    case "csv": self = .csv
    default: return nil
    }
  }
}
