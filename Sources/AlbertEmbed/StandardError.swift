#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Text for people; what cannot be written there is lost.
public enum StandardError {
  public static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        #if canImport(Glibc)
          let count = Glibc.write(STDERR_FILENO, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          let count = Musl.write(STDERR_FILENO, rest.baseAddress, rest.count)
        #else
          let count = Darwin.write(STDERR_FILENO, rest.baseAddress, rest.count)
        #endif
        guard count > 0 || errno == EINTR else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[max(count, 0)...])
      }
    }
  }

  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
