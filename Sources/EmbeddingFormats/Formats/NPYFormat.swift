extension OutputFormat {
  public static let npy = OutputFormat(
    "npy", fileExtensions: ["npy"], abilities: [.vectors, .elementTypes, .binary],
    makeFromHeader: { NPYFormat(header: $0) }
  ) { NPYFormat(elementType: $0.elementType, columnCount: $0.columnCount) }
}

/// Rows as a NumPy array of shape (rows, columns).
public struct NPYFormat: RecordFormat {
  public let elementType: OutputElementType
  public let columnCount: Int

  public init(elementType: OutputElementType, columnCount: Int) {
    self.elementType = elementType
    self.columnCount = columnCount
  }

  /// The format of an array whose header may be one that this program wrote; nil if it is not.
  public init?(header: [UInt8]) {
    for elementType in OutputElementType.allCases {
      guard let array = NPYArray(header: header, descriptor: elementType.descriptor, elementSize: elementType.size),
        let columnCount = array.columnCount
      else { continue }
      self.init(elementType: elementType, columnCount: columnCount)
      return
    }
    return nil
  }

  public var header: FileHeader? {
    NPYArray(descriptor: elementType.descriptor, elementSize: elementType.size, columnCount: columnCount).header()
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to body: inout [UInt8]) {
    body.append(record.rows, as: elementType)
  }
}

extension OutputElementType {
  /// NumPy's name.
  fileprivate var descriptor: String {
    switch self {
    case .float32: "<f4"
    case .float16: "<f2"
    }
  }
}
