import Albert
import JSON

/// Pooling: `config.json` says which vectors of a text stand side by side.
struct PoolingModule {
  static let className = "Pooling"

  static let members = MemberList(
    unknown: .refused,
    (
      """
      pooling_mode include_prompt pooling_mode_cls_token pooling_mode_max_tokens pooling_mode_mean_tokens \
      pooling_mode_mean_sqrt_len_tokens pooling_mode_weightedmean_tokens pooling_mode_lasttoken
      """, .heeded
    ),
    ("embedding_dimension word_embedding_dimension", .ignored("config.json gives the columns of the hidden states")))

  let strategies: [PoolingStrategy]
  /// Whether a prompt's tokens are pooled.
  let poolsPrompts: Bool

  /// - Throws: `ConversionError` for a pooling that is not supported.
  init(_ module: ModuleEntry) throws(ConversionError) {
    let file = try module.directory.json("config.json")
    try file.check(Self.members)
    strategies = try Self.strategies(file)
    poolsPrompts = try file.bool("include_prompt") ?? true
    if !poolsPrompts, strategies.contains(.cls) {
      throw file.error("include_prompt", "is false, which is not supported together with the pooling cls")
    }
  }

  /// The flags of versions before 6, in the order in which they were concatenated.
  private static let flags: [(member: StaticString, mode: String)] = [
    ("pooling_mode_cls_token", "cls"), ("pooling_mode_max_tokens", "max"), ("pooling_mode_mean_tokens", "mean"),
    ("pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens"),
    ("pooling_mode_weightedmean_tokens", "weightedmean"), ("pooling_mode_lasttoken", "lasttoken"),
  ]

  /// Reads `pooling_mode`, which version 6 introduced, else a flag for each mode. Without both it is the mean.
  private static func strategies(_ file: JSONFile) throws(ConversionError) -> [PoolingStrategy] {
    var modes = try file.member("pooling_mode") { (mode, field) throws(JSONError) -> [String] in
      guard case .array(let modes) = mode else { return [try mode.string(field)] }
      return try modes.map { (mode) throws(JSONError) in try mode.string(field) }
    }
    if modes == nil {
      var flagged: [String] = []
      for (member, mode) in flags where try file.bool(member) == true { flagged.append(mode) }
      modes = flagged
    }
    var strategies: [PoolingStrategy] = []
    for mode in modes ?? [] {
      guard let strategy = PoolingStrategy(sentenceTransformersName: mode), !strategies.contains(strategy) else {
        throw file.error(
          "pooling_mode",
          "is \((modes ?? []).joined(separator: ", ")); each of cls, max, mean, mean_sqrt_len_tokens and lasttoken once "
            + "is supported")
      }
      strategies.append(strategy)
    }
    return strategies.isEmpty ? [.mean] : strategies
  }
}

extension PoolingStrategy {
  fileprivate init?(sentenceTransformersName name: String) {
    switch name {
    case "cls": self = .cls
    case "max": self = .max
    case "mean": self = .mean
    case "mean_sqrt_len_tokens": self = .meanSqrt
    case "lasttoken": self = .last
    default: return nil
    }
  }
}
