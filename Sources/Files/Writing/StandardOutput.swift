/// Standard output, for a command that writes all its output in one piece.
public enum StandardOutput {
  /// Writes all bytes and waits until they are on the disk, if standard output is a file.
  ///
  /// - Parameter reads: the files that the command reads.
  /// - Throws: where it is closed, cannot be written, or is one of the files that the command reads.
  public static func write(_ bytes: [UInt8], reading reads: ReadFiles) throws(InputOutputError) {
    let sink = try ByteSink.standardOutput(reading: reads)
    try sink.write(bytes)
    try sink.finish()
  }
}
