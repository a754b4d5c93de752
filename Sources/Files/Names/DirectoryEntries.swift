/// The names in a directory, in no particular order. Empty where it cannot be read; `errno` then says why.
public func directoryEntries(_ path: String) -> [String] {
  errno = 0
  guard let stream = withFileName(path, { opendir($0) }) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
        fileName($0)
      }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}
