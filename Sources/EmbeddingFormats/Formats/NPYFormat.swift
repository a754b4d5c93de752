extension OutputFormat {
  public static let npy = OutputFormat(
    "npy", fileExtensions: ["npy"], abilities: [.vectors, .elementTypes, .binary],
    notes: """
      A NumPy array of shape (rows, columns). On standard output its first bytes are written last, so that half of an array does not \
      load. >> onto a file that is not empty is refused, since a reader would load the first array alone. From a pipe into a pipe, \
      the rows wait in a temporary file, since the header states their number. With --rows N they do not wait.
      """,
    makeFromHeader: { NPYFormat(header: $0) }
  ) { NPYFormat(elementType: $0.elementType, columnCount: $0.columnCount) }
}

/// Rows as a NumPy array of shape (rows, columns). With `OutputElementType.bits` the shape is (rows, ⌈columns / 8⌉).
public struct NPYFormat: RecordFormat {
  public let elementType: OutputElementType
  public let columnCount: Int

  public init(elementType: OutputElementType, columnCount: Int) {
    self.elementType = elementType
    self.columnCount = columnCount
  }

  /// Reads the header of an array that this program wrote; nil for any other header.
  public init?(header: [UInt8]) {
    for elementType in OutputElementType.allCases {
      guard
        let array = NPYArray(header: header, descriptor: elementType.descriptor, elementSize: elementType.elementSize),
        let count = array.columnCount
      else { continue }
      self.init(elementType: elementType, columnCount: elementType == .bits ? 8 * count : count)
      return
    }
    return nil
  }

  var array: NPYArray {
    NPYArray(
      descriptor: elementType.descriptor, elementSize: elementType.elementSize,
      columnCount: elementType.elementCount(columns: columnCount))
  }

  public var header: FileHeader? { array.header() }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to body: inout [UInt8]) {
    body.reserveCapacity(body.count + record.rows.count * elementType.elementSize)
    for start in stride(from: record.rows.startIndex, to: record.rows.endIndex, by: columnCount) {
      body.append(row: record.rows[start..<start + columnCount], as: elementType)
    }
  }
}

extension OutputElementType {
  /// NumPy's name for the type.
  var descriptor: String {
    switch self {
    case .float32: "<f4"
    case .float16: "<f2"
    case .int8: "|i1"
    case .bits: "|u1"
    }
  }
}
