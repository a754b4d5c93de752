/// How a file is compressed, known by its first bytes, and the program that people have for it.
public enum Compression: String, CaseIterable, Sendable {
  case gzip, zstd, xz, bzip2

  /// Bytes that tell.
  public static let magicSize = 10

  /// Nil where the bytes begin no compressed file.
  public init?(firstBytes bytes: [UInt8]) {
    guard let found = Self.allCases.first(where: { $0.begins(bytes) }) else { return nil }
    self = found
  }

  private func begins(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .gzip: bytes.starts(with: [0x1F, 0x8B])
    case .zstd: bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
    case .xz: bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
    // "BZh", a digit, and the digits of pi; of its root where nothing is in it.
    case .bzip2:
      bytes.starts(with: Array("BZh".utf8))
        && [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]].contains(
          Array(bytes.dropFirst(4)))
    }
  }

  /// In lower case.
  var fileExtensions: [String] {
    switch self {
    case .gzip: ["gz", "gzip"]
    case .zstd: ["zst", "zstd"]
    case .xz: ["xz"]
    case .bzip2: ["bz2"]
    }
  }

  /// What turns standard input into the bytes on standard output.
  public var command: [String] { [rawValue, "-dc"] }
}
