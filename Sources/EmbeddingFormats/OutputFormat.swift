/// The formats that embeddings are written in.
public enum OutputFormat: String, Sendable, CaseIterable {
  case npy, jsonl, csv
  case bertJSONLines = "bert-jsonl"
}
