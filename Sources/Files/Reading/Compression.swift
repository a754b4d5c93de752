/// How a file is compressed, recognized by its first bytes, and the program that decompresses it.
public enum Compression: String, CaseIterable, Sendable {
  case gzip, zstd, xz, bzip2

  /// The number of first bytes that it takes to recognize one.
  public static let magicSize = 10

  /// Nil where a compressed file does not begin like this.
  public init?(firstBytes bytes: [UInt8]) {
    guard let found = Self.allCases.first(where: { $0.begins(bytes) }) else { return nil }
    self = found
  }

  private func begins(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .gzip: bytes.starts(with: [0x1F, 0x8B])
    case .zstd: bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
    case .xz: bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
    // "BZh", a digit, and the digits of pi; in an empty file those of pi's square root.
    case .bzip2:
      bytes.starts(with: Array("BZh".utf8))
        && [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]].contains(
          Array(bytes.dropFirst(4)))
    }
  }

  /// The compression that an extension names; nil where it names none.
  ///
  /// - Parameter fileExtension: in lower case, without its dot.
  public init?(fileExtension: String) {
    guard let found = Self.allCases.first(where: { $0.fileExtensions.contains(fileExtension) }) else { return nil }
    self = found
  }

  /// In lower case.
  private var fileExtensions: [String] {
    switch self {
    case .gzip: ["gz", "gzip"]
    case .zstd: ["zst", "zstd"]
    case .xz: ["xz"]
    case .bzip2: ["bz2"]
    }
  }

  /// The program, which compresses standard input to standard output.
  public var program: String { rawValue }

  /// The command that decompresses standard input to standard output.
  public var command: [String] { [program, "-dc"] }
}
