/// A layout of text in columns, for people.
public struct TextTable: Sendable {
  public enum Alignment: Sendable { case left, right }

  private let columns: [(alignment: Alignment, minimumWidth: Int)]
  private let gap: String

  /// - Parameters:
  ///   - columns: each column's alignment and its least width in characters.
  ///   - gap: the text between two columns.
  public init(_ columns: [(alignment: Alignment, minimumWidth: Int)], gap: String = "  ") {
    self.columns = columns
    self.gap = gap
  }

  /// A line for each row, with columns as wide as their widest cell. A row may have fewer cells than columns. The last column is
  /// not padded.
  public func lines(_ rows: [[String]]) -> [String] {
    let widths = columns.indices.map { column in
      rows.reduce(columns[column].minimumWidth) { max($0, $1.indices.contains(column) ? $1[column].count : 0) }
    }
    return rows.map { row in
      row.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - row[column].count)
        return switch columns[column].alignment {
        case .left: row[column] + (column == columns.count - 1 ? "" : blanks)
        case .right: blanks + row[column]
        }
      }.joined(separator: gap)
    }
  }
}

/// A number with `digits` decimals, such as "0.50". A number that is not finite, or that has no room for its decimals in 18 digits,
/// is written as Swift does.
public func decimal(_ value: Double, digits: Int) -> String {
  let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
  let scaled = (value.magnitude * Double(scale)).rounded()
  guard scaled < 1e18 else { return "\(value)" }
  let number = Int(scaled)
  let sign = value < 0 && number > 0 ? "-" : ""
  guard digits > 0 else { return "\(sign)\(number)" }
  let fraction = String(number % scale)
  return "\(sign)\(number / scale)." + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
}
