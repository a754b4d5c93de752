import Checkpoint

/// The precision in which a checkpoint holds the weights of a model's products, and in which rows are multiplied by them. In every
/// precision a row has the same bits on every machine.
public enum Precision: UInt32, Sendable, CaseIterable {
  case float32 = 0
  /// 16-bit integers in all products.
  case int16 = 1
  /// Bytes in the products of a layer; 16-bit integers in the attention's values and output, which are the most sensitive.
  case mixed = 2
  /// Bytes in all products of a layer.
  case int8 = 3

  /// The name that options and reports use.
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

/// The section holds the raw value, as one u32. A checkpoint without the section is of single precision.
extension Precision {
  static let sectionName = "precision"

  /// Adds the section, except for single precision.
  public func add(to writer: inout CheckpointWriter) {
    if self != .float32 { writer.add(Self.sectionName, [rawValue]) }
  }

  /// - Throws: `CheckpointError` where the section holds anything but the number of a precision.
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
