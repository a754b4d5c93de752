/// Reads a pickle of `torch.save`, and builds only containers, numbers, texts, storages and tensors.
///
/// A pickle is a program for a stack machine, and in Python it can call any function. This reader allows only the globals of
/// `PickleGlobal` and the instructions that `torch.save` writes. It refuses every other one by name.
///
/// Containers are kept in tables, and values refer to them by index. So a value is small, a value that is used a million times
/// costs no more than one that is used once, and nothing recurses into nested containers. Time and memory are in proportion to the
/// pickle's length, which is bounded.
struct PickleReader {
  typealias Failure = ByteReader.Failure

  enum Value {
    case none, bool(Bool), int(Int)
    /// A float, or an integer beyond 64 bits. No tensor needs its value.
    case number
    /// The index of a text, tuple, list, dictionary, storage or tensor in its table.
    case text(Int), tuple(Int), list(Int), dictionary(Int), storage(Int), tensor(Int)
    case global(PickleGlobal)
  }

  /// A storage, as its persistent id describes it.
  struct Storage {
    let type: PickleStorageType
    let key: String
    /// Elements.
    let count: Int
  }

  /// A view of a storage.
  struct Tensor {
    let storage: Storage
    /// The number of the storage's elements before the tensor's first one.
    let offset: Int
    let shape: [Int]
    let strides: [Int]
  }

  /// The most bytes of a pickle. Those of models have some thousands.
  static let maximumLength = 8 << 20
  // Limits that no model's weights reach.
  private static let maximumDepth = 4
  private static let maximumNameLength = 256
  private static let maximumRank = 8
  private static let maximumTensorCount = 100_000

  private struct StoredTensor {
    let storage: Int
    let offset: Int
    /// The index of the tuple of the shape, and of the tuple of the strides.
    let shape: Int
    let strides: Int
  }

  private var reader: ByteReader
  private var stack: [Value] = []
  /// The height of the stack at each open MARK.
  private var marks: [Int] = []
  private var memo: [UInt32: Value] = [:]
  private var texts: [Range<Int>] = []
  private var tupleElements: [Value] = []
  private var tuples: [Range<Int>] = [0..<0]
  private var lists: [[Value]] = []
  private var dictionaries: [[(key: Value, value: Value)]] = []
  private(set) var storages: [Storage] = []
  private var storedTensors: [StoredTensor] = []

  /// Runs one pickle.
  ///
  /// - Parameter position: where the pickle begins in `bytes`.
  /// - Throws: `ByteReader.Failure` for an instruction or a global that is refused, or a pickle that is malformed.
  init(_ bytes: [UInt8], from position: Int = 0) throws(Failure) {
    reader = ByteReader(bytes, position..<bytes.count)
    root = .none
    root = try run()
  }

  /// The value of the pickle.
  private(set) var root: Value

  /// Where the pickle ends in the bytes.
  var end: Int { reader.position }

  // MARK: Results

  /// The tensors of the root, a dictionary, and of the dictionaries in it. A name is the keys that lead to the tensor, with dots
  /// between them. A tensor may have several names; a dictionary is visited once.
  ///
  /// - Returns: nil where the root is not a dictionary.
  func tensors() throws(Failure) -> [(name: String, tensor: Tensor)]? {
    guard case .dictionary(let root) = root else { return nil }
    var tensors: [(name: String, tensor: Tensor)] = []
    var seen: Set<Int> = [root]
    var waiting = [(dictionary: root, prefix: "", depth: 1)]
    while let (dictionary, prefix, depth) = waiting.popLast() {
      for (key, value) in dictionaries[dictionary] {
        guard case .text(let text) = key, texts[text].count <= Self.maximumNameLength else { continue }
        let name = prefix + reader.text(texts[text])
        switch value {
        case .tensor(let number):
          guard tensors.count < Self.maximumTensorCount else {
            throw reader.failure("it has more than \(Self.maximumTensorCount) tensors")
          }
          tensors.append((name, try tensor(number, name: name)))
        case .dictionary(let inner) where depth < Self.maximumDepth && seen.insert(inner).inserted:
          waiting.append((inner, name + ".", depth + 1))
        default: break
        }
      }
    }
    return tensors
  }

  /// The texts of the root, a list of texts; nil for anything else.
  var listOfTexts: [String]? {
    guard case .list(let list) = root else { return nil }
    var strings: [String] = []
    for element in lists[list] {
      guard case .text(let text) = element, texts[text].count <= Self.maximumNameLength else { return nil }
      strings.append(reader.text(texts[text]))
    }
    return strings
  }

