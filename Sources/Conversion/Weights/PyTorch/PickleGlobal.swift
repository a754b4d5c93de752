import Files

/// The Python names that a pickle of weights may use. Every other name is refused.
enum PickleGlobal {
  /// `collections.OrderedDict()`
  case orderedDictionary
  /// `torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks)`
  case rebuildTensor
  /// `torch._utils._rebuild_parameter(tensor, requires_grad, hooks)`
  case rebuildParameter
  case storage(PickleStorageType)

  init?(name: String) {
    switch name {
    case "collections.OrderedDict": self = .orderedDictionary
    case "torch._utils._rebuild_tensor_v2": self = .rebuildTensor
    case "torch._utils._rebuild_parameter": self = .rebuildParameter
    default:
      guard let type = name.rest(behind: "torch.").flatMap({ PickleStorageType(rawValue: String($0)) }) else {
        return nil
      }
      self = .storage(type)
    }
  }

  var name: String {
    switch self {
    case .orderedDictionary: "collections.OrderedDict"
    case .rebuildTensor: "torch._utils._rebuild_tensor_v2"
    case .rebuildParameter: "torch._utils._rebuild_parameter"
    case .storage(let type): "torch.\(type.rawValue)"
    }
  }
}

/// PyTorch's storage classes, one for each element type.
enum PickleStorageType: String {
  case float = "FloatStorage"
  case half = "HalfStorage"
  case bfloat16 = "BFloat16Storage"
  case double = "DoubleStorage"
  case long = "LongStorage"
  case int = "IntStorage"
  case short = "ShortStorage"
  case char = "CharStorage"
  case byte = "ByteStorage"
  case bool = "BoolStorage"

  /// Bytes of an element.
  var elementSize: Int {
    switch self {
    case .double, .long: 8
    case .float, .int: 4
    case .half, .bfloat16, .short: 2
    case .char, .byte, .bool: 1
    }
  }

  var elementType: SourceTensor.ElementType {
    switch self {
    case .float: .float32
    case .half: .float16
    case .bfloat16: .bfloat16
    default: .other(rawValue)
    }
  }
}
