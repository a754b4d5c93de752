import Files
import JSON

/// An adapter of the `peft` library beside the weights, which transformers' AutoModel loads with them. LoRA is merged into the
/// weights, and whole tensors (`modules_to_save`) replace theirs.
struct PEFTAdapter {
  /// The members of adapter_config.json that are read.
  static let heeded = ["peft_type", "task_type", "r", "lora_alpha", "use_rslora", "rank_pattern"]
  /// The values that these members may have, beside absent and null. Any other value changes the vectors in an unsupported way.
  static let defaults: NamedValues<[JSONValue]> = [
    "bias": [.string(Array("none".utf8))], "alpha_pattern": [.object([])], "use_dora": [.bool(false)],
    "use_qalora": [.bool(false)], "use_bdlora": [.bool(false)], "lora_bias": [.bool(false)], "layer_replication": [],
    "target_parameters": [.array([])], "trainable_token_indices": [], "alora_invocation_tokens": [], "arrow_config": [],
    "kasa_config": [], "monteclora_config": [], "megatron_config": [],
    // Other initializations subtract a part from the weights themselves.
    "init_lora_weights": [.bool(true), .bool(false)]
      + ["gaussian", "orthogonal", "eva"].map { .string(Array($0.utf8)) },
  ]
  /// Members that say where the adapter comes from, how it was trained, or which tensors its file holds.
  static let withoutEffect = [
    "auto_mapping", "peft_version", "base_model_name_or_path", "revision", "inference_mode",
    "target_modules", "exclude_modules", "lora_dropout", "fan_in_fan_out", "modules_to_save", "layers_to_transform",
    "layers_pattern", "megatron_core", "loftq_config", "eva_config", "corda_config", "lora_ga_config", "velora_config",
    "qalora_group_size", "runtime_config", "ensure_weight_tying",
  ]
  static let remedy =
    "merge it in Python: PeftModel.from_pretrained(MODEL, ADAPTER).merge_and_unload().save_pretrained(DIRECTORY)"

  /// The task of the adapted model, in peft's words: "SEQ_CLS", "TOKEN_CLS"...
  let taskType: String?
  private let path: String
  private let scale: (Int) -> Double
  /// By the names of the model's tensors, without the prefix before "embeddings", "encoder" or "pooler".
  private var factors: NamedValues<(a: SourceTensor?, b: SourceTensor?, isTransposed: Bool)> = [:]
  private var wholes: NamedValues<SourceTensor> = [:]

  /// - Returns: nil where the directory has no adapter.
  /// - Throws: `ConversionError` for an adapter that is not plain LoRA, or is incomplete.
  init?(_ directory: ModelDirectory) throws(ConversionError) {
    guard let file = try directory.jsonIfPresent("adapter_config.json") else { return nil }
    scale = try Self.readScale(file)
    taskType = try file.string("task_type")
    let names = ["adapter_model.safetensors", "adapter_model.bin"]
    guard let name = try directory.first(of: names) else {
      throw ConversionError(
        path: directory.path,
        problem: "has adapter_config.json; \(names.joined(separator: " or ")) was expected beside it")
    }
    let weights = try directory.open(name)
    path = weights.path
    let read = name.ends(with: ".bin") ? PyTorchSource.readTensors : SafetensorsSource.readTensors
    for tensor in try read(weights) { try add(tensor) }
  }

  /// Returns the factor of B·A for a rank.
  private static func readScale(_ file: JSONFile) throws(ConversionError) -> (Int) -> Double {
    let type = try file.string("peft_type") ?? ""
    guard type.isSame(as: "LORA") else {
      throw file.error("peft_type", "is '\(type)'; 'LORA' was expected: \(remedy)")
    }
    try file.naming { () throws(JSONError) in
      for member in try file.value.members("the file") {
        let name = String(decoding: member.name, as: UTF8.self)
        if member.value == .null || (heeded + withoutEffect).contains(where: { $0.isSame(as: name) }) { continue }
        guard let values = defaults[name] else {
          throw JSONError(field: name, problem: "is an unknown member: \(remedy)")
        }
        guard values.contains(member.value) else {
          throw JSONError(field: name, problem: "has a value that is not supported: \(remedy)")
        }
      }
    }
    let alpha = try file.double("lora_alpha") ?? 8
    let isStabilized = try file.bool("use_rslora") ?? false
    return { alpha / (isStabilized ? Double($0).squareRoot() : Double($0)) }
  }

  private mutating func add(_ tensor: SourceTensor) throws(ConversionError) {
    var name = tensor.name[...]
    for prefix in ["base_model.model.", "albert."] { name = name.rest(behind: prefix) ?? name }
    let ends: [(end: String, isA: Bool, isTransposed: Bool)] = [
      (".lora_A.weight", true, false), (".lora_B.weight", false, false), (".lora_embedding_A", true, true),
      (".lora_embedding_B", false, true),
    ]
    for (end, isA, isTransposed) in ends {
      guard let owner = name.rest(before: end) else { continue }
      var pair = factors["\(owner).weight"] ?? (nil, nil, isTransposed)
      if isA { pair.a = tensor } else { pair.b = tensor }
      factors["\(owner).weight"] = pair
      return
    }
    guard !name.utf8.split(separator: UInt8(ascii: ".")).contains(where: { $0.starts(with: "lora_".utf8) }) else {
      throw ConversionError(path: path, field: tensor.name, problem: "does not belong to plain LoRA: \(Self.remedy)")
    }
    wholes[String(name).replacing(".modules_to_save.", with: ".")] = tensor
  }

  /// The tensor with this name, as the adapter changes it.
  func adapted(_ tensor: SourceTensor, _ name: String) throws(ConversionError) -> SourceTensor {
    var tensor = wholes[name] ?? tensor
    guard let pair = factors[name] else { return tensor }
    guard let a = pair.a, let b = pair.b else {
      throw ConversionError(path: path, field: name, problem: "has one LoRA factor; two were expected")
    }
    tensor.update = try LowRankUpdate(a: a, b: b, matrix: tensor, isTransposed: pair.isTransposed, scale: scale)
    return tensor
  }

  /// A head's tensor with this name: the adapter's own, else that of the weights as the adapter changes it.
  func adaptedHead(_ tensor: SourceTensor?, _ name: String) throws(ConversionError) -> SourceTensor? {
    guard let tensor = wholes[name] ?? tensor else { return nil }
    return try adapted(tensor, name)
  }

  /// Names of tensors that the adapter changes or brings.
  func names(beginningWith start: String) -> [String] {
    (factors.keys + wholes.keys).filter { $0.begins(with: start) }
  }

  /// The adapter's tensors that are not among these names, which belong to heads.
  ///
  /// - Throws: `ConversionError` where one belongs to the model itself, since the weights lack that tensor.
  func others(than names: [String]) throws(ConversionError) -> [String] {
    let others = (factors.keys + wholes.keys).filter { other in !names.contains { $0.isSame(as: other) } }
    if let missing = others.first(where: { name in
      ["embeddings.", "encoder.", "pooler."].contains { name.begins(with: $0) }
    }) {
      throw ConversionError(path: path, field: missing, problem: "is adapted, but the weights do not have this tensor")
    }
    return others
  }
}
