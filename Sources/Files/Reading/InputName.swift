/// An input as the user named it.
public enum InputName: Sendable, Equatable {
  case standardInput
  case path(String)
  /// A text from the command line, which is one record.
  case text(String)

  /// `-` is standard input.
  public init(_ argument: String) { self = argument == "-" ? .standardInput : .path(argument) }

  public var description: String {
    switch self {
    case .standardInput: "standard input"
    case .path(let path): path
    case .text(let text): "the text '\(excerpt(text))'"
    }
  }

  /// The part after the last dot of a file's name, in lower case; empty where the name has no dot. The extension of a compression is
  /// skipped: `a.jsonl.gz` has the extension `jsonl`.
  public var fileExtension: String {
    guard case .path(let path) = self else { return "" }
    let last = Files.fileExtension(of: path)
    guard Compression(fileExtension: last) != nil else { return last }
    return Files.fileExtension(of: String(path.dropLast(last.count + 1)))
  }
}
