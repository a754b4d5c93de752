import Synchronization
import Threads

/// A line on the terminal that standard error is: written over, redrawn as soon as the window has another width, and gone at
/// the end.
public final class TerminalLine {
  /// A text of no more than so many columns.
  public typealias Text = @Sendable (_ columns: Int) -> String

  private let shown = ShownText()

  /// Keeps SIGWINCH for a line to come. To be called before there are other threads: by default the signal is ignored, and one
  /// that is ignored does not wait to be taken unless every thread blocks it.
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
    // Without a thread that waits for the signal, the line has the window's width from the next text on.
    try? HelperThread.start { [weak shown] in
      var (signals, number) = (Self.windowChange, Int32(0))
      while sigwait(&signals, &number) == 0, let shown { shown.redraw() }
    }
  }

  /// Shows a text in place of the last one.
  public func show(_ text: @escaping Text) { shown.replace(by: text) }

  /// Takes the line away, so that something else can be written.
  public func clear() { shown.replace(by: nil) }
}

/// What stands on the line, which two threads write.
private final class ShownText: Sendable {
  private let text = Mutex<TerminalLine.Text?>(nil)

  func replace(by new: TerminalLine.Text?) {
    text.withLock { text in
      if let new { draw(new) } else if text != nil { StandardError.write("\r\u{1B}[J") }
      text = new
    }
  }

  func redraw() { text.withLock { if let text = $0 { draw(text) } } }

  /// The cursor goes back to the line's start: where a narrower window breaks the line, it stays in its first row, and what
  /// hangs below is cleared by the next one. The last column stays free, as a full row would break by itself.
  private func draw(_ text: TerminalLine.Text) {
    StandardError.write("\r\(text((StandardError.columns ?? 80) - 1))\u{1B}[J\r")
  }
}
