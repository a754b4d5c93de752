import TestSupport
import Testing

@testable import Conversion

@Suite struct SafetensorsSourceTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func read(_ bytes: [UInt8]) throws -> [SourceTensor] {
    try SafetensorsSource.readTensors(SourceFiles().open(directory.write(bytes, to: "model.safetensors")))
  }

  private func problem(_ bytes: [UInt8]) -> String? {
    do {
      _ = try read(bytes)
      return nil
    } catch {
      return (error as? ConversionError)?.description.replacing("\(directory.path)/model.safetensors: ", with: "")
    }
  }

  private func entry(_ name: String = "a", type: String = "F32", shape: String = "[2]", offsets: String = "[0,8]")
    -> String
  {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test func tensorsReadBack() throws {
    let tensors = [
      FixtureTensor(name: "a", shape: [2, 3], values: [1, -2, 3.5, 0, -0.0, .leastNonzeroMagnitude]),
      FixtureTensor(name: "empty", shape: [0, 7], values: []),
      FixtureTensor(name: "b", shape: [], values: [7]),
    ]
    let found = try read(safetensors(tensors))
    #expect(Set(found.map(\.name)) == ["a", "empty", "b"])
    for tensor in tensors {
      let same = try #require(found.first { $0.name == tensor.name })
      #expect(same.shape == tensor.shape)
      #expect(try same.floats().map(\.bitPattern) == tensor.values.map(\.bitPattern))
    }
  }

  @Test func narrowTypesAreWidened() throws {
    // 1, -2, the largest, the smallest subnormal, -0.
    let half: [UInt8] = [0x00, 0x3C, 0x00, 0xC0, 0xFF, 0x7B, 0x01, 0x00, 0x00, 0x80]
    let halves = try read(safetensors(header: "{\(entry(type: "F16", shape: "[5]", offsets: "[0,10]"))}", data: half))
    #expect(try halves[0].floats() == [1, -2, 65504, 0x1p-24, 0])
    let brain: [UInt8] = [0x80, 0x3F, 0x00, 0xC0, 0x7F, 0x7F, 0x01, 0x00, 0x00, 0x80]
    let brains = try read(safetensors(header: "{\(entry(type: "BF16", shape: "[5]", offsets: "[0,10]"))}", data: brain))
    #expect(try brains[0].floats() == [1, -2, 0x1.FEp127, 0x1p-133, 0])
  }

  @Test(arguments: [("F32", [0, 0, 0xC0, 0x7F]), ("F16", [0, 0x7C, 0, 0]), ("BF16", [0x80, 0xFF, 0, 0])])
  func whatIsNotFiniteIsRefused(type: String, bytes: [UInt8]) throws {
    let shape = type == "F32" ? "[1]" : "[2]"
    let tensors = try read(safetensors(header: "{\(entry(type: type, shape: shape, offsets: "[0,4]"))}", data: bytes))
    #expect(throws: ConversionError.self) { try tensors[0].floats() }
  }

  // MARK: Hostile files

  @Test func wrongHeadersAreNamed() {
    let data = [UInt8](repeating: 0, count: 8)
    func problem(_ entries: String...) -> String? {
      self.problem(safetensors(header: "{\(entries.joined(separator: ","))}", data: data))
    }
    #expect(problem(entry()) == nil)
    #expect(
      problem(entry(offsets: "[0,9]"))
        == "header: a: data_offsets are [0, 9]; a start and an end of at most 8 were expected")
    #expect(
      problem(entry(offsets: "[8,0]"))
        == "header: a: data_offsets are [8, 0]; a start and an end of at most 8 were expected")
    #expect(
      problem(entry(offsets: "[0]")) == "header: a: data_offsets are [0]; a start and an end of at most 8 were expected"
    )
    #expect(problem(entry(offsets: "[-8,0]")) == "header: a: data_offsets holds -8; numbers from 0 on were expected")
    #expect(problem(entry(shape: "[3]")) == "header: a: has 8 bytes; shape [3] of F32 takes 12")
    #expect(problem(entry(shape: "[-2]")) == "header: a: shape holds -2; numbers from 0 on were expected")
    #expect(problem(entry(shape: "[2.0]")) == "header: a: shape: is 2.0; an integer was expected")
    #expect(problem(entry(shape: "2")) == "header: a: shape: is 2; an array was expected")
    #expect(problem(entry(type: "F16")) == "header: a: has 8 bytes; shape [2] of F16 takes 4")
    #expect(
      problem(entry(offsets: "[0,4]")) == "header: a: has 4 bytes; shape [2] of F32 takes 8")
    #expect(
      problem(entry(shape: "[1]", offsets: "[0,4]"))
        == "its tensors end at byte 4 of the data, which have 8 bytes; the file is damaged, so fetch it again")
    #expect(
      problem(entry(shape: "[1]", offsets: "[4,8]"))
        == "a: starts at byte 4 of the data; 0, where the tensor before it ends, was expected")
    #expect(
      problem(entry(), entry("b", shape: "[1]", offsets: "[4,8]"))
        == "b: starts at byte 4 of the data; 8, where the tensor before it ends, was expected")
    #expect(
      problem(entry(), entry("b"))
        == "b: starts at byte 0 of the data; 8, where the tensor before it ends, was expected")
    #expect(problem(#""a":{"shape":[2],"data_offsets":[0,8]}"#) == "header: a: lacks dtype")
    #expect(problem(#""a":[]"#) == "header: a: is an array; an object was expected")
    #expect(
      self.problem(safetensors(header: "[]", data: [])) == "header: header: is an array; an object was expected")
  }

  @Test(arguments: [
    "4611686018427387904", "9223372036854775807", "9223372036854775808", "18446744073709551615", "1e30",
  ])
  func hugeSizesAreRefused(size: String) {
    for wrong in [
      entry(shape: "[\(size)]"), entry(shape: "[\(size),\(size)]"), entry(shape: "[\(size),0]", offsets: "[0,8]"),
      entry(offsets: "[0,\(size)]"), entry(offsets: "[\(size),\(size)]"), entry(type: "F77", offsets: "[0,\(size)]"),
    ] {
      #expect(problem(safetensors(header: "{\(wrong)}", data: [UInt8](repeating: 0, count: 8))) != nil, "\(wrong)")
    }
  }

  @Test(arguments: [9, 1 << 32, (1 << 63) - 8, (1 << 63) - 1, 1 << 63, .max - 8, .max] as [UInt64])
  func hugeHeaderLengthsAreRefused(length: UInt64) {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Array("{}      ".utf8)
    #expect(problem(bytes)?.hasPrefix("header length: is \(length); at most 8 was expected") == true)
  }

  @Test func cutFilesAreRefused() throws {
    let bytes = safetensors([
      FixtureTensor(name: "a", shape: [2, 2], values: [1, 2, 3, 4]), FixtureTensor(name: "b", shape: [1], values: [5]),
    ])
    #expect(problem(bytes) == nil)
    for count in 0..<bytes.count { #expect(problem(Array(bytes[..<count])) != nil, "\(count) bytes") }
    #expect(problem(bytes + [0]) != nil)
  }

  @Test func anyByteOfTheHeaderNeverTraps() throws {
    let bytes = safetensors([
      FixtureTensor(name: "a", shape: [2, 2], values: [1, 2, 3, 4]), FixtureTensor(name: "b", shape: [1], values: [5]),
    ])
    for index in 0..<bytes.count - 20 {
      for byte in [UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "e"), 0, 0x80, 0xFF, bytes[index] ^ 1] {
        var changed = bytes
        changed[index] = byte
        guard let tensors = try? read(changed) else { continue }
        for tensor in tensors where tensor.elementType.size != nil { _ = try? tensor.floats() }
      }
    }
  }
}
