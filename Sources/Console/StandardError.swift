/// Text for people; what cannot be written there is lost.
public enum StandardError {
  /// Writes a line that begins with the program's name. What names and texts hold can neither break the line nor reach the
  /// terminal's controls, nor make it longer than a few screens.
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

  /// Of the terminal that it is; nil where it is none or does not say.
  public static var columns: Int? { terminalColumns(STDERR_FILENO) }

  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
