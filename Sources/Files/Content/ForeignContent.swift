/// Recognizes inputs that are not text by their first bytes. Embedded as text, they would give rows without meaning.
package enum ForeignContent {
  /// The number of bytes that are examined.
  package static let sampleSize = 4096

  /// The problem of an input that begins with these bytes, with a command that makes text of it; nil where it may be text.
  ///
  /// - Parameters:
  ///   - sample: the first `sampleSize` bytes, or the whole input if it is shorter.
  ///   - name: the name of the input.
  ///   - allowsZeros: whether zero bytes have a meaning in the format.
  package static func problem(with sample: [UInt8], of name: String, allowsZeros: Bool) -> String? {
    if let compression = Compression(firstBytes: Array(sample.prefix(Compression.magicSize))) {
      return "is compressed; pipe it through `\(compression.command.joined(separator: " "))`"
    }
    let bytes = ByteKinds(sample, allowsZeros: allowsZeros)
    if let signature = FileSignature.all.first(where: { $0.isIn(sample, hasControls: bytes.hasControls) }) {
      return "is \(signature.name)\(signature.remedy(file: name))"
    }
    if let encoding = wideEncoding(sample), !allowsZeros {
      return "is \(encoding) text\(FileSignature.remedy(encoding: encoding))"
    }
    return bytes.problem
  }

  /// UTF-16 without a byte order mark: in Western text every second byte is nearly always zero.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    let pairs = bytes.count / 2
    guard pairs >= 8 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in bytes.prefix(pairs * 2).enumerated() where byte == 0 { zeros[index % 2] += 1 }
    if zeros[1] * 2 > pairs, zeros[0] * 20 < pairs { return "UTF-16LE" }
    if zeros[0] * 2 > pairs, zeros[1] * 20 < pairs { return "UTF-16BE" }
    return nil
  }
}

/// Counts the bytes of a sample that seldom occur in texts.
private struct ByteKinds {
  private let count: Int
  /// Zero bytes, unless the format gives them a meaning.
  private var zeros = 0
  /// Control characters except zero and those of layout: tab, line ends, form feed, backspace, escape.
  private var controls = 0
  private let isUTF8: Bool

  // Real texts have stray zeros and control characters; in binary files at least one byte in nine is one.
  private static let few = 3
  private static let share = 32

  init(_ sample: [UInt8], allowsZeros: Bool) {
    count = sample.count
    for byte in sample {
      switch byte {
      case 0x00: zeros += allowsZeros ? 0 : 1
      case 0x01...0x07, 0x0E...0x1A, 0x1C...0x1F, 0x7F: controls += 1
      default: break
      }
    }
    // The last character may be cut.
    let end = sample.suffix(3).lastIndex { $0 >= 0xC0 } ?? sample.endIndex
    var unused: [UInt8] = []
    isUTF8 = UTF8Repair.append(sample[..<end], to: &unused) == 0
  }

  /// Whether the sample has any such byte.
  var hasControls: Bool { zeros + controls > 0 }

  /// Why it is not text; nil where it may be.
  var problem: String? {
    if isUTF8 {
      // Control characters may separate fields, as in Hive's files, and zeros may separate texts.
      return areMany(zeros) ? "holds zero bytes, so it is not text; -i nul reads texts that zero bytes end" : nil
    }
    return areMany(zeros + controls) ? "is binary, not text" : nil
  }

  private func areMany(_ number: Int) -> Bool { number > Self.few && number * Self.share > count }
}
