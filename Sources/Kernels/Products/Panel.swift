import CShims

/// How a product's output columns are divided: panels of 32, the last filled up. Weights are stored and read in panels,
/// outputs are computed in whole ones, and threads share a product by them.
public enum Panel {
  /// Columns of a panel.
  public static let width = Int(albert_panel_width)

  /// Panels that `columns` columns take.
  public static func count(_ columns: Int) -> Int { (columns + width - 1) / width }

  /// `columns`, and what fills up their last panel.
  public static func filled(_ columns: Int) -> Int { count(columns) * width }

  /// The panels that some columns touch.
  public static func range(_ columns: Range<Int>) -> Range<Int> {
    columns.lowerBound / width..<max(columns.lowerBound / width, count(columns.upperBound))
  }
}
