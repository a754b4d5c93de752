/// Revisions of the arithmetic that makes a row: which operations, in which order. A change that alters a row's bits raises the
/// revision that it concerns. So a run never goes on with rows of other bits, and never joins them.
public enum Arithmetic {
  /// The revision of products of floats. In 1 a sum was one chain of additions over all inputs; in 2 it is a chain for every 256
  /// inputs.
  public static let floatRevision = 2
  /// The revision of products of integers.
  public static let integerRevision = 1
}
