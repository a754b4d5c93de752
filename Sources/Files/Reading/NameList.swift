/// A list of file names, each ended by a zero byte, as `find -print0` writes it. A name may hold every other byte.
public struct NameList {
  public let names: InputNames
  /// The list's own name.
  public let description: String
  public let identity: FileIdentity

  /// The longest name in bytes, which is longer than any system allows.
  private static let longestName = 1 << 16

  /// - Throws: where the list cannot be read, or holds something that is not a name.
  public init(_ list: InputName) throws(InputOutputError) {
    let source = try openInput(list)
    (description, identity) = (list.description, source.identity)
    var names = InputNames()
    var buffer = [UInt8](repeating: 0, count: 2 * Self.longestName)
    var end = 0
    while true {
      let count = try source.read(into: &buffer, from: end)
      end += count
      var start = 0
      while let zero = buffer[start..<end].firstIndex(of: 0) {
        try Self.add(buffer[start..<zero], to: &names, of: description)
        start = zero + 1
      }
      if count == 0 {
        if start < end { try Self.add(buffer[start..<end], to: &names, of: description) }
        break
      }
      guard end - start <= Self.longestName else {
        throw .failed("\(description): name \(names.count + 1) has more than \(Self.longestName) bytes")
      }
      buffer.replaceSubrange(0..<end - start, with: Array(buffer[start..<end]))
      end -= start
    }
    try source.checkUnchanged()
    if names.count == 1, case .path(let name) = names[0], name.utf8.contains(0x0A), fileExists(name) == false {
      throw .failed("\(description): holds lines; names end with zero bytes, as those of `find -print0` do")
    }
    self.names = names
  }

  private static func add(
    _ bytes: ArraySlice<UInt8>, to names: inout InputNames, of list: String
  ) throws(InputOutputError) {
    guard !bytes.isEmpty else { throw .failed("\(list): name \(names.count + 1) is empty") }
    do {
      try names.append(path: bytes)
    } catch {
      throw .failed("\(list): \(error)")
    }
  }
}
