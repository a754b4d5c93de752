/// The names in a directory, in no particular order; nil where it cannot be read, and `errno` says why.
public func directoryEntries(_ path: String) -> [String]? {
  guard let stream = withFileName(path, { opendir($0) }) else { return nil }
  defer { closedir(stream) }
  var names: [String] = []
  // At the end of the directory, `errno` stays as it is.
  while true {
    errno = 0
    guard let entry = readdir(stream) else { break }
    let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
        fileName($0)
      }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  guard errno == 0 else { return nil }
  return names
}
