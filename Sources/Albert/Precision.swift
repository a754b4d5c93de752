import Checkpoint

/// How exactly a checkpoint holds the weights of a model's products, and the rows are multiplied by them. Rows have the same
/// bits on every machine in each of them.
public enum Precision: UInt32, Sendable, CaseIterable {
  case float32 = 0
  /// 16-bit integers throughout.
  case int16 = 1
  /// Bytes, but for the attention's values and output, which are the most sensitive.
  case mixed = 2
  /// Bytes in all products of a layer.
  case int8 = 3

  /// As the user knows it.
  public var name: String {
    switch self {
    case .float32: "f32"
    case .int16: "int16"
    case .mixed: "mixed"
    case .int8: "int8"
    }
  }
}

// MARK: Its section

/// The section holds the raw value, as one u32. Where it is missing, all is single precision.
extension Precision {
  static let sectionName = "precision"

  /// Adds nothing for single precision.
  public func add(to writer: inout CheckpointWriter) {
    if self != .float32 { writer.add(Self.sectionName, [rawValue]) }
  }

  /// - Throws: `CheckpointError` where the section holds no precision's number.
  public init(checkpoint: Checkpoint) throws(CheckpointError) {
    guard checkpoint.hasSection(Self.sectionName) else {
      self = .float32
      return
    }
    let values = try checkpoint.array(Self.sectionName, of: UInt32.self)
    guard values.count == 1, let precision = Precision(rawValue: values[0]) else {
      throw CheckpointError(
        path: checkpoint.path, field: "section '\(Self.sectionName)'",
        problem: "is \(Array(values.prefix(4))); one of 0 to \(Self.allCases.count - 1) was expected")
    }
    self = precision
  }
}
