#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the user named as output.
public enum OutputName: Sendable, Equatable {
  case standardOutput
  case path(String)

  /// `-` is standard output.
  public init(_ argument: String) { self = argument == "-" ? .standardOutput : .path(argument) }

  public var fileExtension: String {
    guard case .path(let path) = self else { return "" }
    return AlbertEmbed.fileExtension(of: path)
  }

  /// Whether it is a terminal that people look at.
  public var isTerminal: Bool { self == .standardOutput && isatty(STDOUT_FILENO) == 1 }
}

/// An output that is open for writing: a file under its partial name, or whatever else takes bytes.
struct OutputFile {
  let sink: ByteSink
  let partial: PartialFile?

  init(_ name: OutputName) throws(InputOutputError) {
    switch name {
    case .standardOutput:
      sink = try ByteSink.standardOutput()
      partial = nil
    case .path(let path):
      let identity = FileIdentity(path: path)
      guard identity?.isDirectory != true else { throw .failed("\(path): is a directory; an output is a file") }
      if let identity, !identity.isRegular {
        // A device or named pipe: nothing that could be renamed into place.
        sink = try ByteSink(path: path, flags: O_WRONLY)
        partial = nil
      } else {
        let partial = try PartialFile(path: path)
        sink = partial.sink
        self.partial = partial
      }
    }
  }

  /// Whether writing to it would write to this file.
  func isSameFile(as other: FileIdentity) -> Bool {
    guard other.isRegular else { return false }
    if sink.identity.isRegular, sink.identity.isSameFile(as: other) { return true }
    guard let partial, let final = FileIdentity(path: partial.path) else { return false }
    return final.isSameFile(as: other)
  }
}
