import Files

@testable import EmbeddingFormats

/// An array and its file of keys, made without the program's writers.
struct KeyFixture {
  static let identity = Array("a model and a request".utf8)

  let format: NPYFormat
  let keys: [RowKey]
  let rows: [[UInt8]]

  init(keys: [RowKey], columnCount: Int = 3) {
    format = NPYFormat(elementType: .float32, columnCount: columnCount)
    self.keys = keys
    rows = keys.indices.map { [format] row in
      var bytes: [UInt8] = []
      bytes.append(row: (0..<columnCount).map { Float(row * columnCount + $0) }[...], as: format.elementType)
      return bytes
    }
  }

  /// Rows of as many different inputs.
  init(rowCount: Int, columnCount: Int = 3) {
    self.init(keys: (0..<rowCount).map { Self.key($0) }, columnCount: columnCount)
  }

  static func key(_ id: Int) -> RowKey {
    var input = RowInput()
    input.addSequence(ids: [2, Int32(id), 3], typeIDs: [0, 0, 0], positions: [0..<3])
    return RowKey(input)
  }

  var array: [UInt8] { format.header(rowCount: rows.count) + rows.joined() }

  func keyFile(heldNumbers: Int = 1 << 20) throws -> [UInt8] {
    var entries: [UInt8] = []
    for (key, row) in zip(keys, rows) {
      entries += key.bytes
      entries.append(littleEndian: key.checksum(with: row))
    }
    let layout = KeysFormat(identity: Self.identity, array: format).layout(rowCount: rows.count)
    let size = KeyFileLayout.entrySize
    let index = try KeyIndex(rowCount: rows.count, heldNumbers: heldNumbers) { rows in
      Array(entries[rows.lowerBound * size..<rows.upperBound * size])
    }
    var trailer: [UInt8] = []
    try index.write(entriesChecksum: Self.checksum(entries)) { trailer += $0 }
    return layout.header + entries + trailer
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32()
    crc.update(bytes)
    return crc.value
  }
}
