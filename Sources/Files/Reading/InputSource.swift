/// Gives the bytes of an input. A new kind of container is a new type and a line in `openInput`.
public protocol InputSource: AnyObject {
  /// Its name in messages.
  var name: String { get }
  /// The file that it is read from, as it was when it was opened.
  var identity: FileIdentity { get }
  /// Its size in bytes where inputs are divided into shards; nil where it is not known (a pipe).
  var extent: Int? { get }
  /// Whether one shard gets it as a whole, because offsets in it are not those of the file (compressed files).
  var isIndivisible: Bool { get }
  /// Whether a read would return at once, with bytes or the end.
  var isReady: Bool { get }

  /// Reads into `buffer` from `start` on.
  ///
  /// - Returns: how many bytes were read; 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int) throws(InputOutputError) -> Int
  /// Moves to a byte. It is counted from the offset at which reading began.
  ///
  /// - Throws: where the source can be read only once, or has fewer bytes.
  func seek(to offset: Int) throws(InputOutputError)
  /// - Throws: where the file has changed since it was opened.
  func checkUnchanged() throws(InputOutputError)
}

/// Opens an input. Its first bytes, and not its name, say whether it is compressed.
///
/// - Throws: where the file is missing, may not be read, or is a directory.
public func openInput(_ name: InputName) throws(InputOutputError) -> any InputSource {
  if case .text(let text) = name { return TextInput(text, name: name.description) }
  let file = try InputFile(name)
  if file.isRegular, let compression = Compression(firstBytes: try file.firstBytes(Compression.magicSize)) {
    return DecompressedFile(file, compression)
  }
  return file
}
