/// A text from the command line.
final class TextInput: InputSource {
  let name: String
  let identity: FileIdentity
  private let bytes: [UInt8]
  private var nextOffset = 0

  init(_ text: String, name: String) {
    self.name = name
    bytes = fileNameBytes(text)
    identity = FileIdentity(content: bytes)
  }

  var extent: Int? { bytes.count }
  var isIndivisible: Bool { false }
  var isReady: Bool { true }

  func read(into buffer: inout [UInt8], from start: Int) -> Int {
    let rest = bytes[nextOffset...].prefix(buffer.count - start)
    buffer.replaceSubrange(start..<start + rest.count, with: rest)
    nextOffset += rest.count
    return rest.count
  }

  func seek(to offset: Int) throws(InputOutputError) {
    guard offset <= bytes.count else { throw .failed("\(name): has only \(bytes.count) bytes, not \(offset)") }
    nextOffset = offset
  }

  func checkUnchanged() {}
}
