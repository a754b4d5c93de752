import JSON

/// The labels of an output layer, which name the columns of its scores or logits.
public struct LabelColumns: Sendable, Equatable {
  /// The label of each column, in UTF-8.
  public let names: [[UInt8]]
  /// The key of the numbers in JSON lines: "scores" or "logits".
  public let kind: String
  /// Whether the label with the greatest number is the row's label.
  public let hasBest: Bool

  public init(names: [String], kind: String, hasBest: Bool) {
    self.names = names.map { Array($0.utf8) }
    self.kind = kind
    self.hasBest = hasBest
  }

  /// The label with the greatest number. Of equal numbers the first one counts.
  func best(of row: ArraySlice<Float>) -> [UInt8] {
    var best = row.startIndex
    for index in row.indices where row[index] > row[best] { best = index }
    return names[best - row.startIndex]
  }
}

extension [UInt8] {
  /// Appends a row as members of a JSON object, with a comma before each: the best label if labels have one, and an object with
  /// the number of each label.
  ///
  /// - Parameter row: nil for a null row, whose members are null.
  mutating func append(_ labels: LabelColumns, of row: ArraySlice<Float>?) {
    if labels.hasBest {
      append(literal: ",\"label\":")
      if let row { append(jsonString: labels.best(of: row).span) } else { append(literal: "null") }
    }
    append(UInt8(ascii: ","))
    append(jsonString: Array(labels.kind.utf8).span)
    append(UInt8(ascii: ":"))
    guard let row else { return append(literal: "null") }
    for (number, (name, value)) in zip(labels.names, row).enumerated() {
      append(UInt8(ascii: number == 0 ? "{" : ","))
      append(jsonString: name.span)
      append(UInt8(ascii: ":"))
      append(number: value, orNonFinite: "null")
    }
    append(UInt8(ascii: "}"))
  }
}
