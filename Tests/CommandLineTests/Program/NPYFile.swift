import Foundation
import Testing

/// What a reader that follows NumPy's format description finds in a file.
struct NPYFile {
  var descriptor: String
  var shape: [Int]
  var data: ArraySlice<UInt8>

  /// Nil where the bytes are not a whole array: the magic is wrong, or there are fewer data than the header says.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= 10, bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]) else { return nil }
    let start = bytes.startIndex
    let headerEnd = start + 10 + Int(bytes[start + 8]) + Int(bytes[start + 9]) << 8
    guard (headerEnd - start) % 64 == 0, headerEnd <= bytes.endIndex else { return nil }
    let header = String(decoding: bytes[start + 10..<headerEnd], as: UTF8.self)
    let pattern = /{'descr': '([^']+)', 'fortran_order': False, 'shape': \(([0-9, ]*)\), } *\n/
    guard let match = header.wholeMatch(of: pattern) else { return nil }
    descriptor = String(match.1)
    shape = match.2.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    guard let size = ["<f4": 4, "<f2": 2, "<i8": 8, "|i1": 1, "|u1": 1][descriptor] else { return nil }
    let count = shape.reduce(size, *)
    guard bytes.endIndex - headerEnd >= count else { return nil }
    data = bytes[headerEnd..<headerEnd + count]
  }

  init?(_ bytes: [UInt8]) { self.init(bytes[...]) }
}
