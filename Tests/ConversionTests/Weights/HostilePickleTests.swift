import Foundation
import TestSupport
import Testing

@testable import Conversion

/// Pickles that in Python would run code, or take time and memory without end.
@Suite struct HostilePickleTests {
  /// A pickle instead of a state dictionary, and what the error must name.
  struct Hostile: CustomTestStringConvertible, Sendable {
    let name: String
    let pickle: [UInt8]
    let expected: String

    var testDescription: String { name }
  }

  private static func global(_ module: String, _ name: String) -> [UInt8] { Array("c\(module)\n\(name)\n".utf8) }

  private static func text(_ text: String) -> [UInt8] {
    [0x58] + littleEndian(UInt32(text.utf8.count)) + Array(text.utf8)
  }

  private static func littleEndian<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    (0..<Integer.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func long(_ value: Int64) -> [UInt8] { [0x8A, 8] + littleEndian(value) }

  private static let protocol2: [UInt8] = [0x80, 2]
  private static let stop: [UInt8] = [0x2E]
  private static let tuple1: [UInt8] = [0x85]
  private static let reduce: [UInt8] = [0x52]
  private static let emptyTuple: [UInt8] = [0x29]
  private static let tuple: [UInt8] = [0x74]
  private static let mark: [UInt8] = [0x28]
  private static let none: [UInt8] = [0x4E]
  private static let emptyDictionary: [UInt8] = [0x7D]
  private static let setItem: [UInt8] = [0x73]

  private static let newDictionary = global("collections", "OrderedDict") + emptyTuple + reduce

  /// A dictionary with one tensor of this shape and strides over a storage of two elements.
  private static func tensor(shape: [UInt8], strides: [UInt8]) -> [UInt8] {
    let storage =
      mark + text("storage") + global("torch", "FloatStorage") + text("0") + text("cpu") + [0x4B, 2] + tuple + [0x51]
    let arguments = mark + storage + [0x4B, 0] + shape + strides + [0x89] + newDictionary + tuple
    return emptyDictionary + text("a") + global("torch._utils", "_rebuild_tensor_v2") + arguments + reduce + setItem
  }

  /// Calls of functions that Python can import.
  private static let calls: [Hostile] =
    [
      ("os", "system"), ("posix", "system"), ("nt", "system"), ("subprocess", "Popen"), ("subprocess", "check_output"),
      ("builtins", "eval"), ("builtins", "exec"), ("builtins", "getattr"), ("builtins", "__import__"),
      ("__builtin__", "eval"), ("builtins", "open"), ("builtins", "compile"), ("importlib", "import_module"),
      ("runpy", "run_path"), ("pty", "spawn"), ("socket", "create_connection"), ("shutil", "rmtree"),
      ("pickle", "loads"), ("_pickle", "loads"), ("torch", "load"), ("torch.hub", "load"), ("torch.jit", "load"),
      ("torch", "FloatStorage.from_file"), ("torch._utils", "_rebuild_tensor"),
      ("torch._utils", "_rebuild_device_tensor_from_numpy"), ("numpy.core.multiarray", "_reconstruct"),
      ("collections", "defaultdict"), ("collections", "OrderedDict.fromkeys"), ("operator", "attrgetter"),
      ("functools", "partial"), ("code", "interact"), ("transformers.models.albert.modeling_albert", "AlbertModel"),
    ].map { module, name in
      Hostile(
        name: "\(module).\(name)", pickle: global(module, name) + text("touch pwned") + tuple1 + reduce,
        expected: "GLOBAL \(module).\(name) is refused")
    } + [
      Hostile(
        name: "torch.save(model)", pickle: global("transformers.models.albert.modeling_albert", "AlbertModel"),
        expected: "if `torch.save(model)` made the file, save `model.state_dict()` instead")
    ]

  /// Instructions that weights do not need.
  private static let instructions: [Hostile] = [
    ("STACK_GLOBAL", text("os") + text("system") + [0x93]), ("INST", mark + Array("ios\nsystem\n".utf8)),
    ("OBJ", mark + global("torch", "FloatStorage") + [0x6F]),
    ("NEWOBJ", global("torch", "FloatStorage") + emptyTuple + [0x81]),
    ("NEWOBJ_EX", global("torch", "FloatStorage") + emptyTuple + emptyDictionary + [0x92]), ("EXT1", [0x82, 1]),
    ("EXT2", [0x83, 1, 0]), ("EXT4", [0x84, 1, 0, 0, 0]), ("PERSID", Array("P0\n".utf8)),
    ("FRAME", [0x95] + littleEndian(UInt64.max)), ("MEMOIZE", none + [0x94]), ("DUP", none + [0x32]),
    ("POP", none + [0x30]), ("BYTEARRAY8", [0x96] + littleEndian(UInt64.max)), ("NEXT_BUFFER", [0x97]),
    ("LONG4", [0x8B] + littleEndian(Int32.max)), ("STRING", Array("S'os'\n".utf8)), ("GET", Array("g0\n".utf8)),
    ("BUILD", none + emptyDictionary + [0x62]), ("PROTO 4", [0x80, 4]), ("BINPERSID", text("a") + [0x51]),
  ].map { Hostile(name: $0, pickle: $1, expected: $0) }

  /// Allowed instructions with operands that they must not have.
  private static let uses: [Hostile] = [
    Hostile(
      name: "call of a result", pickle: newDictionary + emptyTuple + reduce,
      expected: "REDUCE was expected for functions only"),
    Hostile(
      name: "nested calls",
      pickle: Array([[UInt8]](repeating: newDictionary, count: 50_000).joined()) + emptyTuple + reduce,
      expected: "REDUCE was expected for functions only"),
    Hostile(
      name: "call of a class", pickle: global("torch", "FloatStorage") + long(1_000_000_000) + tuple1 + reduce,
      expected: "REDUCE of torch.FloatStorage"),
    Hostile(
      name: "dictionary of something", pickle: global("collections", "OrderedDict") + none + tuple1 + reduce,
      expected: "REDUCE of collections.OrderedDict"),
    Hostile(
      name: "tensor of nothing",
      pickle: global("torch._utils", "_rebuild_tensor_v2") + mark + none + none + none + none + tuple + reduce,
      expected: "REDUCE of torch._utils._rebuild_tensor_v2"),
    Hostile(
      name: "parameter of nothing", pickle: global("torch._utils", "_rebuild_parameter") + none + tuple1 + reduce,
      expected: "REDUCE of torch._utils._rebuild_parameter"),
    Hostile(
      name: "a million dimensions",
      pickle: tensor(
        shape: mark + Array([[UInt8]](repeating: [0x4B, 1], count: 1_000_000).joined()) + tuple, strides: emptyTuple),
      expected: "a has 1000000 dimensions; at most 8"),
    Hostile(
      name: "a dimension of 10^9", pickle: tensor(shape: long(1_000_000_000) + tuple1, strides: [0x4B, 0] + tuple1),
      expected: "a: has shape [1000000000] and strides [0] from element 0 on, but its storage has 2 elements"),
    Hostile(
      name: "dimensions that overflow",
      pickle: tensor(
        shape: long(.max) + long(.max) + [0x86], strides: long(.max) + long(.max) + [0x86]),
      expected: "a: has shape [9223372036854775807, 9223372036854775807]"),
    Hostile(
      name: "negative strides", pickle: tensor(shape: [0x4B, 2] + tuple1, strides: long(-1) + tuple1),
      expected: "the shape or strides of a are not numbers from 0 on"),
    Hostile(
      name: "list bomb",
      // Each list holds the one before ten times.
      pickle: [0x5D, 0x71, 0]
        + Array(
          (0..<200).map { _ in
            [0x5D, 0x28] + Array([[UInt8]](repeating: [0x68, 0], count: 10).joined()) + [0x65, 0x71, 0]
          }
          .joined()), expected: "does not hold a dictionary of tensors"),
    Hostile(
      name: "dictionary bomb",
      pickle: emptyDictionary + [0x71, 0]
        + Array(
          (0..<200).map { _ in
            emptyDictionary + (0..<10).flatMap { text("k\($0)") + [0x68, 0] + setItem } + [0x71, 0]
          }.joined()), expected: "albert.embeddings.word_embeddings.weight: is missing"),
    Hostile(
      name: "a million tuples in each other", pickle: none + [UInt8](repeating: 0x85, count: 1_000_000),
      expected: "does not hold a dictionary of tensors"),
    Hostile(
      name: "a long memo",
      pickle: none + Array((0..<200_000).map { [0x72] + littleEndian(UInt32.max - UInt32($0)) }.joined()),
      expected: "does not hold a dictionary of tensors"),
    Hostile(name: "a missing memo", pickle: [0x6A] + littleEndian(UInt32.max), expected: "the memo has no value "),
    Hostile(
      name: "a text of 4 GB", pickle: [0x58] + littleEndian(UInt32.max), expected: "the data end too early"),
    Hostile(
      name: "an endless name", pickle: [0x63] + [UInt8](repeating: 0x61, count: 1_000_000),
      expected: "a name has more than 256 bytes"),
    Hostile(name: "too few values behind a mark", pickle: none + mark + [0x85], expected: "the stack is empty"),
    Hostile(name: "no mark", pickle: none + [0x75], expected: "there is no MARK"),
  ]

  @Test(arguments: calls + instructions + uses)
  func isRefusedByName(hostile: Hostile) throws {
    let directory = try TemporaryDirectory()
    try ModelFixture().write(to: directory)
    try directory.remove("model.safetensors")
    let golden = try WeightsGolden.bytes("PyTorch/pickles.bin")
    let head = try PickleReader(golden, from: PickleReader(golden, from: PickleReader(golden).end).end).end
    // If the pickle has a tensor, its storage of two elements follows.
    var end = Self.protocol2 + [0x5D] + Self.stop
    if hostile.pickle.contains(Self.text("storage")) {
      end = Self.protocol2 + [0x5D] + Self.text("0") + [0x61] + Self.stop + Self.littleEndian(UInt64(2))
      end += [UInt8](repeating: 0, count: 8)
    }
    try directory.write(
      golden[..<head] + Self.protocol2 + hostile.pickle + Self.stop + end, to: "pytorch_model.bin")
    let before = try directory.entries
    let error = #expect(throws: ConversionError.self) {
      try convertModel(directory.path, to: directory.path("model.albert"))
    }
    #expect(error?.description.contains(hostile.expected) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("\n") == false)
    #expect(try directory.entries == before)
  }
}
