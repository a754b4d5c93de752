import JSON

/// All tensors of a model: of one `model.safetensors`, or of the shards that `model.safetensors.index.json` lists.
struct ModelWeights {
  /// The file that was opened first, for errors.
  let path: String
  private let tensors: [String: SafetensorsFile.Tensor]
  /// Files that the weights are read from.
  let files: [FileIdentity]

  private static let singleName = "model.safetensors"
  private static let indexName = "model.safetensors.index.json"

  /// - Throws: `ConversionError` where there are no safetensors, or one of the files is wrong.
  init(_ directory: ModelDirectory) throws(ConversionError) {
    if directory.has(Self.singleName) {
      let file = try directory.open(Self.singleName)
      try self.init(path: file.path, shards: [file])
    } else if directory.has(Self.indexName) {
      try self.init(index: directory.json(Self.indexName), directory)
    } else {
      throw Self.missing(directory)
    }
  }

  private init(path: String, shards: [SourceFile]) throws(ConversionError) {
    var tensors: [String: SafetensorsFile.Tensor] = [:]
    for shard in shards {
      for tensor in try SafetensorsFile(shard).tensors {
        guard tensors.updateValue(tensor, forKey: tensor.name) == nil else {
          throw ConversionError(path: shard.path, field: tensor.name, problem: "this name occurs twice")
        }
      }
    }
    self.path = path
    self.tensors = tensors
    files = shards.map(\.identity)
  }

  /// Opens every shard that the index's `weight_map` names, and checks that each tensor is where the map says.
  private init(index: JSONFile, _ directory: ModelDirectory) throws(ConversionError) {
    let entries = try index.member("weight_map") { (map, field) throws(JSONError) in
      try map.members(field).map { (member) throws(JSONError) in
        let tensor = String(decoding: member.name, as: UTF8.self)
        return (tensor: tensor, shard: try member.value.string("\(field): \(tensor)"))
      }
    }
    guard let entries else { throw index.error("weight_map", "is missing") }
    var shards: [String: SourceFile] = [:]
    for entry in entries where shards[entry.shard] == nil {
      // A name with a slash could lead out of the directory.
      guard !entry.shard.isEmpty, !entry.shard.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 }) else {
        throw index.error("weight_map: \(entry.tensor)", "is '\(entry.shard)'; a file of this directory was expected")
      }
      shards[entry.shard] = try directory.open(entry.shard)
    }
    try self.init(path: index.path, shards: shards.sorted { $0.key < $1.key }.map(\.value))
    for entry in entries where tensors[entry.tensor]?.file.path != shards[entry.shard]?.path {
      throw index.error("weight_map: \(entry.tensor)", "says '\(entry.shard)', which does not hold this tensor")
    }
  }

  func tensor(_ name: String) -> SafetensorsFile.Tensor? { tensors[name] }

  var names: some Sequence<String> { tensors.keys }

  private static func missing(_ directory: ModelDirectory) -> ConversionError {
    let others = ["pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5", "flax_model.msgpack"]
    guard let other = others.first(where: directory.has) else {
      return ConversionError(path: directory.path, problem: "has neither \(singleName) nor \(indexName)")
    }
    let advice =
      other.hasPrefix("pytorch_model")
      ? "`python3 scripts/make-safetensors.py \(directory.path)` makes one of it"
      : "load it with transformers and save it again with `save_pretrained`"
    return ConversionError(path: directory.path, problem: "has \(other) but no \(singleName); \(advice)")
  }
}
