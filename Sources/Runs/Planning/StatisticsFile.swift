import Files

/// The file of a run's statistics (`--stats`), which appears when it is whole.
struct StatisticsFile {
  private let outputs: OutputSet

  /// - Parameter reads: files that must not be written.
  /// - Throws: where the path names one of these, or a file that cannot be written.
  init(_ path: String, reads: ReadFiles) throws(InputOutputError) {
    outputs = try OutputSet(.path(path), reads: reads)
    _ = try outputs.begin(.repeating)
  }

  func write(_ content: [UInt8]) throws(InputOutputError) {
    do throws(InputOutputError) {
      try outputs.main.sink.write(content)
      try outputs.commit()
    } catch {
      throw abandon(error)
    }
  }

  /// Removes what is not whole.
  ///
  /// - Returns: the error, to be thrown.
  func abandon<Failure: Error>(_ error: Failure) -> Failure { outputs.abandon(error) }
}
