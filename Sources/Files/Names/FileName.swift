import Console

// A file's name is any bytes but zero, and a String is Unicode. So that names travel as strings through the program, a byte
// that is part of no character stands as one of the 128 last scalars of all, U+10FF80 to U+10FFFF, which nobody has
// assigned; where these scalars themselves occur in a name, their bytes are kept the same way. The way back is exact for
// every name (the idea of Python's surrogateescape, PEP 383).

/// The string for a name's bytes.
package func fileName(_ bytes: some Sequence<UInt8>) -> String {
  var name = ""
  var rest = Array(bytes)[...]
  while !rest.isEmpty {
    var decoder = UTF8()
    var iterator = rest.makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator), !ByteScalar.all.contains(scalar.value) {
      name.unicodeScalars.append(scalar)
      rest.removeFirst(UTF8.width(scalar))
    } else {
      name.unicodeScalars.append(Unicode.Scalar(ByteScalar.first + UInt32(rest.removeFirst())) ?? "\u{FFFD}")
    }
  }
  return name
}

/// The string for a name in C, which ends at its zero byte.
package func fileName(_ name: UnsafePointer<CChar>) -> String {
  fileName(UnsafeBufferPointer(start: name, count: strlen(name)).lazy.map { UInt8(bitPattern: $0) })
}

/// The bytes that a name's string stands for.
package func fileNameBytes(_ name: String) -> [UInt8] {
  name.unicodeScalars.flatMap { scalar -> [UInt8] in
    ByteScalar.all.contains(scalar.value) ? [UInt8(scalar.value - ByteScalar.first)] : Array(String(scalar).utf8)
  }
}

/// Calls `body` with the name as C has it.
package func withFileName<Result>(_ name: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  // The scalars that stand for bytes begin with this byte; hardly any name has it.
  guard name.utf8.contains(0xF4) else { return name.withCString(body) }
  return (fileNameBytes(name) + [0]).withUnsafeBytes {
    body($0.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped)
  }
}

/// The directory that a path's last component is in.
package func directory(of path: String) -> String {
  guard let slash = path.unicodeScalars.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
