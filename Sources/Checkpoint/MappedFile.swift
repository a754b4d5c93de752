import Console
import Files
import Synchronization

/// A whole file that is mapped read-only as long as the object exists. A page is read when it is first used, and is shared with
/// every other process that maps the file.
final class MappedFile: Sendable {
  let path: String
  let count: Int
  /// The file's identity when it was mapped; nil for memory that is not a file.
  let identity: FileIdentity?
  // Read-only memory. It is unmapped in deinit only, when no reader holds the object any more.
  private nonisolated(unsafe) let base: UnsafeRawPointer?

  /// - Throws: `CheckpointError` where the file cannot be opened, is not a regular file, or cannot be mapped.
  init(path: String) throws(CheckpointError) {
    self.path = path
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = openFile(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw CheckpointError(path: path, problem: systemProblem()) }
    defer { close(descriptor) }
    identity = FileIdentity(descriptor: descriptor)
    guard let identity else { throw CheckpointError(path: path, problem: systemProblem()) }
    guard identity.isRegular else {
      let kind = identity.isDirectory ? "a directory" : "not a regular file"
      throw CheckpointError(path: path, problem: "is \(kind); a checkpoint is one file, made by `albert-embed convert`")
    }
    count = identity.size
    guard count > 0 else {
      base = nil
      return
    }
    guard let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED else {
      throw CheckpointError(path: path, problem: "cannot be mapped: \(systemProblem())")
    }
    base = UnsafeRawPointer(address)
    MappingFault.explain(path)
  }

  /// Memory that holds `bytes`, as a mapped file would.
  ///
  /// - Throws: `CheckpointError` where there is not enough memory.
  init(path: String, bytes: [UInt8]) throws(CheckpointError) {
    self.path = path
    identity = nil
    count = bytes.count
    guard count > 0 else {
      base = nil
      return
    }
    guard let address = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), address != MAP_FAILED
    else { throw CheckpointError(path: path, problem: "cannot be laid out in memory: \(systemProblem())") }
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: address, count: $0.count).copyMemory(from: $0) }
    base = UnsafeRawPointer(address)
  }

  deinit {
    if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// The part of the file that starts at `offset`.
  ///
  /// - Precondition: the part lies within the file.
  func slice(offset: Int, count: Int) -> UnsafeRawBufferPointer {
    precondition(offset >= 0 && count >= 0 && offset <= self.count && count <= self.count - offset)
    guard let base else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: base + offset, count: count)
  }

  /// How a file has changed since it was mapped.
  enum Change {
    case none
    /// Its mode, owner or names have changed; or its content has, and the time of that was set back.
    case status
  }

  /// Compares the file's status with that when it was mapped. If another file has replaced it, the mapped file is unchanged.
  ///
  /// - Throws: `CheckpointError` where the file was overwritten in place, so that rows may come from a mixture of old and new.
  func checkUnchanged() throws(CheckpointError) -> Change {
    guard let identity, let now = FileIdentity(path: path), now.isSameFile(as: identity) else { return .none }
    guard now.hasTimesOfContent(of: identity) else {
      throw CheckpointError(path: path, problem: "was overwritten while it was in use")
    }
    return now.isUnchanged(since: identity) ? .none : .status
  }
}

/// The message for SIGBUS. If a file is truncated while it is mapped, the system ends each process that reads the missing part. The
/// process cannot go on, but it can say why.
private enum MappingFault {
  // The message as a C string. It is never freed, since the signal handler may be writing it.
  private static let line = Atomic<UInt>(0)

  /// Makes SIGBUS end the program with a message about `path`, the file that was mapped last. The program maps no other.
  static func explain(_ path: String) {
    let text = "albert-embed: \(printable(path)): was cut or overwritten while it was in use, or its disk failed\n"
    line.store(UInt(bitPattern: strdup(text)), ordering: .releasing)
    signal(SIGBUS) { _ in
      // If several threads fault, the first one writes the message and ends the process.
      guard let text = UnsafePointer<CChar>(bitPattern: MappingFault.line.exchange(0, ordering: .acquiring)) else {
        while true { pause() }
      }
      _ = write(STDERR_FILENO, text, strlen(text))
      _exit(1)
    }
  }
}
