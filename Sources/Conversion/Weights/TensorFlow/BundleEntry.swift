/// The entry of a TensorFlow checkpoint's index that concerns all data files: the message `BundleHeaderProto` under the empty
/// key.
struct BundleHeader {
  private(set) var shardCount = 1

  /// - Throws: `ByteReader.Failure` where the message is damaged or its numbers are big-endian.
  init(_ bytes: [UInt8], _ range: Range<Int>) throws(ByteReader.Failure) {
    var message = ProtobufReader(bytes, range)
    while let field = try message.next() {
      guard case .number(let value) = field.value else { continue }
      switch field.number {
      case 1: shardCount = Int(clamping: value)
      case 2 where value != 0: throw ByteReader.Failure(position: range.lowerBound, problem: "its data are big-endian")
      default: break
      }
    }
  }
}

/// The entry of the index that describes one tensor: the message `BundleEntryProto` under the tensor's name.
struct BundleEntry {
  /// A value of TensorFlow's `DataType`.
  private var dataType: UInt64 = 0
  /// Outermost dimension first.
  private(set) var shape: [Int] = []
  /// The number of the data file.
  private(set) var shard = 0
  /// The tensor's first byte in the data file.
  private(set) var offset = 0
  /// Bytes.
  private(set) var size = 0
  /// The CRC-32C of the bytes.
  private(set) var checksum: UInt32?
  /// Whether the tensor is stored in slices, under other keys.
  private(set) var isSliced = false

  private static let maximumRank = 8

  /// - Throws: `ByteReader.Failure` where the message is damaged.
  init(_ bytes: [UInt8], _ range: Range<Int>) throws(ByteReader.Failure) {
    var message = ProtobufReader(bytes, range)
    while let field = try message.next() {
      switch (field.number, field.value) {
      case (1, .number(let value)): dataType = value
      case (2, .bytes(let shape)): try readShape(ProtobufReader(bytes, shape))
      case (3, .number(let value)): shard = Int(clamping: value)
      case (4, .number(let value)): offset = Int(clamping: value)
      case (5, .number(let value)): size = Int(clamping: value)
      case (6, .word(let value)): checksum = LevelDBTable.unmasked(value)
      case (7, .bytes): isSliced = true
      default: break
      }
    }
  }

  private mutating func readShape(_ message: ProtobufReader) throws(ByteReader.Failure) {
    var message = message
    while let field = try message.next() {
      guard field.number == 2, case .bytes(let range) = field.value else { continue }
      guard shape.count < Self.maximumRank else {
        throw ByteReader.Failure(
          position: range.lowerBound, problem: "a tensor has more than \(Self.maximumRank) dimensions")
      }
      // A size that is absent is 0.
      var size = 0
      var dimension = ProtobufReader(message.bytes, range)
      while let field = try dimension.next() {
        if field.number == 1, case .number(let value) = field.value { size = Int(clamping: value) }
      }
      shape.append(size)
    }
  }

  var elementType: SourceTensor.ElementType {
    switch dataType {
    case 1: .float32
    case 14: .bfloat16
    case 19: .float16
    case 2: .other("DT_DOUBLE")
    case 3: .other("DT_INT32")
    case 7: .other("DT_STRING")
    case 9: .other("DT_INT64")
    default: .other("DataType \(dataType)")
    }
  }
}
