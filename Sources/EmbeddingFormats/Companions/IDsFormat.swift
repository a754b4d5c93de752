extension CompanionFormat {
  public static let ids = CompanionFormat(
    "ids", summary: "the records' ids, each on a line", placeholder: "FILE", fileExtensions: ["txt", "text"],
    content: "lines of ids"
  ) { _ in IDsFormat() }
}

/// The records' ids: a line for each record. The line of a record without an id is empty.
public struct IDsFormat: RecordFormat {
  public init() {}

  public func problem(with record: OutputRecord) -> String? {
    guard let id = record.id?.bytes, id.contains(0x0A) || id.contains(0x0D) else { return nil }
    let others = OutputFormat.allCases.filter { $0.abilities.contains(.ids) }.map(\.rawValue).joined(separator: " and ")
    return "its id holds a line end, so it does not fit on a line of --ids; -f \(others) carry any id"
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to body: inout [UInt8]) {
    guard record.isLastPart else { return }
    body += record.id?.bytes ?? []
    body.append(0x0A)
  }
}
