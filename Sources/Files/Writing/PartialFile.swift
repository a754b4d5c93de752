import Console

/// An output file that has its name only when it is whole: until then it is FILE.partial, locked by whoever writes it.
///
/// The lock is on the file, not on the name, and a file takes its lock along when it is renamed. So who gets the lock of
/// what was FILE.partial a moment ago looks again whether it still is: otherwise it would cut the finished file.
///
/// A user may remove or rename FILE.partial, and another run then begins one of the same name. So the names are held in an
/// open directory, and before FILE.partial is renamed or removed, and before its journal is touched, it is looked up whether
/// it is still the file that was opened. POSIX has no call that does both at once. While names are given, no other run can
/// come between where there is an old FILE, whose lock who begins asks for. Where there is none, the user would have to remove
/// FILE.partial and another run make its own within microseconds: then that one gets the name too early. Both runs notice and
/// fail, as this one looks again after the rename, and the other one finds that FILE.partial is gone.
final class PartialFile {
  /// The final name, symbolic links followed.
  let target: DirectoryEntry
  /// FILE.partial.
  let name: DirectoryEntry
  let sink: ByteSink
  /// What had the final name when the file was locked: that alone is replaced.
  private let replaced: FileIdentity?
  private(set) var isCommitted = false
  /// The old FILE, locked; negative before the end.
  private var replacedDescriptor: Int32 = -1

  /// Takes an empty partial file away again: a run that failed before its first row leaves nothing.
  deinit {
    if size == 0 { discard() }
    if replacedDescriptor >= 0 { close(replacedDescriptor) }
  }

  static func name(of target: DirectoryEntry) -> DirectoryEntry { target.appending(".partial") }

  /// Opens FILE.partial, and keeps what it holds.
  ///
  /// - Throws: also where another process is writing it, or the file that it will replace may not be written.
  init(_ target: DirectoryEntry) throws(InputOutputError) {
    self.target = target
    if target.identity() != nil {
      guard target.isAccessible(W_OK) else { throw .system(target.path, "write") }
      try Self.refuseWhileFinishing(target)
    }
    name = Self.name(of: target)
    sink = try Self.openLocked(name)
    // Another run may have ended before this one had the lock.
    replaced = target.identity()
    // A directory may allow new files and not their renaming.
    try name.checkReplaceable()
  }

  /// - Throws: where another process is giving the file its name, or has given it just now and has some cleaning up left.
  private static func refuseWhileFinishing(_ target: DirectoryEntry) throws(InputOutputError) {
    let descriptor = target.open(O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw .failed("\(target.path): another process is writing it")
    }
  }

  private static func openLocked(_ name: DirectoryEntry) throws(InputOutputError) -> ByteSink {
    let path = name.path
    while true {
      if name.identity()?.isLink == true {
        throw .failed("\(path): is a symbolic link, which is not written through; remove it")
      }
      let sink = try ByteSink(opened: name.open(O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK), name: path)
      guard sink.identity.isRegular else { throw .failed("\(path): is no regular file; remove it") }
      guard flock(sink.descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK ? .failed("\(path): another process is writing it") : .system(path, "lock")
      }
      guard let locked = FileIdentity(descriptor: sink.descriptor), name.identity()?.isSameFile(as: locked) == true
      else { continue }
      guard locked.linkCount == 1 else {
        throw .failed("\(path): is another file's name too (a hard link); remove it")
      }
      return sink
    }
  }

  static func journal(of name: DirectoryEntry) -> Journal { Journal(name.appending(".journal")) }

  /// Its journal, which whoever has the lock may change while the file has its partial name.
  var journal: Journal { Self.journal(of: name) }

  /// Bytes that it holds.
  var size: Int { FileIdentity(descriptor: sink.descriptor)?.size ?? 0 }

  /// What an interrupt removes.
  var removal: Interruption.Removal { name.removal(of: sink.identity) }

  /// Makes it an empty file that those may read who may read what it will replace, and nobody else.
  func begin() throws(InputOutputError) {
    if let replaced { _ = fchmod(sink.descriptor, mode_t(replaced.mode) & 0o7777) }
    try sink.cut(to: 0)
  }

  /// Whether FILE.partial is still the file that was opened.
  var isInPlace: Bool { name.identity()?.isSameFile(as: sink.identity) == true }

  /// - Throws: where it is not.
  func checkInPlace() throws(InputOutputError) {
    guard isInPlace else {
      throw .failed("\(name.path): was removed, renamed or replaced while this run was writing it; run it again")
    }
  }

  /// Keeps other runs from beginning, should FILE.partial be removed at this late moment. Where the lock cannot be had, that
  /// goes without.
  func lockReplaced() {
    replacedDescriptor = target.open(O_RDONLY | O_NONBLOCK)
    if replacedDescriptor >= 0 { flock(replacedDescriptor, LOCK_EX | LOCK_NB) }
  }

  /// - Throws: where giving the file its name would rename or replace another file than those that were there at the start.
  func checkReady() throws(InputOutputError) {
    try checkInPlace()
    guard let now = target.identity(), replaced?.isSameFile(as: now) != true else { return }
    throw .failed("\(target.path): is another file than at the start of the run; it is not replaced")
  }

  /// Removes what has the final name, so that nobody takes it for what belongs to other new files.
  func removeReplaced() {
    if let replaced { target.remove(replaced) }
    target.synchronizeDirectory()
  }

  /// Gives the file its name. What was written is on the disk already.
  func commit() throws(InputOutputError) {
    try checkReady()
    guard name.rename(to: target) else { throw .system(target.path, "write") }
    isCommitted = true
    // Nothing is there if whoever waited for the file has taken it away already.
    if let now = target.identity(), !now.isSameFile(as: sink.identity) {
      throw .failed("\(target.path): is not what this run wrote, as \(name.path) was replaced at the last moment")
    }
    target.synchronizeDirectory()
  }

  /// - Throws: where a path that the user gave does not lead to the file any more.
  func checkReached(by path: String) throws(InputOutputError) {
    guard !target.isNamed(by: try resolvedPath(path)) else { return }
    throw .failed(
      "\(path): does not lead any more where it led at the start of the run; the whole output is \(target.currentPath)")
  }

  /// Lets others write the file; everything is done.
  func unlock() {
    flock(sink.descriptor, LOCK_UN)
    if replacedDescriptor >= 0 { flock(replacedDescriptor, LOCK_UN) }
  }

  func discard() {
    if !isCommitted { name.remove(sink.identity) }
  }
}
