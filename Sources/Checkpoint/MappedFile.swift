import Console
import Files
import Synchronization

/// A whole file mapped read-only for as long as the object lives. Pages are read when they are first touched, and are
/// shared with every other process that maps the file.
final class MappedFile: Sendable {
  let path: String
  let count: Int
  /// What the file was when it was mapped.
  let identity: FileIdentity?
  // Read-only memory, unmapped in deinit only, when no reader holds the object any more.
  private nonisolated(unsafe) let base: UnsafeRawPointer?

  /// - Throws: `CheckpointError` where the file cannot be opened, is no regular file, or cannot be mapped.
  init(path: String) throws(CheckpointError) {
    self.path = path
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = openFile(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw CheckpointError(path: path, problem: systemProblem()) }
    defer { close(descriptor) }
    identity = FileIdentity(descriptor: descriptor)
    guard let identity else { throw CheckpointError(path: path, problem: systemProblem()) }
    guard identity.isRegular else {
      let kind = identity.isDirectory ? "a directory" : "no regular file"
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

  /// Memory that holds `bytes` as the file would.
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

  /// The part of the file that starts at `offset`. The caller has checked that it lies within the file.
  func slice(offset: Int, count: Int) -> UnsafeRawBufferPointer {
    precondition(offset >= 0 && count >= 0 && offset <= self.count && count <= self.count - offset)
    guard let base else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: base + offset, count: count)
  }

  enum Change {
    case none
    /// The mode, the owner or a name; or the content, whose time was set back then.
    case status
  }

  /// - Throws: where the file has been overwritten in place, so that what was read of it may be of neither state. A file
  /// that another one replaced stays as it was for those who have it mapped.
  func checkUnchanged() throws(CheckpointError) -> Change {
    guard let identity, let now = FileIdentity(path: path), now.isSameFile(as: identity) else { return .none }
    guard now.hasTimesOfContent(of: identity) else {
      throw CheckpointError(path: path, problem: "was overwritten while it was in use")
    }
    return now.isUnchanged(since: identity) ? .none : .status
  }
}

/// What is said where the memory of a mapped file cannot be had any more: a file that is cut while it is mapped ends the
/// process that reads the part that is gone (SIGBUS). There is no way back from there, but a line.
private enum MappingFault {
  // The line as a C string. It is never given back, since a handler may be writing it.
  private static let line = Atomic<UInt>(0)

  /// - Parameter path: of the file that was mapped last, which is the only one that the program maps.
  static func explain(_ path: String) {
    let text = "albert-embed: \(printable(path)): was cut or overwritten while it was in use, or its disk failed\n"
    line.store(UInt(bitPattern: strdup(text)), ordering: .releasing)
    signal(SIGBUS) { _ in
      // Of several threads that fault the first one speaks, and ends the others.
      guard let text = UnsafePointer<CChar>(bitPattern: MappingFault.line.exchange(0, ordering: .acquiring)) else {
        while true { pause() }
      }
      _ = write(STDERR_FILENO, text, strlen(text))
      _exit(1)
    }
  }
}
