/// An output as the user named it.
public enum OutputName: Sendable, Equatable {
  case standardOutput
  case path(String)

  /// `-` is standard output.
  public init(_ argument: String) { self = argument == "-" ? .standardOutput : .path(argument) }

  public var description: String {
    switch self {
    case .standardOutput: "standard output"
    case .path(let path): path
    }
  }

  /// The part after the last dot of a file's name, in lower case; empty where the name has no dot. An extension that marks a temporary
  /// name is skipped: `a.csv.tmp` has the extension `csv`.
  public var fileExtension: String {
    guard case .path(let path) = self else { return "" }
    let last = Files.fileExtension(of: path)
    guard ["tmp", "temp", "part", "partial", "new"].contains(last) else { return last }
    return Files.fileExtension(of: String(path.dropLast(last.count + 1)))
  }

  /// The path of a file beside the output, whose name is that of the output and a suffix; nil where the output is not a file that
  /// gets its name at the end.
  ///
  /// - Throws: where the output is a directory, or its directory does not exist.
  public func neighbour(_ suffix: String) throws(InputOutputError) -> String? {
    guard case .path(let path) = self, case .file = try OutputPlace(self) else { return nil }
    return "\(try pathBehindLinks(path))\(suffix)"
  }

  /// Whether it is a terminal.
  public var isTerminal: Bool { self == .standardOutput && isatty(STDOUT_FILENO) == 1 }
}

/// An output that is open for writing: a file under its partial name, or a pipe, device or descriptor.
public struct OutputFile {
  public let sink: ByteSink
  let partial: PartialFile?

  /// Whether it is a file that gets its name when it is whole.
  public var isReplaced: Bool { partial != nil }

  /// - Parameter readerMayLeave: whether the reader of a pipe may close it, which ends the run with status 0.
  init(_ place: OutputPlace, readerMayLeave: Bool) throws(InputOutputError) {
    switch place {
    case .descriptor(STDOUT_FILENO, _): (sink, partial) = (try .standardOutput(), nil)
    case .descriptor(let descriptor, let name):
      sink = try ByteSink(descriptor: descriptor, name: name, closes: false, readerMayLeave: readerMayLeave)
      partial = nil
    case .special(let path, _):
      sink = try ByteSink(opened: openFile(path, O_WRONLY), name: path, readerMayLeave: readerMayLeave)
      partial = nil
    case .file(let target):
      let partial = try PartialFile(target)
      (sink, self.partial) = (partial.sink, partial)
    }
  }

  public var isRegular: Bool { sink.identity.isRegular }

  /// Whether a header can be changed after the rows have been written.
  public var isRewritable: Bool { sink.identity.isRegular && !sink.appends }
}

extension ByteSink {
  /// Standard output, for a command that has no other output.
  ///
  /// - Throws: where it is not open for writing, or is one of the files that the command reads.
  public static func standardOutput(reading reads: ReadFiles) throws(InputOutputError) -> ByteSink {
    let sink = try standardOutput()
    var uses = try FileUses(reads)
    try uses.write(sink.name, sink.identity)
    return sink
  }
}
