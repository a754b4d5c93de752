import Files

/// Weights in a TensorFlow checkpoint: `X.index`, which says where each variable is, and `X.data-00000-of-0000N`.
///
/// The names are those of google-research/albert. Its kernels are [inputs, outputs], so they are read as transposed matrices.
struct TensorFlowSource: TensorSource {
  static let fileNames = "a TensorFlow checkpoint's .index file"

  let path: String
  private(set) var tensors: NamedValues<SourceTensor> = [:]
  private(set) var otherNames: [String] = []
  let configurationNames = ["albert_config.json", "config.json"]
  let geluIsTanh = true

  private static let anchor = "bert/embeddings/word_embeddings"

  init?(_ directory: ModelDirectory) throws(ConversionError) {
    guard let name = try Self.checkpointName(directory) else { return nil }
    let file = try directory.open("\(name).index")
    path = file.path
    guard file.count <= LevelDBTable.maximumLength else {
      throw ConversionError(
        path: path, problem: "has \(file.count) bytes; at most \(LevelDBTable.maximumLength) were expected")
    }
    let index = try Self.readIndex(file)
    otherNames = index.others
    var shards: [Int: SourceFile] = [:]
    for (theirs, variable, entry) in index.entries {
      guard entry.shard < index.shardCount else {
        throw ConversionError(
          path: path, field: variable,
          problem: "is in data file \(entry.shard); 0 to \(index.shardCount - 1) was expected")
      }
      let shard: SourceFile
      if let open = shards[entry.shard] {
        shard = open
      } else {
        shard = try directory.open("\(name).data-\(Self.digits(entry.shard))-of-\(Self.digits(index.shardCount))")
        shards[entry.shard] = shard
      }
      tensors[theirs] = try Self.tensor(variable, entry, in: shard)
    }
  }

  /// Reads the index: the variables of the ALBERT in it, with their names in transformers, and the other variables.
  private static func readIndex(
    _ file: SourceFile
  ) throws(ConversionError) -> (
    shardCount: Int, entries: [(name: String, variable: String, entry: BundleEntry)], others: [String]
  ) {
    let bytes = try file.bytes()
    func naming<Value>(_ read: () throws(ByteReader.Failure) -> Value) throws(ConversionError) -> Value {
      do throws(ByteReader.Failure) {
        return try read()
      } catch {
        throw ConversionError(
          path: file.path,
          problem: "is not a valid index of a TensorFlow checkpoint: \(error.problem) (at byte \(error.position))")
      }
    }
    let table = try naming { () throws(ByteReader.Failure) in try LevelDBTable(bytes) }
    guard let header = table.entries.first, header.key.isEmpty else {
      throw ConversionError(
        path: file.path, problem: "is not a valid index of a TensorFlow checkpoint: it has no header")
    }
    let shardCount = try naming { () throws(ByteReader.Failure) in try BundleHeader(bytes, header.value).shardCount }
    let prefix = try prefix(table.entries.map(\.key), file)
    let names = TensorFlowNames(table.entries.map(\.key), prefix: prefix).names
    var entries: [(name: String, variable: String, entry: BundleEntry)] = []
    var others: [String] = []
    for (variable, value) in table.entries {
      guard let name = names[variable] else {
        // The optimizer's variables do not belong to the model.
        let slots = ["/adam_m", "/adam_v", "/Adam", "/Adam_1", "/lamb_m", "/lamb_v"]
        if !variable.isEmpty, !variable.isSame(as: "global_step"), !slots.contains(where: variable.ends) {
          others.append(variable)
        }
        continue
      }
      let entry = try naming { () throws(ByteReader.Failure) in try BundleEntry(bytes, value) }
      entries.append((name, variable, entry))
    }
    return (shardCount, entries, others)
  }