  private func tensor(_ number: Int, name: String) throws(Failure) -> Tensor {
    let stored = storedTensors[number]
    func sizes(_ tuple: Int) throws(Failure) -> [Int] {
      let elements = tupleElements[tuples[tuple]]
      guard elements.count <= Self.maximumRank else {
        throw reader.failure("\(name) has \(elements.count) dimensions; at most \(Self.maximumRank) were expected")
      }
      return try elements.map { (element) throws(Failure) in
        guard case .int(let size) = element, size >= 0 else {
          throw reader.failure("the shape or strides of \(name) are not numbers from 0 on")
        }
        return size
      }
    }
    return Tensor(
      storage: storages[stored.storage], offset: stored.offset, shape: try sizes(stored.shape),
      strides: try sizes(stored.strides))
  }

  // MARK: The machine

  private mutating func run() throws(Failure) -> Value {
    while true {
      let byte = try reader.byte()
      guard let opcode = PickleOpcode(rawValue: byte) else {
        throw reader.failure("\(byte) is not an instruction of a pickle")
      }
      switch opcode {
      case .proto:
        let version = try reader.byte()
        guard version == 2 else {
          throw reader.failure("PROTO \(version) is refused; PROTO 2, the protocol of torch.save, was expected")
        }
      case .stop: return try pop()
      case .mark: marks.append(stack.count)
      case .none: stack.append(.none)
      case .newtrue: stack.append(.bool(true))
      case .newfalse: stack.append(.bool(false))
      case .binint: stack.append(.int(Int(Int32(bitPattern: try reader.integer(UInt32.self)))))
      case .binint1: stack.append(.int(Int(try reader.byte())))
      case .binint2: stack.append(.int(Int(try reader.integer(UInt16.self))))
      case .long1: stack.append(try long())
      case .binfloat:
        _ = try reader.take(8)
        stack.append(.number)
      case .binunicode:
        texts.append(try reader.take(reader.size(UInt32.self)))
        stack.append(.text(texts.count - 1))
      case .empty_tuple: stack.append(.tuple(0))
      case .tuple: stack.append(makeTuple(try popToMark()))
      case .tuple1: stack.append(makeTuple(try pop(count: 1)))
      case .tuple2: stack.append(makeTuple(try pop(count: 2)))
      case .tuple3: stack.append(makeTuple(try pop(count: 3)))
      case .empty_list:
        lists.append([])
        stack.append(.list(lists.count - 1))
      case .append: try append(pop(count: 1), by: opcode)
      case .appends: try append(popToMark(), by: opcode)
      case .empty_dict: stack.append(makeDictionary())
      case .setitem: try set(pop(count: 2), by: opcode)
      case .setitems: try set(popToMark(), by: opcode)
      case .binput: memo[UInt32(try reader.byte())] = try top()
      case .long_binput: memo[try reader.integer(UInt32.self)] = try top()
      case .binget: stack.append(try memoized(UInt32(reader.byte())))
      case .long_binget: stack.append(try memoized(reader.integer(UInt32.self)))
      case .global: stack.append(.global(try global()))
      case .reduce:
        let arguments = try pop()
        stack.append(try call(pop(), arguments))
      case .build:
        // Attributes of an OrderedDict hold the modules' versions.
        _ = try pop()
        guard case .dictionary = try top() else {
          throw reader.failure("BUILD was expected for dictionaries only")
        }
      case .binpersid: stack.append(try makeStorage(pop()))
      default: throw reader.failure("\(opcode.name) is refused, since weights do not need this instruction")
      }
    }
  }

  // MARK: The stack

  private func top() throws(Failure) -> Value {
    guard let value = stack.last, stack.count > marks.last ?? 0 else { throw reader.failure("the stack is empty") }
    return value
  }

  private mutating func pop() throws(Failure) -> Value {
    let value = try top()
    stack.removeLast()
    return value
  }

