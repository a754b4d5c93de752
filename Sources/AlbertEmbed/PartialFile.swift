#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An output file that has its name only when it is whole: until then it is FILE.partial.
final class PartialFile {
  /// The final name, symbolic links followed.
  let path: String
  let sink: ByteSink
  private var isCommitted = false

  /// Takes an empty partial file away again: a run that failed before its first row leaves nothing.
  deinit {
    if !isCommitted, FileIdentity(descriptor: sink.descriptor)?.size == 0 { discard() }
  }

  static func partialPath(of path: String) -> String { "\(path).partial" }

  /// Opens FILE.partial, and keeps what it holds.
  ///
  /// - Throws: also where another process is writing it, or the file that it will replace may not be written.
  init(path: String) throws(InputOutputError) {
    self.path = Self.resolved(path)
    if access(self.path, F_OK) == 0, access(self.path, W_OK) != 0 { throw .system(self.path, "write") }
    let partial = Self.partialPath(of: self.path)
    sink = try ByteSink(path: partial, flags: O_RDWR | O_CREAT)
    guard flock(sink.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .failed("\(partial): another process is writing it")
    }
  }

  /// The path that a chain of symbolic links leads to, so that a link stays one.
  static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  /// Puts the whole file under its name, on the disk before it is visible.
  func commit() throws(InputOutputError) {
    try sink.synchronize()
    guard rename(sink.name, path) == 0 else { throw .system(path, "write") }
    isCommitted = true
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      // The rename itself; a file system that cannot do this for directories does it in its own time.
      _ = fsync(descriptor)
      close(descriptor)
    }
  }

  func discard() { unlink(sink.name) }
}
