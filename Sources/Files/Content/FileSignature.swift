/// The bytes that a kind of file begins with.
struct FileSignature {
  /// With its article.
  let name: String
  private let bytes: [UInt8]
  /// Their offset in the file.
  private let offset: Int
  /// Whether no text begins with them. Otherwise a file that begins with them is of this kind only if it holds control
  /// characters too.
  private let isProof: Bool

  private init(_ name: String, _ bytes: [UInt8], at offset: Int = 0, isProof: Bool = true) {
    (self.name, self.bytes, self.offset, self.isProof) = (name, bytes, offset, isProof)
  }

  /// A signature of letters, with which a text may begin too.
  private init(_ name: String, letters: String, at offset: Int = 0, isProof: Bool = false) {
    self.init(name, Array(letters.utf8), at: offset, isProof: isProof)
  }

  func isIn(_ sample: [UInt8], hasControls: Bool) -> Bool {
    (isProof || hasControls) && sample.dropFirst(offset).starts(with: bytes)
  }

  /// The words of an error after the name, with a command that makes text of the file, if there is one.
  func remedy(file: String) -> String {
    if name.hasPrefix("UTF-") { return Self.remedy(encoding: String(name.prefix { $0 != " " })) }
    if name == Self.parquet { return Self.remedy(parquet: file) }
    if name == Self.pointer { return LFSPointer.remedy }
    return ", not text"
  }

  static func remedy(encoding: String) -> String { "; `iconv -f \(encoding) -t UTF-8` makes UTF-8 of it" }

  private static func remedy(parquet file: String) -> String {
    // A name with characters that mean something to a shell or to SQL is not put into the command.
    let isPlain = file.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789._/-".unicodeScalars.contains($0))
    }
    let file = isPlain ? file : "FILE"
    return ", not text; `duckdb -c \"COPY (FROM '\(file)') TO '\(file).jsonl'\"` makes JSON lines of it"
  }

  private static let parquet = "a Parquet file"
  private static let pointer = "a git LFS pointer"

  static let all = [
    FileSignature(parquet, letters: "PAR1"), FileSignature("an Arrow file", letters: "ARROW1"),
    FileSignature("a Feather file", letters: "FEA1"), FileSignature("an Arrow stream", [0xFF, 0xFF, 0xFF, 0xFF]),
    FileSignature("an ORC file", letters: "ORC"), FileSignature("an Avro file", [0x4F, 0x62, 0x6A, 0x01]),
    FileSignature("an HDF5 file", [0x89, 0x48, 0x44, 0x46]), FileSignature("a NetCDF file", [0x43, 0x44, 0x46, 0x01]),
    FileSignature("a NumPy array", [0x93] + Array("NUMPY".utf8)),
    FileSignature("a pickle", [0x80, 0x02]), FileSignature("a pickle", [0x80, 0x03]),
    FileSignature("a pickle", [0x80, 0x04]), FileSignature("a pickle", [0x80, 0x05]),
    FileSignature("an SQLite database", Array("SQLite format 3\0".utf8)),
    FileSignature("a DuckDB database", letters: "DUCK", at: 8),
    FileSignature("a MATLAB file", letters: "MATLAB 5.0 MAT-file"), FileSignature("an R data file", letters: "RDX"),
    FileSignature("a GGUF model", letters: "GGUF"),
    FileSignature("a checkpoint of this program", [0x89] + Array("ALBERT".utf8)),
    FileSignature("a safetensors model", [0, 0, 0, 0, 0, UInt8(ascii: "{")], at: 3),
    FileSignature("a zip archive (or an office document)", [0x50, 0x4B, 0x03, 0x04]),
    FileSignature("a zip archive", [0x50, 0x4B, 0x05, 0x06]),
    FileSignature("a 7z archive", Array("7z".utf8) + [0xBC, 0xAF]), FileSignature("a RAR archive", letters: "Rar!"),
    FileSignature("a tar archive", letters: "ustar", at: 257),
    FileSignature("an lz4 file", [0x04, 0x22, 0x4D, 0x18]), FileSignature("a compress (.Z) file", [0x1F, 0x9D]),
    FileSignature("a Snappy file", [0xFF, 0x06, 0x00, 0x00]),
    FileSignature("a PDF document", letters: "%PDF-", isProof: true),
    FileSignature("a PostScript document", letters: "%!PS-", isProof: true),
    FileSignature("an RTF document", letters: "{\\rtf", isProof: true),
    FileSignature("an office document", [0xD0, 0xCF, 0x11, 0xE0]),
    FileSignature("a PNG picture", [0x89] + Array("PNG".utf8)), FileSignature("a JPEG picture", [0xFF, 0xD8, 0xFF]),
    FileSignature("a GIF picture", letters: "GIF8"), FileSignature("a TIFF picture", [0x49, 0x49, 0x2A, 0x00]),
    FileSignature("a TIFF picture", [0x4D, 0x4D, 0x00, 0x2A]),
    FileSignature("a recording (WAV, AVI, WebP)", letters: "RIFF"), FileSignature("an Ogg recording", letters: "OggS"),
    FileSignature("a FLAC recording", letters: "fLaC"), FileSignature("an MP3 recording", letters: "ID3"),
    FileSignature("an MP4 recording", letters: "ftyp", at: 4),
    FileSignature("a program", [0x7F] + Array("ELF".utf8)), FileSignature("a program", [0xCA, 0xFE, 0xBA, 0xBE]),
    FileSignature("a program", [0xCF, 0xFA, 0xED, 0xFE]), FileSignature("a program", letters: "MZ"),
    FileSignature("a WebAssembly program", [0x00] + Array("asm".utf8)),
    FileSignature(pointer, LFSPointer.start),
    FileSignature("UTF-32 text", [0xFF, 0xFE, 0x00, 0x00]), FileSignature("UTF-32 text", [0x00, 0x00, 0xFE, 0xFF]),
    FileSignature("UTF-16 text", [0xFF, 0xFE]), FileSignature("UTF-16 text", [0xFE, 0xFF]),
  ]
}
