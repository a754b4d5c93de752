import TestSupport
import Testing

/// An input that is not text is refused by its kind; odd texts are read.
@Suite struct WrongInputTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  /// Bytes that follow a letters' signature in a real file.
  private static let binary: [UInt8] = [0, 1, 2, 0xFF] + Array("column names and more".utf8) + [0, 0, 0, 7]

  private static func file(_ letters: String, _ more: [UInt8] = binary) -> [UInt8] { Array(letters.utf8) + more }

  private static func random(_ count: Int) -> [UInt8] {
    var generator = SplitMix64(state: 1)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  private static func wide(_ text: String, littleEndian: Bool = true) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return littleEndian ? bytes : bytes.reversed()
    }
  }

  /// What a file is called, and what it begins with.
  private static let files: [(name: String, content: [UInt8])] = [
    ("a Parquet file", file("PAR1", [0x15, 0x04, 0x15, 0x20] + binary)),
    ("an Arrow file", file("ARROW1", [0, 0] + binary)),
    ("a Feather file", file("FEA1")), ("an Arrow stream", [0xFF, 0xFF, 0xFF, 0xFF, 0x10, 1, 0, 0] + binary),
    ("an ORC file", file("ORC")), ("an Avro file", file("Obj", [1] + binary)),
    ("an HDF5 file", [0x89] + file("HDF\r\n", [0x1A, 0x0A] + binary)), ("a NetCDF file", file("CDF", [1] + binary)),
    ("a NumPy array", [0x93] + file("NUMPY", [1, 0, 0x76, 0])), ("a pickle", [0x80, 0x04, 0x95] + binary),
    ("an SQLite database", file("SQLite format 3", binary)),
    ("a DuckDB database", [1, 2, 3, 4, 5, 6, 7, 8] + file("DUCK")),
    ("a MATLAB file", file("MATLAB 5.0 MAT-file, Platform: GLNXA64", [UInt8](repeating: 0x20, count: 80) + [0, 1])),
    ("an R data file", file("RDX3\nX\n")), ("a GGUF model", file("GGUF", [3, 0, 0, 0])),
    ("a safetensors model", [0x40, 0x1F, 0, 0, 0, 0, 0, 0] + file(#"{"__metadata__":{}}"#)),
    ("a zip archive (or an office document)", file("PK", [3, 4, 20] + binary)),
    ("a zip archive", file("PK", [5, 6] + binary)),
    ("a 7z archive", file("7z", [0xBC, 0xAF, 0x27, 0x1C])), ("a RAR archive", file("Rar!", [0x1A, 7, 1, 0])),
    ("a tar archive", file("a.txt", [UInt8](repeating: 0, count: 252) + file("ustar", [0] + binary))),
    ("an lz4 file", [0x04, 0x22, 0x4D, 0x18] + binary), ("a compress (.Z) file", [0x1F, 0x9D, 0x90] + binary),
    ("a Snappy file", [0xFF, 6, 0, 0] + file("sNaPpY")),
    ("a PDF document", file("%PDF-1.7\n", [0x25, 0xE2, 0xE3, 0x0A])),
    ("a PostScript document", file("%!PS-Adobe-3.0\n", [])), ("an RTF document", file("{\\rtf1\\ansi Hello\n", [])),
    ("an office document", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    ("a PNG picture", [0x89] + file("PNG\r\n", [0x1A, 0x0A] + binary)),
    ("a JPEG picture", [0xFF, 0xD8, 0xFF, 0xE0] + binary),
    ("a GIF picture", file("GIF89a")), ("a TIFF picture", file("II", [0x2A, 0, 8, 0])),
    ("a TIFF picture", file("MM", [0, 0x2A, 0, 0])), ("a recording", file("RIFF", [0x24, 0, 0, 0] + file("WAVEfmt "))),
    ("an Ogg recording", file("OggS")), ("a FLAC recording", file("fLaC")),
    ("an MP3 recording", file("ID3", [4] + binary)),
    ("an MP4 recording", [0, 0, 0, 0x20] + file("ftypisom")), ("a program", [0x7F] + file("ELF", [2, 1, 1, 0])),
    ("a program", file("MZ", [0x90, 0, 3] + binary)), ("a program", [0xCA, 0xFE, 0xBA, 0xBE] + binary),
    ("a WebAssembly program", [0] + file("asm", [1, 0, 0, 0])), ("UTF-16 text", [0xFF, 0xFE] + wide("Grüße\n")),
    ("UTF-16 text", [0xFE, 0xFF] + wide("Grüße\n", littleEndian: false)),
    ("UTF-16LE text", wide("no mark before it\n")),
    ("UTF-16BE text", wide("no mark before it\n", littleEndian: false)), ("binary, not text", wide(chinese)),
    ("UTF-32 text", [0xFF, 0xFE, 0, 0] + [0x61, 0, 0, 0]), ("binary, not text", random(5000)),
    ("binary, not text", random(100)),
    ("a git LFS pointer", file("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", [])),
  ]

  private static let chinese = String(repeating: "机器学习是一门多领域交叉学科涉及概率论统计学逼近论凸分析算法复杂度理论等多门学科", count: 20)

  private func expectRefusal(_ command: String, saying part: String) throws {
    let result = try shell(command)
    #expect(result.status == 1, "\(part): \(command)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.errors.contains("in: is \(part)"), "\(part): \(result.errors)")
    #expect(try !directory.entries.contains { $0.hasPrefix("f.npy") })
  }

  @Test func whatIsNoTextIsRefused() throws {
    for (name, content) in Self.files {
      try directory.write(content, to: "in")
      try expectRefusal("$B in -o f.npy", saying: name)
    }
    #expect(Self.files.count >= 40)
  }

  /// In any format, under any name, in a pipe that brings it in pieces, and as a record of its own.
  @Test func whereverItStands() throws {
    let (name, content) = try #require(Self.files.first)
    try directory.write(content, to: "in")
    for format in ["lines", "nul", "jsonl", "json", "csv", "tsv", "file", "ids"] {
      try expectRefusal("$B -i \(format) in -o f.npy", saying: name)
    }
    let piped = try shell("(head -c 3 in; sleep 0.1; tail -c +4 in) | $B > out.npy")
    #expect(piped.status == 1)
    #expect(piped.errors == "albert-embed: standard input: is a Parquet file, not text; \(Self.remedy("FILE"))\n")
    try directory.write("text\n", to: "good")
    let null = try shell("$B -i file --on-error null -q -f jsonl good in good")
    #expect(null.status == 3)
    #expect(
      null.text.split(separator: "\n").map { $0.contains("\"error\":\"in: is a Parquet file") } == [false, true, false])
    #expect(try shell("$B good in good -o f.npy").errors.contains("in: is a Parquet file"))
  }

  private static func remedy(_ name: String) -> String {
    "`duckdb -c \"COPY (FROM '\(name)') TO '\(name).jsonl'\"` makes JSON lines of it"
  }

  @Test func theRemedyNamesTheFile() throws {
    try directory.write(Self.files[0].content, to: "a-b.parquet")
    try directory.write(Self.files[0].content, to: "it's.parquet")
    #expect(try shell("$B a-b.parquet").errors.contains(Self.remedy("a-b.parquet")))
    #expect(try shell("$B \"it's.parquet\"").errors.contains(Self.remedy("FILE")))
    try directory.write(Self.wide("no mark before it\n"), to: "in")
    #expect(try shell("$B in").errors.contains("`iconv -f UTF-16LE -t UTF-8`"))
    try directory.write("a\0b\0c\0d\0e", to: "in")
    #expect(try shell("$B in").errors.contains("in: holds zero bytes, so it is not text; -i nul"))
    #expect(try shell("$B -i nul -f csv in | wc -l").text == "6\n")
  }

  /// Texts that look like something else, and how many lines they have.
  private static let texts: [(content: [UInt8], lines: Int)] = [
    (file("PK is short for many things\nPAR1\n", []), 2), (file("ORCHESTRE à cordes, été 1999\n", []), 1),
    (file("PAR1 é\nGIF89a ü\nRIFF ß\n", []), 3), (file("MZ, ID3, OggS, fLaC\n", []), 1),
    (file("BZh is not an archive\n", []), 1),
    ([0xEF, 0xBB, 0xBF] + file("behind a mark\n", []), 1),
    (file("caf", [0xE9, 0x0A]) + file("na", [0xEF]) + file("ve\n", []), 2),
    (file("page one", [0x0C]) + file("page two\n", []), 1), (file("\u{1B}[1mbold\u{1B}[0m\n", []), 1),
    (file("one stray zero", [0]) + file("and more\n", []), 1), (file("hive\u{1}fields\u{1}of\u{1}a\u{1}line\n", []), 1),
    (file("\r\n\r\n", []), 2), (file("SQLite format 3 is a format\n", []), 1), (file(chinese, [0x0A]), 1),
    (file("%PDF and %!PS are not documents\n", []), 1), (file("0\n", []), 1), ([], 0),
    // A character that is cut where the looking ends.
    (file(String(repeating: "x", count: 4095), Array("é\n".utf8)), 1),
    // Other encodings that have no zeros: Windows-1252, Shift JIS.
    ([0x93] + file("quoted", [0x94, 0x0A]), 1), ([0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x0A], 1),
  ]

  @Test func oddTextsAreTexts() throws {
    for (content, lines) in Self.texts {
      try directory.write(content, to: "in")
      let result = try shell("$B -q in -f csv --encoding-errors replace | tail -n +2 | wc -l")
      #expect(result.errors == "", "\(String(decoding: content.prefix(60), as: UTF8.self))")
      #expect(result.text == "\(lines)\n", "\(String(decoding: content.prefix(60), as: UTF8.self))")
    }
    // What somebody types is text, whatever it looks like.
    #expect(try shell("$B -q -e '%PDF-1.7' -f csv | wc -l").text == "2\n")
  }

  @Test func namesOfFieldsAreSaid() throws {
    try directory.write("id,body\n1,a\n", to: "in.csv")
    try directory.write("id\tbody\n1\ta\n", to: "in.tsv")
    try directory.write(#"{"id":1,"body":"a"}"# + "\n", to: "in.jsonl")
    try directory.write(#"[{"id":1,"body":"a"}]"#, to: "in.json")
    for (name, place) in [("csv", "line"), ("tsv", "line"), ("jsonl", "line"), ("json", "record")] {
      let result = try shell("$B in.\(name)")
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("albert-embed: in.\(name), \(place) 1: "), "\(result.errors)")
      #expect(
        result.errors.hasSuffix("'text'; it has 'id', 'body'; --field names the one to embed\n"), "\(result.errors)")
      #expect(try shell("$B --field body -f csv in.\(name) | wc -l").text == "2\n")
    }
    let many = (0..<30).map { "\"\($0)\(String(repeating: "x", count: 100))\":0" }.joined(separator: ",")
    try directory.write("{\(many)}\n", to: "in.jsonl")
    let errors = try shell("$B in.jsonl").errors
    #expect(errors.contains("…' and more; --field") && errors.utf8.count < 1200, "\(errors)")
  }
}
