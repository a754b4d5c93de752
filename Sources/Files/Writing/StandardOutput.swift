/// Standard output, for what a command writes there at once.
public enum StandardOutput {
  /// Writes all bytes and waits until they are there.
  ///
  /// - Parameter reads: the files that the command reads.
  /// - Throws: where it is closed, one of the files that are read, or cannot be written.
  public static func write(_ bytes: [UInt8], reading reads: ReadFiles) throws(InputOutputError) {
    let sink = try ByteSink.standardOutput(reading: reads)
    try sink.write(bytes)
    try sink.finish()
  }
}
