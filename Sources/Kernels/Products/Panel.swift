import CShims

/// The panels into which a product's output columns are divided: 32 columns each, the last one filled up. Weights are stored
/// and read in panels, outputs are computed in whole panels, and threads share a product by panels.
public enum Panel {
  /// Columns of a panel.
  public static let width = Int(albert_panel_width)

  /// The number of panels that `columns` columns take.
  public static func count(_ columns: Int) -> Int { (columns + width - 1) / width }

  /// `columns`, with those that fill up the last panel.
  public static func filled(_ columns: Int) -> Int { count(columns) * width }

  /// The panels that some columns touch.
  public static func range(_ columns: Range<Int>) -> Range<Int> {
    columns.lowerBound / width..<max(columns.lowerBound / width, count(columns.upperBound))
  }
}
