/// Which operations make a row, and in which order: the same number gives the same bits. A change that alters a row's bits
/// raises the number that it concerns, so that no run goes on with rows of other bits, or joins them.
public enum Arithmetic {
  /// Of products of floats: 1, one chain of additions over all inputs; 2, a chain for every 256 inputs.
  public static let floatRevision = 2
  /// Of products of integers.
  public static let integerRevision = 1
}
