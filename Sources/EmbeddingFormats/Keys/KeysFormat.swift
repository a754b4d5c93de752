import Files

extension CompanionFormat {
  public static let keys = CompanionFormat(
    "keys", summary: "a key for each row, by which a later run finds it", placeholder: "FILE.keys",
    fileExtensions: ["keys"], content: "keys", suffix: KeysFormat.suffix, makeFromHeader: { KeysFormat(header: $0) }
  ) { layout in
    KeysFormat(
      identity: layout.rowIdentity,
      array: NPYFormat(elementType: layout.elementType, columnCount: layout.columnCount))
  }
}

/// A file of keys: the key of each row of an array. `KeyFileLayout` describes its bytes.
public struct KeysFormat: RecordFormat {
  /// The suffix that makes its path of the array's path.
  public static let suffix = ".keys"

  /// What the rows depend on besides their keys.
  private let identity: [UInt8]
  private let array: NPYFormat

  init(identity: [UInt8], array: NPYFormat) {
    // If the identity is too long for the header, its digest takes its place.
    self.identity = identity.count <= KeyFileLayout.largestIdentity ? identity : SHA256.digest(of: identity)
    self.array = array
  }

  init?(header: [UInt8]) {
    guard let layout = try? KeyFileLayout(header), (1...1 << 40).contains(layout.columnCount),
      let elementType = OutputElementType.allCases.first(where: { $0.descriptor.isSame(as: layout.elementType) })
    else { return nil }
    self.init(
      identity: layout.identity, array: NPYFormat(elementType: elementType, columnCount: layout.columnCount))
  }

  func layout(rowCount: Int) -> KeyFileLayout {
    var layout = KeyFileLayout(
      identity: identity, columnCount: array.columnCount, elementType: array.elementType.descriptor)
    layout.rowCount = rowCount
    layout.arraySize = array.headerSize &+ rowCount &* array.rowSize
    return layout
  }

  public var header: FileHeader? {
    FileHeader(size: layout(rowCount: 0).headerSize, itemSize: KeyFileLayout.entrySize) { layout(rowCount: $0).header }
  }

  public func problem(with record: OutputRecord) -> String? {
    record.index < KeyFileLayout.largestRowCount ? nil : "is beyond \(Self.limit)"
  }

  private static let limit =
    "the \(KeyFileLayout.largestRowCount) rows that a file of keys can hold; --shard makes several files"

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to body: inout [UInt8]) {
    precondition(
      record.keys.isEmpty || record.keys.count * array.columnCount == record.rows.count, "a key for each row")
    for index in 0..<record.rows.count / array.columnCount {
      let key = record.keys.isEmpty ? RowKey.none : record.keys[record.keys.startIndex + index]
      var row: [UInt8] = []
      row.append(row: record.rows.dropFirst(index * array.columnCount).prefix(array.columnCount), as: array.elementType)
      body += key.bytes
      body.append(littleEndian: key.checksum(with: row))
    }
  }

  public func trailerSize(for counts: OutputCounts) -> Int { layout(rowCount: counts.rows).trailerSize }

  public func end(
    _ body: FinishedBody, write: ([UInt8]) throws(InputOutputError) -> Void
  ) throws(InputOutputError) {
    // A record may have many rows.
    guard body.counts.rows <= KeyFileLayout.largestRowCount else {
      throw .failed("--keys: there are \(body.counts.rows) rows, more than \(Self.limit)")
    }
    let size = KeyFileLayout.entrySize
    let index = try KeyIndex(rowCount: body.counts.rows) { (rows) throws(InputOutputError) in
      try body.bytes(rows.lowerBound * size..<rows.upperBound * size)
    }
    try index.write(entriesChecksum: body.checksum, write)
  }
}
