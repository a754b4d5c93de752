import Synchronization
import Threads

/// A status line on the terminal of standard error. Each text replaces the one before it, and the line is redrawn when the
/// window changes its width.
public final class TerminalLine {
  /// Makes a text of at most so many columns.
  public typealias Text = @Sendable (_ columns: Int) -> String

  private let shown = ShownText()

  /// Blocks SIGWINCH in all threads, so that a line's own thread can wait for it. The program calls this before it starts
  /// threads, which inherit the mask. A signal that one thread does not block would be ignored, as is the default.
  public static func keepWindowChanges() {
    var signals = windowChange
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static var windowChange: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGWINCH)
    return signals
  }

  public init() {
    // If the thread cannot be started, the line gets the window's new width with its next text.
    try? HelperThread.start { [weak shown] in
      var (signals, number) = (Self.windowChange, Int32(0))
      while sigwait(&signals, &number) == 0, let shown { shown.redraw() }
    }
  }

  /// Shows a text instead of the last one.
  public func show(_ text: @escaping Text) { shown.replace(by: text) }

  /// Clears the line, so that something else can be written.
  public func clear() { shown.replace(by: nil) }
}

/// The text that is shown. Two threads draw it.
private final class ShownText: Sendable {
  private let text = Mutex<TerminalLine.Text?>(nil)

  func replace(by new: TerminalLine.Text?) {
    text.withLock { text in
      if let new { draw(new) } else if text != nil { StandardError.write("\r\u{1B}[J") }
      text = new
    }
  }

  func redraw() { text.withLock { if let text = $0 { draw(text) } } }

  /// Draws the text and moves the cursor back to the line's start. If the window becomes narrower and breaks the line, the
  /// cursor is in its first row, so that the next drawing clears the rows below. The last column stays free, since a
  /// terminal breaks a full row.
  private func draw(_ text: TerminalLine.Text) {
    StandardError.write("\r\(text((StandardError.columns ?? 80) - 1))\u{1B}[J\r")
  }
}
