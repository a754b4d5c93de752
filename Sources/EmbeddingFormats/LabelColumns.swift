import JSON

/// What the columns of rows are called where each holds an output layer's number for a label.
public struct LabelColumns: Sendable, Equatable {
  /// A label a column, in UTF-8.
  public let names: [[UInt8]]
  /// What the numbers are, as JSON lines call them: "scores" or "logits".
  public let kind: String
  /// Whether the label of the greatest number is the row's own.
  public let hasBest: Bool

  public init(names: [String], kind: String, hasBest: Bool) {
    self.names = names.map { Array($0.utf8) }
    self.kind = kind
    self.hasBest = hasBest
  }

  /// The label of the greatest number, the first of equal ones.
  func best(of row: ArraySlice<Float>) -> [UInt8] {
    var best = row.startIndex
    for index in row.indices where row[index] > row[best] { best = index }
    return names[best - row.startIndex]
  }
}

extension [UInt8] {
  /// Appends the members of a JSON object that stand for a row, a comma before each: the best label, the first of equal ones,
  /// and an object with a number a label.
  ///
  /// - Parameter row: nil for a record without one.
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
