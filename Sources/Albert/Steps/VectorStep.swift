import Checkpoint

/// A step from a text's pooled vector to its embedding, as one module of sentence-transformers takes it. Each module is one type
/// in its own file; `VectorSteps.kinds` lists them.
public protocol VectorStep: Sendable, CustomStringConvertible {
  /// The number that stands for the module in a checkpoint.
  static var code: UInt32 { get }

  /// The step's settings as a checkpoint holds them after the code.
  var settings: (UInt32, UInt32) { get }

  /// Reads the settings; nil where no such step has them.
  init?(settings: (UInt32, UInt32))

  /// The number of columns of the vector that the step makes of one with `inputCount` columns.
  func outputCount(inputCount: Int) -> Int

  /// The step's tensors for vectors of `inputCount` columns, in the order of use, without the prefix of their names.
  func tensors(inputCount: Int) -> [AlbertTensor]

  /// Whether the step is a matrix product.
  var multiplies: Bool { get }

  /// Makes the function that maps a vector of `inputCount` columns to one of `outputCount` columns.
  ///
  /// - Parameters:
  ///   - model: the model whose kernels compute it.
  ///   - weights: the tensors that `tensors(inputCount:)` lists. The caller keeps them as long as the function.
  func function(
    model: Albert, weights: [MappedArray<Float>], inputCount: Int
  ) -> @Sendable ([Float]) -> [Float]
}

extension VectorStep {
  public func outputCount(inputCount: Int) -> Int { inputCount }
  public func tensors(inputCount: Int) -> [AlbertTensor] { [] }
  public var multiplies: Bool { false }
}
