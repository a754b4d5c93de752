/// Small text files that the program keeps or that the system shows.
package enum TextFile {
  static let largestSize = 1 << 20

  /// The file's content.
  ///
  /// - Throws: where it cannot be read or has more than 1 MB.
  package static func content(_ path: String) throws(InputOutputError) -> String {
    let file = try InputFile(.path(path))
    var content = [UInt8](repeating: 0, count: 4096)
    var count = 0
    while true {
      let read = try file.read(into: &content, from: count)
      guard read > 0 else { return String(decoding: content[..<count], as: UTF8.self) }
      count += read
      guard count <= largestSize else { throw .failed("\(path): has more than \(largestSize) bytes") }
      if count == content.count { content.append(contentsOf: repeatElement(0, count: count)) }
    }
  }

  /// The file's content, nil where it cannot be read.
  package static func read(_ path: String) -> String? { try? content(path) }
}