  private mutating func pop(count: Int) throws(Failure) -> [Value] {
    guard stack.count - count >= marks.last ?? 0 else { throw reader.failure("the stack is empty") }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popToMark() throws(Failure) -> [Value] {
    guard let mark = marks.popLast() else { throw reader.failure("there is no MARK") }
    defer { stack.removeLast(stack.count - mark) }
    return Array(stack[mark...])
  }

  private func memoized(_ number: UInt32) throws(Failure) -> Value {
    guard let value = memo[number] else { throw reader.failure("the memo has no value \(number)") }
    return value
  }

  // MARK: Containers and numbers

  private mutating func makeTuple(_ elements: [Value]) -> Value {
    guard !elements.isEmpty else { return .tuple(0) }
    tuples.append(tupleElements.count..<tupleElements.count + elements.count)
    tupleElements += elements
    return .tuple(tuples.count - 1)
  }

  private mutating func makeDictionary() -> Value {
    dictionaries.append([])
    return .dictionary(dictionaries.count - 1)
  }

  private mutating func append(_ elements: [Value], by opcode: PickleOpcode) throws(Failure) {
    guard case .list(let list) = try top() else { throw reader.failure("\(opcode.name) was expected for lists only") }
    lists[list] += elements
  }

  private mutating func set(_ items: [Value], by opcode: PickleOpcode) throws(Failure) {
    guard case .dictionary(let dictionary) = try top() else {
      throw reader.failure("\(opcode.name) was expected for dictionaries only")
    }
    guard items.count % 2 == 0 else { throw reader.failure("\(opcode.name) has a key without a value") }
    for index in stride(from: 0, to: items.count, by: 2) {
      dictionaries[dictionary].append((key: items[index], value: items[index + 1]))
    }
  }

  /// Reads an integer: the number of its bytes in one byte, then these.
  private mutating func long() throws(Failure) -> Value {
    let range = try reader.take(Int(reader.byte()))
    guard range.count <= 8 else { return .number }
    guard let last = range.last else { return .int(0) }
    let isNegative = reader.bytes[last] >= 0x80
    let value = range.reversed().reduce(isNegative ? -1 : 0) { $0 << 8 | Int(reader.bytes[$1]) }
    return .int(value)
  }

  // MARK: Calls

  private mutating func global() throws(Failure) -> PickleGlobal {
    let module = reader.text(try reader.line(atMost: Self.maximumNameLength))
    let name = "\(module).\(reader.text(try reader.line(atMost: Self.maximumNameLength)))"
    guard let global = PickleGlobal(name: name) else {
      let isModel = ["transformers.", "sentence_transformers.", "torch.nn.", "__main__.", "peft."].contains {
        name.begins(with: $0)
      }
      throw reader.failure(
        "GLOBAL \(name) is refused, since weights do not need it"
          + (isModel ? "; if `torch.save(model)` made the file, save `model.state_dict()` instead" : ""))
    }
    return global
  }

  private mutating func call(_ function: Value, _ arguments: Value) throws(Failure) -> Value {
    guard case .global(let global) = function, case .tuple(let tuple) = arguments else {
      throw reader.failure("REDUCE was expected for functions only")
    }
    let arguments = tupleElements[tuples[tuple]]
    let first = arguments.startIndex
    switch global {
    case .orderedDictionary where arguments.isEmpty: return makeDictionary()
    case .rebuildTensor where arguments.count >= 4:
      guard case .storage(let storage) = arguments[first], case .int(let offset) = arguments[first + 1],
        case .tuple(let shape) = arguments[first + 2], case .tuple(let strides) = arguments[first + 3]
      else { break }
      storedTensors.append(StoredTensor(storage: storage, offset: offset, shape: shape, strides: strides))
      return .tensor(storedTensors.count - 1)
    case .rebuildParameter:
      guard case .tensor = arguments.first else { break }
      return arguments[first]
    default: break
    }
    throw reader.failure("REDUCE of \(global.name) is refused, since its arguments are not those that weights need")
  }

  /// Reads a persistent id: ("storage", type, key, device, elements). Before PyTorch 1.6 a sixth part follows: None, or a view of
  /// another storage.
  private mutating func makeStorage(_ id: Value) throws(Failure) -> Value {
    guard case .tuple(let tuple) = id, case let parts = Array(tupleElements[tuples[tuple]]), 5...6 ~= parts.count,
      case .text(let kind) = parts[0], reader.text(texts[kind]) == "storage",
      case .global(.storage(let type)) = parts[1],
      case .text(let key) = parts[2], texts[key].count <= Self.maximumNameLength,
      case .int(let count) = parts[4], count >= 0
    else { throw reader.failure("BINPERSID was expected for storages only") }
    if parts.count == 6 {
      guard case .none = parts[5] else {
        throw reader.failure("BINPERSID names a view of another storage, which is not supported")
      }
    }
    storages.append(Storage(type: type, key: reader.text(texts[key]), count: count))
    return .storage(storages.count - 1)
  }
}
