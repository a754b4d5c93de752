/// Replaces a small file as a whole: a reader finds the old content or the new one, also after the machine has crashed.
enum AtomicReplacement {
  static func temporaryName(of name: DirectoryEntry) -> DirectoryEntry { name.appending(".new") }

  /// - Parameter beginning: the bytes with which every content begins.
  /// - Throws: where the temporary name belongs to a file that no interrupted replacement left. `replace` and `remove` would
  ///   destroy it.
  static func checkTemporary(of name: DirectoryEntry, beginning: [UInt8]) throws(InputOutputError) {
    let temporary = temporaryName(of: name)
    guard let identity = try temporary.fileIfPresent() else { return }
    guard identity.isRegular else {
      throw .failed("\(temporary.path): is not a regular file, and the run needs this name; remove it")
    }
    let content = try temporary.content(atMost: beginning.count)
    // A crash of the machine may leave zeros in place of what was written.
    guard beginning.starts(with: content) || content.allSatisfy({ $0 == 0 }) else {
      throw .failed("\(temporary.path): is another program's file, and the run needs this name; rename or remove it")
    }
  }

  static func replace(_ name: DirectoryEntry, with content: [UInt8]) throws(InputOutputError) {
    let temporary = temporaryName(of: name)
    // `checkTemporary` has found that it is ours. A link that appeared since is removed and not followed.
    temporary.remove()
    let sink = try ByteSink(opened: temporary.open(O_WRONLY | O_CREAT | O_EXCL), name: temporary.path)
    try sink.write(content)
    try sink.synchronize()
    guard temporary.rename(to: name) else { throw .system(name.path, "write") }
    name.synchronizeDirectory()
  }

  static func remove(_ name: DirectoryEntry) {
    temporaryName(of: name).remove()
    name.remove()
  }
}
