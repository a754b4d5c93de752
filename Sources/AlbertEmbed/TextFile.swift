#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Small text files that the program keeps or that the system shows.
enum TextFile {
  /// The file's content, nil where it cannot be read or has more than 1 MB.
  static func read(_ path: String) -> String? {
    guard let file = try? InputFile(.path(path)) else { return nil }
    var content = [UInt8](repeating: 0, count: 4096)
    var count = 0
    while let read = try? file.read(into: &content, from: count) {
      guard read > 0 else { return String(decoding: content[..<count], as: UTF8.self) }
      count += read
      guard count <= 1 << 20 else { return nil }
      if count == content.count { content.append(contentsOf: repeatElement(0, count: count)) }
    }
    return nil
  }

  /// Replaces the file at once: whoever reads it finds the old content or the new one.
  static func replace(_ path: String, with content: String) throws(InputOutputError) {
    let temporary = "\(path).new"
    let sink = try ByteSink(path: temporary, flags: O_WRONLY | O_CREAT | O_TRUNC)
    try sink.write(Array(content.utf8))
    guard rename(temporary, path) == 0 else { throw .system(path, "write") }
  }
}
