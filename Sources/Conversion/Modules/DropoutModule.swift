/// Dropout, which acts in training only. Only later versions of sentence-transformers write a `config.json`.
enum DropoutModule: VectorModule {
  static let className = "Dropout"
  static let members = MemberList(unknown: .refused, ("dropout", .ignored("acts in training only")))

  static func read(_ module: ModuleEntry, inputCount: Int) throws(ConversionError) -> ConvertedStep? {
    try module.configurationIfPresent?.check(members)
    return nil
  }
}
