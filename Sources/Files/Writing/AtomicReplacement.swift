/// Replaces a small file at once: whoever reads it, also after a crash of the machine, finds the old content or the new.
enum AtomicReplacement {
  static func temporaryName(of name: DirectoryEntry) -> DirectoryEntry { name.appending(".new") }

  static func replace(_ name: DirectoryEntry, with content: [UInt8]) throws(InputOutputError) {
    let temporary = temporaryName(of: name)
    // Whatever bears the temporary name is a torn one of an earlier run; a link is not written through.
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
