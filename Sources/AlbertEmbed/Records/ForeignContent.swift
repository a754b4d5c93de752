import Files

/// What is no text, by the first bytes of an input: embedded as text, it would give rows that mean nothing.
enum ForeignContent {
  /// Bytes that are looked at.
  static let sampleSize = 4096

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("PAR1".utf8), "a Parquet file"), (Array("ARROW1".utf8), "an Arrow file"),
    (Array("FEA1".utf8), "a Feather file"), ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
    (Array("SQLite format 3\0".utf8), "an SQLite database"), (Array("%PDF-".utf8), "a PDF document"),
    (Array("PK\u{3}\u{4}".utf8), "a zip archive (or an office document)"), (Array("ORC".utf8), "an ORC file"),
    (Array("Obj\u{1}".utf8), "an Avro file"), ([0x89] + Array("HDF".utf8), "an HDF5 file"),
    ([0x89] + Array("PNG".utf8), "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"), ([0x7F] + Array("ELF".utf8), "a program"),
    (Array("GGUF".utf8), "a GGUF model"), ([0x89] + Array("ALBERT".utf8), "a checkpoint of this program"),
    ([0x80, 0x02], "a pickle"), ([0x80, 0x04], "a pickle"), ([0x80, 0x05], "a pickle"),
    (Array("7z".utf8) + [0xBC, 0xAF], "a 7z archive"), ([0xFF, 0xFE, 0x00, 0x00], "UTF-32 text"),
    ([0x00, 0x00, 0xFE, 0xFF], "UTF-32 text"), ([0xFF, 0xFE], "UTF-16 text"), ([0xFE, 0xFF], "UTF-16 text"),
  ]

  /// What the input is, in words, with the way to text where there is one; nil where it may be text.
  ///
  /// - Parameters:
  ///   - bytes: what the input begins with, some kilobytes or all of it.
  ///   - allowsZeros: whether zero bytes have a meaning in the format.
  static func description(of bytes: ArraySlice<UInt8>, allowsZeros: Bool) -> String? {
    if let compression = Compression(firstBytes: Array(bytes.prefix(Compression.magicSize))) {
      return "is compressed; pipe it through `\(compression.command.joined(separator: " "))`"
    }
    if let signature = signatures.first(where: { bytes.starts(with: $0.bytes) }),
      // A text may begin with the letters of a signature.
      bytes.prefix(sampleSize).contains(where: { $0 < 0x09 || $0 >= 0x80 })
    {
      let isText = signature.name.hasPrefix("UTF-")
      return "is \(signature.name)\(isText ? "" : ", no text")\(remedy(signature.name))"
    }
    let sample = bytes.prefix(sampleSize)
    if let encoding = wideEncoding(sample), !allowsZeros { return "is \(encoding) text\(remedy(encoding))" }
    return nil
  }

  private static func remedy(_ name: String) -> String {
    switch name {
    case "a Parquet file": "; `duckdb -c \"COPY 'FILE' TO 'FILE.jsonl'\"` makes JSON lines of it"
    case let name where name.hasPrefix("UTF-"):
      "; `iconv -f \(name.split(separator: " ")[0]) -t UTF-8` makes it what is read here"
    default: ""
    }
  }

  /// UTF-16 without its mark: nearly every other byte of Western text is zero, and always on the same side.
  private static func wideEncoding(_ bytes: ArraySlice<UInt8>) -> String? {
    let pairs = bytes.count / 2
    guard pairs >= 8 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in bytes.prefix(pairs * 2).enumerated() where byte == 0 { zeros[index % 2] += 1 }
    if zeros[1] * 2 > pairs, zeros[0] * 20 < pairs { return "UTF-16LE" }
    if zeros[0] * 2 > pairs, zeros[1] * 20 < pairs { return "UTF-16BE" }
    return nil
  }
}
