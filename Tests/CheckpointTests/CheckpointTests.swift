import Files
import TestSupport
import Testing

@testable import Checkpoint

@Suite struct CheckpointTests {
  private let directory: TemporaryDirectory
  private let path: String

  /// Writes a checkpoint with sections of several element types and layouts, and an empty one.
  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("model.albert")
    var writer = CheckpointWriter()
    writer.add("bytes", [UInt8](1...5))
    writer.add("empty", [UInt32]())
    writer.add("shorts", [UInt16.max, 0, 7])
    writer.add("ids", [Int32.min, -1, Int32.max])
    writer.add("words", [UInt64.max])
    writer.add("scores", [-1.5, Double.pi])
    writer.add("matrix", as: Float.self, shape: [3, 2]) { [1, 2, 3, 4, 5, 6] }
    writer.add("panels", as: Float.self, shape: [2, 33], layout: .panels32) { (0..<128).map(Float.init) }
    try writer.write(to: path)
  }

  @Test func everythingReadsBack() throws {
    let checkpoint = try Checkpoint(path: path)
    #expect(Array(try checkpoint.array("bytes", of: UInt8.self)) == [1, 2, 3, 4, 5])
    #expect(Array(try checkpoint.array("empty", of: UInt32.self)) == [])
    #expect(Array(try checkpoint.array("shorts", of: UInt16.self)) == [UInt16.max, 0, 7])
    #expect(Array(try checkpoint.array("ids", of: Int32.self)) == [Int32.min, -1, Int32.max])
    #expect(Array(try checkpoint.array("words", of: UInt64.self)) == [UInt64.max])
    #expect(Array(try checkpoint.array("scores", of: Double.self)) == [-1.5, Double.pi])
    #expect(Array(try checkpoint.tensor("matrix", shape: [3, 2])) == [1, 2, 3, 4, 5, 6])
    let panels = try checkpoint.tensor("panels", shape: [2, 33], layout: .panels32)
    #expect(Array(panels) == (0..<128).map(Float.init))
    #expect(Int(bitPattern: panels.unsafeElements.baseAddress) % 64 == 0)
    #expect(checkpoint.fileSize == (try directory.read("model.albert")).count)
    #expect(
      checkpoint.sections.map(\.name)
        == ["bytes", "empty", "shorts", "ids", "words", "scores", "matrix", "panels"])
    #expect(checkpoint.hasSection("ids") && !checkpoint.hasSection("id"))
    try checkpoint.verify()
    #expect(try directory.entries == ["model.albert"])
  }

  @Test func elementsOutliveTheCheckpoint() throws {
    func matrix() throws -> MappedArray<Float> { try Checkpoint(path: path).tensor("matrix", shape: [3, 2]) }
    #expect(Array(try matrix()) == [1, 2, 3, 4, 5, 6])
  }

  @Test func whatIsNotAsExpectedIsNamed() throws {
    let checkpoint = try Checkpoint(path: path)
    func problem(_ body: () throws -> Void) -> String? {
      do { try body() } catch { return (error as? CheckpointError)?.description }
      return nil
    }
    #expect(problem { _ = try checkpoint.array("nothing", of: UInt8.self) } == "\(path): has no section 'nothing'")
    #expect(
      problem { _ = try checkpoint.array("ids", of: UInt32.self) }
        == "\(path): section 'ids': holds int32, rowMajor; uint32, rowMajor was expected")
    #expect(
      problem { _ = try checkpoint.tensor("matrix", shape: [2, 3]) }
        == "\(path): section 'matrix': has shape [3, 2]; [2, 3] was expected")
    #expect(
      problem { _ = try checkpoint.tensor("panels", shape: [2, 33]) }
        == "\(path): section 'panels': holds float32, panels32; float32, rowMajor was expected")
  }

  // MARK: Hostile files

  @Test func cutAtEveryLengthIsRefused() throws {
    let bytes = try directory.read("model.albert")
    for count in 0..<bytes.count {
      let cut = try directory.write(Array(bytes[..<count]), to: "cut.albert")
      #expect(throws: CheckpointError.self, "\(count) bytes") { try Checkpoint(path: cut) }
    }
    let longer = try directory.write(bytes + [0], to: "longer.albert")
    #expect(throws: CheckpointError.self) { try Checkpoint(path: longer) }
  }

  @Test func everyBitOfHeaderAndTableCounts() throws {
    let bytes = try directory.read("model.albert")
    let tableEnd = CheckpointLayout.headerSize + 8 * CheckpointLayout.entrySize
    for index in 0..<tableEnd {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        let file = try directory.write(changed, to: "changed.albert")
        #expect(throws: CheckpointError.self, "byte \(index), bit \(bit)") { try Checkpoint(path: file) }
      }
    }
  }

  @Test func verificationFindsEveryChangedByte() throws {
    let bytes = try directory.read("model.albert")
    let tableEnd = CheckpointLayout.headerSize + 8 * CheckpointLayout.entrySize
    for index in tableEnd..<bytes.count {
      var changed = bytes
      changed[index] ^= 0x10
      let file = try directory.write(changed, to: "changed.albert")
      let checkpoint = try Checkpoint(path: file)
      #expect(throws: CheckpointError.self, "byte \(index)") { try checkpoint.verify() }
    }
  }

  /// A table that was forged on purpose has a right checksum, so each value must be checked.
  @Test func valuesOfTheTableAreCheckedOneByOne() throws {
    let bytes = try directory.read("model.albert")
    let extremes: [UInt64] = [
      0, 1, 63, 64, 65, 0x7FFF_FFFF, 0xFFFF_FFFF, 1 << 32, 1 << 61, (1 << 62) + 64, (1 << 63) - 64, (1 << 63) - 1,
      1 << 63,
      UInt64.max - 63, UInt64.max,
    ]
    for entry in 0..<8 {
      let start = CheckpointLayout.headerSize + entry * CheckpointLayout.entrySize
      // Element type, layout, the four sizes, offset and length.
      for (offset, size) in [(64, 4), (68, 4), (72, 4), (76, 4), (80, 4), (84, 4), (88, 8), (96, 8)] {
        for extreme in extremes {
          var changed = bytes
          for byte in 0..<size { changed[start + offset + byte] = UInt8(truncatingIfNeeded: extreme >> (8 * byte)) }
          guard changed != bytes else { continue }
          let file = try directory.write(withChecksum(changed), to: "changed.albert")
          guard let checkpoint = try? Checkpoint(path: file) else { continue }
          // The file may open with another type or shape that takes as many bytes, and in no other case.
          let section = checkpoint.sections[entry]
          #expect(section.offset % 64 == 0 && section.offset + section.length <= bytes.count)
          #expect(
            section.layout.elementCount(shape: section.shape) == section.length / section.elementType.size,
            "entry \(entry), offset \(offset), \(extreme)")
          try checkpoint.verify()
        }
      }
    }
  }

  @Test func anyByteOfTheTableNeverTraps() throws {
    let bytes = try directory.read("model.albert")
    let tableEnd = CheckpointLayout.headerSize + 8 * CheckpointLayout.entrySize
    for index in CheckpointLayout.headerSize..<tableEnd {
      for byte: UInt8 in [0, 1, 0x20, 0x7F, 0x80, 0xFF] {
        var changed = bytes
        changed[index] = byte
        let file = try directory.write(withChecksum(changed), to: "changed.albert")
        guard let checkpoint = try? Checkpoint(path: file) else { continue }
        for section in checkpoint.sections {
          _ = try? checkpoint.array(section.name, of: UInt8.self).reduce(0, &+)
          _ = try? checkpoint.array(section.name, of: Double.self).reduce(0, +)
        }
        try? checkpoint.verify()
      }
    }
  }

  @Test func overlapAndRepetitionAreRefused() throws {
    let bytes = try directory.read("model.albert")
    let entry = { (index: Int) in CheckpointLayout.headerSize + index * CheckpointLayout.entrySize }
    var overlapping = bytes
    for byte in 0..<8 { overlapping[entry(3) + 88 + byte] = bytes[entry(2) + 88 + byte] }
    var repeated = bytes
    for byte in 0..<CheckpointLayout.nameSize { repeated[entry(3) + byte] = bytes[entry(2) + byte] }
    let first = try directory.write(withChecksum(overlapping), to: "overlapping.albert")
    #expect { try Checkpoint(path: first) } throws: {
      ($0 as? CheckpointError)?.problem.contains("'ids' starts at byte") == true
    }
    let second = try directory.write(withChecksum(repeated), to: "repeated.albert")
    #expect { try Checkpoint(path: second) } throws: {
      ($0 as? CheckpointError)?.problem == "the name 'shorts' occurs twice"
    }
  }

  @Test func otherFilesAreRefused() throws {
    let text = try directory.write(String(repeating: "no checkpoint\n", count: 100), to: "text")
    #expect { try Checkpoint(path: text) } throws: {
      ($0 as? CheckpointError)?.problem.hasPrefix("is not an albert-embed checkpoint") == true
    }
    for other in [directory.path, directory.path("missing"), "/dev/zero", try directory.write("", to: "empty")] {
      #expect(throws: CheckpointError.self, "\(other)") { try Checkpoint(path: other) }
    }
  }

  private func withChecksum(_ file: [UInt8]) -> [UInt8] {
    var file = file
    let tableEnd = CheckpointLayout.headerSize + 8 * CheckpointLayout.entrySize
    var crc = CRC32()
    file[CheckpointLayout.headerSize..<tableEnd].withUnsafeBytes { crc.update($0) }
    for byte in 0..<4 { file[24 + byte] = UInt8(truncatingIfNeeded: crc.value >> (8 * byte)) }
    return file
  }
}
