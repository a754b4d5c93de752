import Albert

/// LayerNorm: the tensors norm.weight and norm.bias. The epsilon is PyTorch's default.
enum LayerNormModule: VectorModule {
  static let className = "LayerNorm"
  static let members = MemberList(unknown: .refused, ("dimension", .heeded))
  private static let epsilon: Float = 1e-5

  static func read(_ module: ModuleEntry, inputCount: Int) throws(ConversionError) -> ConvertedStep? {
    let directory = try module.directory
    let file = try directory.jsonIfPresent("config.json")
    try file?.check(members)
    if let file, let dimension = try file.int("dimension"), dimension != inputCount {
      throw file.error("dimension", "is \(dimension); the vectors before have \(inputCount) columns")
    }
    let source = try openTensors(directory)
    return ConvertedStep(
      step: LayerNormStep(epsilon: epsilon),
      tensors: [
        try source.tensor("norm.weight", shape: [inputCount]), try source.tensor("norm.bias", shape: [inputCount]),
      ])
  }
}
