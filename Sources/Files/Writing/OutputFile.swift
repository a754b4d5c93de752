/// What the user named as output.
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

  /// The part behind the last dot of a file's name, in lower case; empty where there is none. An ending that only tells that
  /// the file will get another name is skipped: `a.csv.tmp` is written as `a.csv`.
  public var fileExtension: String {
    guard case .path(let path) = self else { return "" }
    let last = Files.fileExtension(of: path)
    guard ["tmp", "temp", "part", "partial", "new"].contains(last) else { return last }
    return Files.fileExtension(of: String(path.dropLast(last.count + 1)))
  }

  /// Whether it is a terminal that people look at.
  public var isTerminal: Bool { self == .standardOutput && isatty(STDOUT_FILENO) == 1 }
}

/// An output that is open for writing: a file under its partial name, or whatever else takes bytes.
public struct OutputFile {
  public let sink: ByteSink
  let partial: PartialFile?

  /// Whether it is a file that appears under its name when it is whole.
  public var isReplaced: Bool { partial != nil }

  /// - Parameter readerMayLeave: whether the reader of a pipe ends the run without harm when it closes it.
  init(_ name: OutputName, readerMayLeave: Bool) throws(InputOutputError) {
    guard case .path(let path) = name, namedDescriptor(path) != STDOUT_FILENO else {
      sink = try ByteSink.standardOutput()
      partial = nil
      return
    }
    if let descriptor = namedDescriptor(path) {
      sink = try ByteSink(descriptor: descriptor, name: path, closes: false, readerMayLeave: readerMayLeave)
      partial = nil
      return
    }
    let identity = FileIdentity(path: path)
    guard identity?.isDirectory != true else { throw .failed("\(path): is a directory; an output is a file") }
    if let identity, !identity.isRegular {
      // A device or named pipe: nothing that could be renamed into place.
      sink = try ByteSink(path: path, flags: O_WRONLY, readerMayLeave: readerMayLeave)
      partial = nil
    } else {
      let partial = try PartialFile(path: path)
      sink = partial.sink
      self.partial = partial
    }
  }

  public var isRegular: Bool { sink.identity.isRegular }

  /// Whether rows can be written where the descriptor stands, and what is before them be changed later.
  public var isRewritable: Bool { sink.identity.isRegular && !sink.appends }

  /// - Throws: where writing it would destroy a file that is read.
  func refuse(_ reads: ReadFiles) throws(InputOutputError) {
    try reads.refuse(writing: sink.name, sink.identity)
    guard let partial else { return }
    let journal = Journal(partialPath: sink.name).path
    for path in [partial.path, journal, AtomicReplacement.temporaryPath(of: journal)] {
      try reads.refuse(writing: path)
    }
  }
}
