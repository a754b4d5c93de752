import Files
import TestSupport
import Testing

@testable import Checkpoint

@Suite struct CheckpointWriterTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func aFailureLeavesTheOldFileAndNoOther() throws {
    struct Failure: Error {}
    let path = try directory.write("old", to: "model.albert")
    var writer = CheckpointWriter()
    writer.add("first", [UInt8](repeating: 1, count: 1000))
    writer.add("second", as: UInt8.self, shape: [5]) { throw Failure() }
    #expect(throws: Failure.self) { try writer.write(to: path) }
    #expect(try directory.read("model.albert") == Array("old".utf8))
    #expect(try directory.entries == ["model.albert"])
  }

  @Test func aNewFileReplacesTheOld() throws {
    let path = try directory.write("old", to: "model.albert")
    var writer = CheckpointWriter()
    writer.add("first", [UInt8](repeating: 1, count: 1000))
    try writer.write(to: path)
    try Checkpoint(path: path).verify()
    #expect(try directory.entries == ["model.albert"])
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    try directory.write("", to: "full/entry")
    for path in [directory.path("missing/model.albert"), directory.path("full")] {
      #expect(throws: InputOutputError.self, "\(path)") { try CheckpointWriter().write(to: path) }
    }
    #expect(try directory.entries == ["full"])
  }

  @Test func theSameSectionsGiveTheSameBytes() throws {
    for name in ["a", "b"] {
      var writer = CheckpointWriter()
      writer.add("x", [Float](repeating: 0.5, count: 100))
      writer.add("y", [UInt8](1...3))
      try writer.write(to: directory.path(name))
    }
    #expect(try directory.read("a") == directory.read("b"))
  }

  @Test func checksumIsZlibs() {
    // Every description of this CRC gives this check value. It is computed in one piece and in three.
    var whole = CRC32()
    Array("123456789".utf8).withUnsafeBytes { whole.update($0) }
    #expect(whole.value == 0xCBF4_3926)
    var parts = CRC32()
    for part in ["12", "3456789", ""] { Array(part.utf8).withUnsafeBytes { parts.update($0) } }
    #expect(parts.value == 0xCBF4_3926)
  }
}
