import Albert

/// Normalize: only later versions of sentence-transformers write a `config.json`.
enum NormalizeModule: VectorModule {
  static let className = "Normalize"
  static let members = MemberList(unknown: .refused, ("module_input_name module_output_name", .textVector))

  static func read(_ module: ModuleEntry, inputCount: Int) throws(ConversionError) -> ConvertedStep? {
    try module.configurationIfPresent?.check(members)
    return ConvertedStep(step: NormalizeStep())
  }
}
