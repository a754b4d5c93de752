extension CompanionFormat {
  public static let spans = CompanionFormat(
    "spans", summary: "where each row's piece of the text starts and ends", placeholder: "FILE.npy",
    fileExtensions: ["npy"], content: "npy"
  ) { _ in SpansFormat() }
}

/// The start and end of each row's passage, word or token in its record's text, in Unicode scalars, as a NumPy array of int64 with
/// shape (rows, 2). A special token and a null row have -1, -1.
public struct SpansFormat: RecordFormat {
  public init() {}

  public var header: FileHeader? { NPYArray(descriptor: "<i8", elementSize: 8, columnCount: 2).header() }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to body: inout [UInt8]) {
    for label in record.labels {
      body.append(littleEndian: Int64(label.range?.lowerBound ?? -1))
      body.append(littleEndian: Int64(label.range?.upperBound ?? -1))
    }
  }
}
