/// What the user named as input.
public enum InputName: Sendable, Equatable {
  case standardInput
  case path(String)
  /// A text by itself, which is one record.
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

  /// The part behind the last dot of a file's name, in lower case; empty where there is none. An ending that only tells how
  /// the file is compressed is passed over: `a.jsonl.gz` is read as `a.jsonl`.
  public var fileExtension: String {
    guard case .path(let path) = self else { return "" }
    let last = Files.fileExtension(of: path)
    guard Compression(fileExtension: last) != nil else { return last }
    return Files.fileExtension(of: String(path.dropLast(last.count + 1)))
  }
}
