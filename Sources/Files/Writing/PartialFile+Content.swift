/// Compares files with a journal's marks.
extension PartialFile {
  /// Whether FILE.partial begins with the bytes that a mark describes and, if `isWhole`, has no more.
  func holds(_ mark: Journal.FileMark, isWhole: Bool) throws(InputOutputError) -> Bool {
    try Self.isFile(InputFile(sink.descriptor, name: sink.name, closes: false), mark, isWhole: isWhole)
  }

  /// Whether the file that has the final name is the one that a mark describes.
  func targetHolds(_ mark: Journal.FileMark) throws(InputOutputError) -> Bool {
    guard try target.fileIfPresent()?.isRegular == true else { return false }
    let file = try InputFile(target.open(O_RDONLY | O_NONBLOCK), name: target.path, closes: true)
    return try Self.isFile(file, mark, isWhole: true)
  }

  private static func isFile(
    _ file: InputFile, _ mark: Journal.FileMark, isWhole: Bool
  ) throws(InputOutputError) -> Bool {
    let size = file.identity.size
    guard isWhole ? size == mark.byteCount : size >= mark.byteCount else { return false }
    let header = try checksum(of: file, 0..<mark.bodyStart)
    guard !isWhole || header == mark.headerChecksum else { return false }
    return try checksum(of: file, mark.bodyStart..<mark.byteCount) == mark.checksum
  }

  /// CRC-32 of a range of bytes; nil where the file is shorter.
  private static func checksum(of file: InputFile, _ range: Range<Int>) throws(InputOutputError) -> UInt32? {
    try file.seek(to: range.lowerBound)
    var crc = CRC32()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var left = range.count
    while left > 0 {
      let count = min(left, try file.read(into: &chunk, from: 0))
      guard count > 0 else { return nil }
      crc.update(chunk[..<count])
      left -= count
    }
    return crc.value
  }
}
