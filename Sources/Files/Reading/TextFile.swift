/// Reads small text files: the program's own, and those of the system.
package enum TextFile {
  static let largestSize = 1 << 20

  /// The file's content.
  ///
  /// - Throws: where it is not a regular file, cannot be read or has more than 1 MB.
  package static func content(_ path: String) throws(InputOutputError) -> String {
    let content = try InputFile(regularFile: path).content(atMost: largestSize + 1)
    guard content.count <= largestSize else { throw .failed("\(path): has more than \(largestSize) bytes") }
    return String(decoding: content, as: UTF8.self)
  }

  /// The file's content, nil where it cannot be read.
  package static func read(_ path: String) -> String? { try? content(path) }
}