  /// The prefix of the names of the ALBERT's variables.
  ///
  /// - Throws: `ConversionError` where the checkpoint does not hold an ALBERT, or holds more than one.
  private static func prefix(_ variables: [String], _ file: SourceFile) throws(ConversionError) -> String {
    if let variable = variables.first(where: { $0.utf8.contains("bert/encoder/layer_shared/".utf8) }) {
      throw ConversionError(
        path: file.path, field: variable,
        problem: "belongs to an earlier model, whose layers (layer_shared) are not ALBERT's; it is not supported")
    }
    let prefixes = variables.compactMap { $0.rest(before: anchor) }.filter { $0.isEmpty || $0.ends(with: "/") }.map(
      String.init)
    guard let prefix = prefixes.first else {
      throw ConversionError(path: file.path, field: anchor, problem: "is missing")
    }
    guard prefixes.count == 1 else {
      throw ConversionError(
        path: file.path,
        problem: "holds \(prefixes.count) models: \(prefixes.map { $0 + anchor }.joined(separator: ", "))")
    }
    return prefix
  }

  private static func tensor(
    _ variable: String, _ entry: BundleEntry, in file: SourceFile
  ) throws(ConversionError) -> SourceTensor {
    guard !entry.isSliced else {
      throw ConversionError(path: file.path, field: variable, problem: "is stored in slices, which is not supported")
    }
    guard entry.offset <= file.count, entry.size <= file.count - entry.offset else {
      throw ConversionError(
        path: file.path, field: variable,
        problem: "has \(entry.size) bytes from byte \(entry.offset) on, but the file has \(file.count) bytes")
    }
    let isTransposed = variable.ends(with: "/kernel") && entry.shape.count == 2
    let tensor = try SourceTensor(
      name: variable, elementType: entry.elementType, shape: isTransposed ? entry.shape.reversed() : entry.shape,
      strides: isTransposed ? SourceTensor.rowMajorStrides(entry.shape).reversed() : nil,
      storage: entry.offset..<entry.offset + entry.size, file: file, checksum: entry.checksum)
    guard tensor.elementType.size == nil || tensor.bytes.count == entry.size else {
      throw ConversionError(
        path: file.path, field: variable,
        problem: "has \(entry.size) bytes; shape \(entry.shape) takes \(tensor.bytes.count)")
    }
    return tensor
  }

  // MARK: Which checkpoint

  /// The name of the checkpoint: the one that the user named, the only one, or the one that the file `checkpoint` names; nil where
  /// there is none.
  private static func checkpointName(_ directory: ModelDirectory) throws(ConversionError) -> String? {
    if let name = directory.checkpointName { return name }
    let indexNames = try directory.entries { $0.ends(with: ".index") }
    let names = indexNames.compactMap { $0.rest(before: ".index").map(String.init) }
    let dataNames = try directory.entries { $0.utf8.contains(".data-".utf8) }
    let checkpoints = names.filter { name in dataNames.contains { $0.begins(with: "\(name).data-") } }
    guard checkpoints.count > 1 else { return checkpoints.first }
    if let current = try currentCheckpoint(directory), checkpoints.contains(where: { $0.isSame(as: current) }) {
      return current
    }
    throw ConversionError(
      path: directory.path,
      problem: "has several checkpoints: \(checkpoints.joined(separator: ", ")); name one of them, for example "
        + "\(directory.path(of: checkpoints[0]))")
  }

  /// Reads the name from the line `model_checkpoint_path: "..."`. The path may be one of another machine, so its directory is
  /// ignored.
  private static func currentCheckpoint(_ directory: ModelDirectory) throws(ConversionError) -> String? {
    guard try directory.has("checkpoint") else { return nil }
    let file = try directory.open("checkpoint")
    let start = try file.elements(at: 0, count: min(file.count, 1 << 16), as: UInt8.self)
    for line in start.split(separator: UInt8(ascii: "\n")) where line.starts(with: "model_checkpoint_path:".utf8) {
      let parts = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      return parts[1].split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
    }
    return nil
  }

  /// The number with at least five digits.
  private static func digits(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}
