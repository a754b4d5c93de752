/// A temporary file without a name in $TMPDIR, else /tmp. It goes away with the process, however that ends.
public final class SpoolFile {
  public let sink: ByteSink

  public init() throws(InputOutputError) {
    let directory = environmentVariable("TMPDIR") ?? "/tmp"
    var template = (fileNameBytes("\(directory)/albert-embed-XXXXXX") + [0]).map { CChar(bitPattern: $0) }
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .system("a temporary file in \(directory)", "create") }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    sink = try ByteSink(descriptor: descriptor, name: "a temporary file in \(directory)", closes: true)
  }

  /// Writes all its bytes to an output.
  public func copy(to output: ByteSink) throws(InputOutputError) {
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var offset = 0
    while true {
      let count = chunk.withUnsafeMutableBytes { pread(sink.descriptor, $0.baseAddress, $0.count, off_t(offset)) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(sink.name, "read") }
      guard count > 0 else { return }
      try output.write(count == chunk.count ? chunk : Array(chunk[..<count]))
      offset += count
    }
  }
}
