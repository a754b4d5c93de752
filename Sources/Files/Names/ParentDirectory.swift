/// Checks that the directory of a file that is to be made exists.
///
/// - Throws: where it does not, or is a file.
public func checkParentDirectory(of path: String) throws(InputOutputError) {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else { return }
  let parent = String(path[..<slash])
  guard let identity = FileIdentity(path: parent) else {
    throw .failed("\(path): there is no directory \(parent); `mkdir -p` creates it")
  }
  guard identity.isDirectory else { throw .failed("\(path): \(parent) is not a directory") }
}
