import Console

/// An output file that gets its name when it is whole: until then it is FILE.partial, locked by the run that writes it.
///
/// The lock belongs to the file, not to the name, and a file keeps its lock when it is renamed. So a run that gets the lock of
/// FILE.partial checks that the name still leads to that file: otherwise it would cut the finished file.
///
/// A user may remove or rename FILE.partial, and another run may then create a new one. So names are held in an open directory,
/// and before a run renames or removes FILE.partial, or changes its journal, it checks that the name still leads to the file that
/// it opened. POSIX has no call that checks and renames in one step. Where an old FILE exists, its lock keeps other runs out
/// meanwhile. Where none exists, a user would have to remove FILE.partial and another run to create a new one within
/// microseconds; then the new one gets the name too early. Both runs notice it and fail: this one checks again after the rename,
/// and the other one finds that its FILE.partial is gone.
final class PartialFile {
  /// The final name, symbolic links followed.
  let target: DirectoryEntry
  /// FILE.partial.
  let name: DirectoryEntry
  let sink: ByteSink
  /// The file that had the final name when FILE.partial was locked. No other file is replaced.
  private let replaced: FileIdentity?
  private(set) var isCommitted = false
  /// The old FILE, locked while names are given; negative before.
  private var replacedDescriptor: Int32 = -1

  /// Removes an empty partial file: a run that failed before its first row leaves nothing.
  deinit {
    if size == 0 { discard() }
    if replacedDescriptor >= 0 { close(replacedDescriptor) }
  }

  static func name(of target: DirectoryEntry) -> DirectoryEntry { target.appending(".partial") }

  /// Opens FILE.partial and keeps its content.
  ///
  /// - Throws: also where another process is writing it, or the file that it will replace is not writable.
  init(_ target: DirectoryEntry) throws(InputOutputError) {
    self.target = target
    if try target.fileIfPresent() != nil {
      guard target.isAccessible(W_OK) else { throw .system(target.path, "write") }
      try Self.refuseWhileFinishing(target)
    }
    name = Self.name(of: target)
    sink = try Self.openLocked(name)
    // After the lock: another run may have given the file its name just before.
    replaced = try target.fileIfPresent()
    // A directory may allow to create files and not to rename them.
    try name.checkReplaceable()
  }

  /// - Throws: where another process is giving the file its name, or has just given it and still cleans up.
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
        throw .failed("\(path): is a symbolic link, and the run does not write through it; remove it")
      }
      let sink = try ByteSink(opened: name.open(O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK), name: path)
      guard sink.identity.isRegular else { throw .failed("\(path): is not a regular file; remove it") }
      guard flock(sink.descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw errno == EWOULDBLOCK ? .failed("\(path): another process is writing it") : .system(path, "lock")
      }
      guard let locked = FileIdentity(descriptor: sink.descriptor), name.identity()?.isSameFile(as: locked) == true
      else { continue }
      guard locked.linkCount == 1 else {
        throw .failed("\(path): has another name too (a hard link); remove it")
      }
      return sink
    }
  }

  static func journal(of name: DirectoryEntry) -> Journal { Journal(name.appending(".journal")) }

  /// Its journal. Only the run that holds the lock may change it, and only while the file has its partial name.
  var journal: Journal { Self.journal(of: name) }

  /// Its size in bytes.
  var size: Int { FileIdentity(descriptor: sink.descriptor)?.size ?? 0 }

  /// The file that an interrupt must remove.
  var removal: Interruption.Removal { name.removal(of: sink.identity) }

  /// Empties the file and gives it the permissions of the file that it will replace.
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

  /// Locks the old FILE, which keeps other runs from beginning if somebody removes FILE.partial now. If the lock cannot be taken,
  /// the run goes on without it.
  func lockReplaced() {
    replacedDescriptor = target.open(O_RDONLY | O_NONBLOCK)
    if replacedDescriptor >= 0 { flock(replacedDescriptor, LOCK_EX | LOCK_NB) }
  }

  /// - Throws: where another file has the partial or the final name than at the start.
  func checkReady() throws(InputOutputError) {
    try checkInPlace()
    guard let now = try target.fileIfPresent(), replaced?.isSameFile(as: now) != true else { return }
    throw .failed("\(target.path): is another file than at the start of the run, and is not replaced")
  }

  /// Removes the old FILE, so that nobody uses it together with the new companions.
  func removeReplaced() {
    if let replaced { target.remove(replaced) }
    target.synchronizeDirectory()
  }

  /// Gives the file, which is on the disk already, its name.
  func commit() throws(InputOutputError) {
    try checkReady()
    guard name.rename(to: target) else { throw .system(target.path, "write") }
    isCommitted = true
    // The name may be gone: a process that waited for the file may have moved it already.
    if let now = target.identity(), !now.isSameFile(as: sink.identity) {
      throw .failed("\(target.path): is not what this run wrote, as \(name.path) was replaced at the last moment")
    }
    target.synchronizeDirectory()
  }

  /// - Throws: where the path that the user gave does not lead to the file any more.
  func checkReached(by path: String) throws(InputOutputError) {
    guard !target.isNamed(by: try resolvedPath(path)) else { return }
    throw .failed(
      "\(path): does not lead to the same directory as at the start of the run; the whole output is \(target.currentPath)"
    )
  }

  /// Lets other runs write the file.
  func unlock() {
    flock(sink.descriptor, LOCK_UN)
    if replacedDescriptor >= 0 { flock(replacedDescriptor, LOCK_UN) }
  }

  func discard() {
    if !isCommitted { name.remove(sink.identity) }
  }
}
