/// Where the bytes of an input come from. Another container is a type of its own and a line in `openInput`.
public protocol InputSource: AnyObject {
  /// As messages call it.
  var name: String { get }
  /// The file that it is read from, as it was when it was opened.
  var identity: FileIdentity { get }
  /// Bytes that it stands for where inputs are dealt out to shards; nil where that is not known (a pipe).
  var extent: Int? { get }
  /// Whether it is dealt out as a whole: what is in it has other places than the file's bytes.
  var isDealtWhole: Bool { get }
  /// Whether a read would return at once, with bytes or the end.
  var isReady: Bool { get }

  /// Reads into `buffer` from `start` on and returns how many bytes came; 0 at the end.
  func read(into buffer: inout [UInt8], from start: Int) throws(InputOutputError) -> Int
  /// Goes to this byte, counted from where reading began.
  ///
  /// - Throws: where it can be read only once, or has fewer bytes.
  func seek(to offset: Int) throws(InputOutputError)
  /// - Throws: where the file is no longer what it was when it was opened.
  func checkUnchanged() throws(InputOutputError)
}

/// Opens an input, by what its first bytes say whatever its name is.
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
