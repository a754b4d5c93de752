/// Standard output, for what a command writes there at once.
public enum StandardOutput {
  /// Writes all bytes and waits until they are there.
  ///
  /// - Throws: where it is closed, or cannot be written.
  public static func write(_ bytes: [UInt8]) throws(InputOutputError) {
    let sink = try ByteSink.standardOutput()
    try sink.write(bytes)
    try sink.finish()
  }
}
