import Files

/// Weights in `pytorch_model.bin`, in shards of it, or in the directory's only `.pt` or `.pth` file.
///
/// What `torch.save` writes is a pickle that describes tensors as views of storages, and the storages' bytes. Since
/// PyTorch 1.6 both are entries of a zip archive; before, they follow each other in the file.
struct PyTorchSource: TensorSource {
  static let fileNames = "pytorch_model.bin, pytorch_model.bin.index.json, one .pt or .pth file"

  let path: String
  let tensors: NamedValues<SourceTensor>

  init?(_ directory: ModelDirectory) throws(ConversionError) {
    guard let files = try Self.files(directory) else { return nil }
    path = files.path
    tensors = try files.tensors(Self.readTensors)
  }

  private static func files(_ directory: ModelDirectory) throws(ConversionError) -> WeightsFiles? {
    if let files = try WeightsFiles(directory, single: "pytorch_model.bin", index: "pytorch_model.bin.index.json") {
      return files
    }
    let names = try directory.entries { $0.ends(with: ".pt") || $0.ends(with: ".pth") }
    guard let name = names.first else { return nil }
    guard names.count == 1 else {
      throw ConversionError(
        path: directory.path,
        problem:
          "has several weights files: \(names.joined(separator: ", ")); rename the one to convert to pytorch_model.bin")
    }
    return WeightsFiles(try directory.open(name))
  }

  /// Reads the descriptions of a file's tensors.
  ///
  /// - Throws: `ConversionError` that names the instruction, global, entry or tensor that is wrong.
  static func readTensors(_ file: SourceFile) throws(ConversionError) -> [SourceTensor] {
    let start = try file.elements(at: 0, count: min(file.count, 16), as: UInt8.self)
    if ZipArchive.begins(start) { return try readArchive(file) }
    if start.starts(with: magic) { return try readPickles(file) }
    throw ConversionError(
      path: file.path,
      problem: "is not a file of torch.save: it begins neither like a zip archive nor like the older format")
  }

  // MARK: An archive

  /// Reads a zip archive. One folder holds its entries: `data.pkl`, the pickle; `data/KEY`, the bytes of a storage; `byteorder`.
  private static func readArchive(_ file: SourceFile) throws(ConversionError) -> [SourceTensor] {
    let archive = try ZipArchive(file)
    let pickles = archive.entries.map(\.value).filter { $0.name.ends(with: "/data.pkl") }
    guard let pickle = pickles.first, pickles.count == 1 else {
      throw ConversionError(path: file.path, problem: "has \(pickles.count) entries data.pkl; 1 was expected")
    }
    let folder = pickle.name.dropLast("data.pkl".count)
    if let entry = archive.entries["\(folder)byteorder"] {
      let range = try archive.bytes(of: entry)
      let order = try file.elements(at: range.lowerBound, count: min(range.count, 16), as: UInt8.self)
      guard order == Array("little".utf8) else {
        throw ConversionError(
          path: file.path, field: entry.name,
          problem: "is '\(String(decoding: order, as: UTF8.self))'; 'little' was expected")
      }
    }
    let range = try archive.bytes(of: pickle)
    guard range.count <= PickleReader.maximumLength else {
      throw ConversionError(
        path: file.path, field: pickle.name,
        problem: "has \(range.count) bytes; at most \(PickleReader.maximumLength) were expected")
    }
    let bytes = try file.elements(at: range.lowerBound, count: range.count, as: UInt8.self)
    let reader = try naming(file, pickle.name) { () throws(ByteReader.Failure) in try PickleReader(bytes) }
    return try tensors(of: reader, in: file) { (storage) throws(ConversionError) in
      guard let entry = archive.entries["\(folder)data/\(storage.key)"] else {
        throw ConversionError(path: file.path, field: "\(folder)data/\(storage.key)", problem: "is missing")
      }
      return try archive.bytes(of: entry)
    }
  }

  // MARK: The older format

