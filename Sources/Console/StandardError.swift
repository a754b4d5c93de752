/// Writes text for people. What cannot be written is lost.
public enum StandardError {
  /// Writes a line that begins with the program's name. Control characters in names and texts are shown as escapes, and a very
  /// long line is shortened.
  public static func write(line: String) { write("albert-embed: \(shortenedLine(printable(shortenedLine(line))))\n") }

  /// Writes text as it is.
  public static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = writeBytes(STDERR_FILENO, rest.baseAddress, rest.count)
        guard count > 0 || errno == EINTR else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[max(count, 0)...])
      }
    }
  }

  /// The width of the terminal; nil where it is not a terminal, or the terminal does not tell.
  public static var columns: Int? { terminalColumns(STDERR_FILENO) }

  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
