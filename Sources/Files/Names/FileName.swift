import Console

// A file's name may hold any bytes but zero, and a String holds Unicode. Here a name becomes a String in which a byte that is not
// part of a character is one of the last 128 scalars, U+10FF80 to U+10FFFF, which are unassigned. Where a name holds these
// scalars themselves, each of their bytes is kept in the same way. The way back is exact for every name (the idea of Python's
// surrogateescape, PEP 383).

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

/// The string for a C string.
package func fileName(_ name: UnsafePointer<CChar>) -> String {
  fileName(UnsafeBufferPointer(start: name, count: strlen(name)).lazy.map { UInt8(bitPattern: $0) })
}

/// The bytes of a name, from the string that `fileName` made.
package func fileNameBytes(_ name: String) -> [UInt8] {
  name.unicodeScalars.flatMap { scalar -> [UInt8] in
    ByteScalar.all.contains(scalar.value) ? [UInt8(scalar.value - ByteScalar.first)] : Array(String(scalar).utf8)
  }
}

/// Calls `body` with the name as a C string.
package func withFileName<Result>(_ name: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  // The first byte of the scalars that stand for bytes, which hardly any name has.
  guard name.utf8.contains(0xF4) else { return name.withCString(body) }
  return (fileNameBytes(name) + [0]).withUnsafeBytes {
    body($0.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped)
  }
}

/// The directory of a path's last component.
package func directory(of path: String) -> String {
  guard let slash = path.unicodeScalars.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
