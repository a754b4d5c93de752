/// The path that a chain of symbolic links leads to, also where nothing exists there yet. Writing to it keeps the links.
///
/// - Throws: where the links lead in a circle, or one of them cannot be read.
func resolvedPath(_ path: String) throws(InputOutputError) -> String {
  var place = path
  for _ in 0..<40 {
    if let real = withFileName(place, { realpath($0, nil) }) {
      defer { free(real) }
      return fileName(real)
    }
    guard let next = linkTarget(place) else {
      // EINVAL: it is not a link.
      guard errno == EINVAL || nothingHadTheName else { throw .system(path, "read") }
      return place
    }
    place = next
  }
  throw .failed("\(path): leads through too many symbolic links")
}

/// The path itself, or where it names a symbolic link, the path that the link leads to. Files that belong to the file lie beside it.
///
/// - Throws: where the links lead in a circle.
package func pathBehindLinks(_ path: String) throws(InputOutputError) -> String {
  linkTarget(path) == nil ? path : try resolvedPath(path)
}

/// The absolute path without "." and "..", the same for "./a", "a" and "b/../a". The directory must exist.
func canonicalPath(_ path: String) -> String {
  guard let name = path.unicodeScalars.split(separator: "/").last,
    let real = withFileName(directory(of: path), { realpath($0, nil) })
  else { return path }
  defer { free(real) }
  return "\(fileName(real))/\(String(name))"
}

/// The descriptor of this process that a path such as `/dev/stdout` or `/dev/fd/3` names; nil for every other path.
func namedDescriptor(_ path: String) -> Int32? {
  #if os(Linux)
    let descriptors = "/proc/\(getpid())/fd"
  #else
    let descriptors = "/dev/fd"
  #endif
  var place = path
  for _ in 0..<40 {
    let parent = withFileName(directory(of: place)) { realpath($0, nil) }
    defer { free(parent) }
    if let parent, fileName(parent) == descriptors, let name = place.unicodeScalars.split(separator: "/").last {
      return Int32(String(name))
    }
    guard let next = linkTarget(place) else { return nil }
    place = next
  }
  return nil
}

/// The target of a symbolic link; nil where the path is not a link.
func linkTarget(_ path: String) -> String? {
  var target = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
  let count = target.withUnsafeMutableBytes { target in
    withFileName(path) {
      readlink($0, target.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped, target.count)
    }
  }
  guard count > 0 else { return nil }
  let name = fileName(target[..<count])
  return name.begins(with: "/") ? name : "\(directory(of: path))/\(name)"
}
