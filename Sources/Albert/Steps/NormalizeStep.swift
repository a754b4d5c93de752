import Checkpoint

/// Normalize: scales the vector to unit length (L2). The checkpoint's settings are 0 and 0.
public struct NormalizeStep: VectorStep {
  public static let code: UInt32 = 2

  public init() {}
  public init?(settings: (UInt32, UInt32)) {}

  public var settings: (UInt32, UInt32) { (0, 0) }

  public var description: String { "to unit length" }

  public func function(
    model: Albert, weights: [MappedArray<Float>], inputCount: Int
  ) -> @Sendable ([Float]) -> [Float] {
    return { vector in
      var vector = vector
      normalizeToUnitLength(&vector, from: 0)
      return vector
    }
  }
}

/// Scales the vector that begins at `start` and ends with the array to unit length; a vector of zeros stays as it is. The squares
/// are summed in double precision, where the square of no float overflows.
public func normalizeToUnitLength(_ values: inout [Float], from start: Int) {
  var sum = 0.0
  for index in start..<values.count { sum += Double(values[index]) * Double(values[index]) }
  let length = max(sum.squareRoot(), 1e-12)
  for index in start..<values.count { values[index] = Float(Double(values[index]) / length) }
}
