/// An output file that has its name only when it is whole: until then it is FILE.partial, locked by whoever writes it.
///
/// The lock is on the file, not on the name, and a file takes its lock along when it is renamed. So who gets the lock of
/// what was FILE.partial a moment ago looks again whether it still is: otherwise it would cut the finished file.
final class PartialFile {
  /// The final name, symbolic links followed.
  let path: String
  let sink: ByteSink
  private var isCommitted = false

  /// Takes an empty partial file away again: a run that failed before its first row leaves nothing.
  deinit {
    if !isCommitted, size == 0 { discard() }
  }

  static func partialPath(of path: String) -> String { "\(path).partial" }

  /// Opens FILE.partial, and keeps what it holds.
  ///
  /// - Throws: also where another process is writing it, or the file that it will replace may not be written.
  init(path: String) throws(InputOutputError) {
    self.path = try resolvedPath(path)
    let replaced = FileIdentity(path: self.path)
    if replaced != nil {
      guard isAccessible(self.path, W_OK) else { throw .system(self.path, "write") }
      try Self.refuseWhileFinishing(self.path)
    }
    sink = try Self.openLocked(Self.partialPath(of: self.path))
    if let replaced {
      // Who may read the old content may read the new one, and nobody else.
      _ = fchmod(sink.descriptor, mode_t(replaced.mode) & 0o7777)
    }
  }

  /// - Throws: where another process has given the file its name just now and has some cleaning up left to do.
  private static func refuseWhileFinishing(_ path: String) throws(InputOutputError) {
    let descriptor = openFile(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw .failed("\(path): another process is writing it")
    }
  }

  private static func openLocked(_ path: String) throws(InputOutputError) -> ByteSink {
    while true {
      if FileIdentity(path: path, followsLink: false)?.isLink == true {
        throw .failed("\(path): is a symbolic link, which is not written through; remove it")
      }
      let sink = try ByteSink(path: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK)
      guard sink.identity.isRegular else { throw .failed("\(path): is no regular file; remove it") }
      guard flock(sink.descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK ? .failed("\(path): another process is writing it") : .system(path, "lock")
      }
      guard let locked = FileIdentity(descriptor: sink.descriptor),
        FileIdentity(path: path, followsLink: false)?.isSameFile(as: locked) == true
      else { continue }
      guard locked.linkCount == 1 else {
        throw .failed("\(path): is another file's name too (a hard link); remove it")
      }
      return sink
    }
  }

  /// Bytes that it holds.
  var size: Int { FileIdentity(descriptor: sink.descriptor)?.size ?? 0 }

  /// Gives the file its name. What was written is on the disk already.
  func commit() throws(InputOutputError) {
    guard renameFile(sink.name, to: path) else { throw .system(path, "write") }
    isCommitted = true
    synchronizeDirectory(of: path)
  }

  /// Lets others write the file; everything is done.
  func unlock() { flock(sink.descriptor, LOCK_UN) }

  func discard() {
    if !isCommitted { removeFile(sink.name) }
  }
}

/// Waits until a rename is on the disk. A file system that cannot do this for directories does it in its own time.
func synchronizeDirectory(of path: String) {
  let descriptor = openFile(directory(of: path), O_RDONLY)
  guard descriptor >= 0 else { return }
  _ = fsync(descriptor)
  close(descriptor)
}
