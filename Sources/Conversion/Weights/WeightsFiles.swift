import Files
import JSON

/// The files that hold a model's tensors: one file, or the shards that an index lists.
///
/// An index is JSON. Its `weight_map` maps each tensor's name to the name of the shard that holds it.
struct WeightsFiles {
  /// The single file or the index, which errors name.
  let path: String
  private let files: [SourceFile]
  private let weightMap: [(tensor: String, shard: SourceFile)]

  /// Opens the single file if there is one, else the index and its shards, as the reference does.
  ///
  /// - Returns: nil where there is neither.
  /// - Throws: `ConversionError` where a file cannot be opened or the index is wrong.
  init?(_ directory: ModelDirectory, single: String, index: String) throws(ConversionError) {
    if try directory.has(single) {
      self.init(try directory.open(single))
    } else if try directory.has(index) {
      try self.init(index: directory.json(index), directory)
    } else {
      return nil
    }
  }

  init(_ file: SourceFile) {
    path = file.path
    files = [file]
    weightMap = []
  }

  /// Opens the shards that the index names.
  private init(index: JSONFile, _ directory: ModelDirectory) throws(ConversionError) {
    let entries = try index.member("weight_map") { (map, field) throws(JSONError) in
      try map.members(field).map { (member) throws(JSONError) in
        let tensor = String(decoding: member.name, as: UTF8.self)
        return (tensor: tensor, shard: try member.value.string("\(field): \(tensor)"))
      }
    }
    guard let entries else { throw index.error("weight_map", "is missing") }
    var shards: NamedValues<SourceFile> = [:]
    var weightMap: [(tensor: String, shard: SourceFile)] = []
    for entry in entries {
      // A name with a slash could lead out of the directory.
      guard !entry.shard.isEmpty, !entry.shard.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 }) else {
        throw index.error("weight_map: \(entry.tensor)", "is '\(entry.shard)'; a file of this directory was expected")
      }
      let shard: SourceFile
      if let open = shards[entry.shard] { shard = open } else { shard = try directory.open(entry.shard) }
      shards[entry.shard] = shard
      weightMap.append((entry.tensor, shard))
    }
    path = index.path
    files = shards.sorted { $0.key < $1.key }.map(\.value)
    self.weightMap = weightMap
  }

  /// The tensors of all files, by name.
  ///
  /// - Throws: what `read` throws, and `ConversionError` where a name occurs twice, or a tensor is not in the shard that the
  ///   index names.
  func tensors(
    _ read: (SourceFile) throws(ConversionError) -> [SourceTensor]
  ) throws(ConversionError) -> NamedValues<SourceTensor> {
    var tensors: NamedValues<SourceTensor> = [:]
    for file in files {
      for tensor in try read(file) {
        guard tensors.updateValue(tensor, forKey: tensor.name) == nil else {
          throw ConversionError(path: file.path, field: tensor.name, problem: "this name occurs twice")
        }
      }
    }
    for entry in weightMap where tensors[entry.tensor]?.file !== entry.shard {
      throw ConversionError(
        path: path, field: "weight_map: \(entry.tensor)",
        problem: "is '\(entry.shard.name)', but that file does not have this tensor")
    }
    return tensors
  }
}