  /// The first pickle, which is the number 0x1950A86A20F9469CFC6C.
  private static let magic: [UInt8] = [
    0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
  ]

  /// Reads the format before PyTorch 1.6: five pickles, which are the magic number, the protocol's version, the machine's sizes, the
  /// saved value and the storages' keys. The storages follow in the order of the keys: each is the number of its elements, in 8
  /// bytes, and the elements.
  private static func readPickles(_ file: SourceFile) throws(ConversionError) -> [SourceTensor] {
    let head = try file.elements(at: 0, count: min(file.count, PickleReader.maximumLength), as: UInt8.self)
    var end = magic.count
    var pickles: [PickleReader] = []
    for name in ["protocol", "system", "data", "keys"] {
      let reader = try naming(file, "pickle '\(name)'") { () throws(ByteReader.Failure) in
        try PickleReader(head, from: end)
      }
      pickles.append(reader)
      end = reader.end
    }
    guard case .int(1001) = pickles[0].root else {
      throw ConversionError(
        path: file.path, field: "pickle 'protocol'", problem: "is not 1001, the only known version")
    }
    guard let keys = pickles[3].listOfTexts else {
      throw ConversionError(path: file.path, field: "pickle 'keys'", problem: "is not a list of texts")
    }
    var types: NamedValues<PickleStorageType> = [:]
    for storage in pickles[2].storages { types[storage.key] = storage.type }
    var ranges: NamedValues<Range<Int>> = [:]
    for key in keys {
      guard let type = types[key] else {
        throw ConversionError(path: file.path, field: "storage '\(key)'", problem: "has an unknown type")
      }
      guard end <= file.count - 8,
        case let count = try file.elements(at: end, count: 1, as: UInt64.self)[0],
        count <= UInt64((file.count - end - 8) / type.elementSize)
      else {
        throw ConversionError(
          path: file.path, field: "storage '\(key)'",
          problem: "ends beyond the file; the file is damaged, so fetch it again")
      }
      let start = end + 8
      end = start + Int(count) * type.elementSize
      ranges[key] = start..<end
    }
    return try tensors(of: pickles[2], in: file) { (storage) throws(ConversionError) in
      guard let range = ranges[storage.key] else {
        throw ConversionError(path: file.path, field: "storage '\(storage.key)'", problem: "is missing")
      }
      return range
    }
  }

  // MARK: Tensors

  private static func tensors(
    of pickle: PickleReader, in file: SourceFile,
    bytes: (PickleReader.Storage) throws(ConversionError) -> Range<Int>
  ) throws(ConversionError) -> [SourceTensor] {
    let found = try naming(file, "pickle") { () throws(ByteReader.Failure) in try pickle.tensors() }
    guard let found else {
      throw ConversionError(
        path: file.path, problem: "does not hold a dictionary of tensors, as `state_dict()` returns it")
    }
    var tensors: NamedValues<SourceTensor> = [:]
    for (name, tensor) in found {
      let bytes = try bytes(tensor.storage)
      let (size, overflow) = tensor.storage.count.multipliedReportingOverflow(by: tensor.storage.type.elementSize)
      guard !overflow, size <= bytes.count else {
        throw ConversionError(
          path: file.path, field: name,
          problem: "its storage has \(bytes.count) bytes, which are too few for \(tensor.storage.count) elements")
      }
      tensors[name] = try SourceTensor(
        name: name, elementType: tensor.storage.type.elementType, shape: tensor.shape, strides: tensor.strides,
        offset: tensor.offset, storage: bytes.prefix(size), file: file)
    }
    return tensors.map(\.value)
  }

  private static func naming<Value>(
    _ file: SourceFile, _ field: String, _ read: () throws(ByteReader.Failure) -> Value
  ) throws(ConversionError) -> Value {
    do throws(ByteReader.Failure) {
      return try read()
    } catch {
      throw ConversionError(path: file.path, field: field, problem: "\(error.problem) (at byte \(error.position))")
    }
  }
}
