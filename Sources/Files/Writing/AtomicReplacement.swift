/// Replaces a small file at once: whoever reads it, also after a crash of the machine, finds the old content or the new.
enum AtomicReplacement {
  static func temporaryPath(of path: String) -> String { "\(path).new" }

  static func replace(_ path: String, with content: [UInt8]) throws(InputOutputError) {
    let temporary = temporaryPath(of: path)
    // Whatever bears the temporary name is a torn one of an earlier run; a link is not written through.
    removeFile(temporary)
    let sink = try ByteSink(path: temporary, flags: O_WRONLY | O_CREAT | O_EXCL)
    try sink.write(content)
    try sink.synchronize()
    guard renameFile(temporary, to: path) else { throw .system(path, "write") }
    synchronizeDirectory(of: path)
  }

  static func remove(_ path: String) {
    removeFile(temporaryPath(of: path))
    removeFile(path)
  }
}
