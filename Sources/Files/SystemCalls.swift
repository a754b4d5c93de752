// The platform's C library, for this target and those that import it.
#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#else
  @_exported import Darwin
#endif

// Calls whose names methods have too, and calls that take file names, which may hold any bytes (see FileName).

func readBytes(_ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, target, count)
}

/// Opens a file. Programs that this one starts do not inherit the descriptor.
package func openFile(_ path: String, _ flags: Int32) -> Int32 {
  withFileName(path) { open($0, flags | O_CLOEXEC, 0o666) }
}

/// Whether this process has the access to a file that `mode` names (`F_OK`, `R_OK`, `W_OK`).
package func isAccessible(_ path: String, _ mode: Int32 = F_OK) -> Bool { withFileName(path) { access($0, mode) == 0 } }

/// The value of an environment variable; nil where it is unset or empty.
package func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return fileName(value)
}
