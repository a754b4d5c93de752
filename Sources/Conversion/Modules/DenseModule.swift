import Albert
import Kernels

/// Dense: `config.json` and the tensors linear.weight and linear.bias.
enum DenseModule: VectorModule {
  static let className = "Dense"

  static let members = MemberList(
    unknown: .refused,
    ("in_features out_features bias activation_function", .heeded),
    ("use_residual", .refused(unless: [.bool(false)])),
    ("module_input_name module_output_name", .textVector))

  static func read(_ module: ModuleEntry, inputCount: Int) throws(ConversionError) -> ConvertedStep? {
    let directory = try module.directory
    let file = try directory.json("config.json")
    try file.check(members)
    if let inputs = try file.int("in_features"), inputs != inputCount {
      throw file.error("in_features", "is \(inputs); the vectors before have \(inputCount) columns")
    }
    guard let outputs = try file.int("out_features") else {
      throw file.error("out_features", "is missing; a number from 1 to 65536 was expected")
    }
    guard 1...65_536 ~= outputs else {
      throw file.error("out_features", "is \(outputs); a number from 1 to 65536 was expected")
    }
    let source = try openTensors(directory)
    let hasBias = try file.bool("bias") ?? true
    return ConvertedStep(
      step: DenseStep(outputCount: outputs, activation: try activation(file)),
      tensors: [
        try source.tensor("linear.weight", shape: [outputs, inputCount]),
        hasBias ? try source.tensor("linear.bias", shape: [outputs]) : nil,
      ])
  }

  /// The activation by its class in PyTorch; Tanh where the member is absent, nil for Identity.
  private static func activation(_ file: JSONFile) throws(ConversionError) -> Activation? {
    let name = try file.string("activation_function") ?? "torch.nn.Tanh"
    guard name.begins(with: "torch.") else {
      throw file.error(
        "activation_function",
        "is '\(name)', the model's own code, which is not run; Tanh, Identity, ReLU, GELU or SiLU of torch was expected"
      )
    }
    switch name.split(separator: ".").last {
    case "Tanh": return .tanh
    case "Identity": return nil
    case "ReLU": return .relu
    case "GELU": return .geluErf
    case "SiLU": return .silu
    default:
      throw file.error("activation_function", "is '\(name)'; Tanh, Identity, ReLU, GELU and SiLU are supported")
    }
  }
}
