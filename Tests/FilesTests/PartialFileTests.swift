import Foundation
import TestSupport
import Testing

@testable import Files

/// A run renames, replaces and removes only the file that it opened.
@Suite struct PartialFileTests {
  private let directory: TemporaryDirectory
  private var partial: String { directory.path("out.partial") }

  init() throws { directory = try TemporaryDirectory() }

  private func content(_ name: String) -> String? {
    FileManager.default.contents(atPath: directory.path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  private func begin(_ remedy: OutputSet.Remedy = .nothing(because: "an input was a pipe"), in name: String = "out")
    throws -> OutputSet
  {
    let set = try OutputSet(.path(directory.path(name)), reads: ReadFiles())
    _ = try set.begin(remedy)
    try set.main.sink.write(Array("abc".utf8))
    return set
  }

  private func mark(_ content: String) -> Journal.FileMark {
    var crc = CRC32()
    crc.update(Array(content.utf8))
    return Journal.FileMark(bodyStart: 0, byteCount: content.utf8.count, checksum: crc.value, headerChecksum: 0)
  }

  /// The error that `body` throws, with the advice that `abandon` adds.
  private func failure(_ set: OutputSet, _ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch {
      return "\(set.abandon(error))"
    }
  }

  @Test(arguments: [false, true]) func aRunWhosePartialFileWasRemovedFails(isReplaced: Bool) throws {
    let first = try begin()
    try FileManager.default.removeItem(atPath: partial)
    let second = isReplaced ? try begin() : nil
    let problem = failure(first) { try first.commit(marks: [mark("abc")]) }
    #expect(problem == "\(partial): was removed, renamed or replaced while this run was writing it; run it again")
    #expect(content("out") == nil)
    #expect(content("out.partial") == (isReplaced ? "abc" : nil))
    try second?.main.sink.write(Array("de".utf8))
    try second?.commit(marks: [mark("abcde")])
    #expect(content("out") == (isReplaced ? "abcde" : nil))
  }

  @Test func theJournalOfAnotherRunIsLeftAlone() throws {
    func remedy(_ name: String) -> OutputSet.Remedy { .resuming(.ofTests([("model", name)], goesOn: false)) }
    let first = try begin(remedy("first"))
    try first.save([:], seconds: 0, marks: [mark("abc")])
    try FileManager.default.removeItem(atPath: partial)
    let second = try begin(remedy("second"))
    try second.save([:], seconds: 0, marks: [mark("abc")])
    #expect(failure(first) { try first.save([:], seconds: 0, marks: [mark("abc")]) }.hasSuffix("run it again"))
    #expect(try #require(content("out.partial.journal")).contains("model: second"))
    #expect(content("out.partial") == "abc")
    try second.commit([:], seconds: 0, marks: [mark("abc")])
    #expect(try directory.entries == ["out"])
  }

  @Test func aDirectoryTakesItsFilesAlong() throws {
    try FileManager.default.createDirectory(atPath: directory.path("d"), withIntermediateDirectories: false)
    let first = try begin(in: "d/out")
    try FileManager.default.moveItem(atPath: directory.path("d"), toPath: directory.path("moved"))
    try FileManager.default.createDirectory(atPath: directory.path("d"), withIntermediateDirectories: false)
    let second = try begin(in: "d/out")
    let problem = failure(first) { try first.commit(marks: [mark("abc")]) }
    #expect(problem.hasPrefix("\(directory.path("d/out")): does not lead to the same directory"), "\(problem)")
    #if os(Linux)
      #expect(problem.hasSuffix("/moved/out"), "\(problem)")
    #endif
    #expect(try TemporaryDirectory.entries(of: directory.path("moved")) == ["out"])
    #expect(content("moved/out") == "abc")
    #expect(try TemporaryDirectory.entries(of: directory.path("d")) == ["out.partial"])
    try second.commit(marks: [mark("abc")])
    #expect(content("d/out") == "abc")
  }

  /// A file that appeared meanwhile, or took the old one's place, is not replaced, and the work is kept.
  @Test(arguments: [false, true]) func aFileThatAppearsUnderTheNameIsKept(isThere: Bool) throws {
    if isThere { try directory.write("old", to: "out") }
    let set = try begin()
    try directory.write("somebody's", to: "other")
    _ = rename(directory.path("other"), directory.path("out"))
    let problem = failure(set) { try set.commit(marks: [mark("abc")]) }
    #expect(problem.contains("is another file than at the start"), "\(problem)")
    #expect(problem.hasSuffix("out.partial is whole: rename it"), "\(problem)")
    #expect(content("out") == "somebody's")
    #expect(content("out.partial") == "abc")
  }

  @Test func theFinishedFileMayBeRemovedAtOnce() throws {
    let set = try begin()
    try set.commit(marks: [mark("abc")])
    try directory.remove("out")
    #expect(throws: Never.self) { try begin().commit(marks: [mark("abc")]) }
  }

  @Test func anEmptyNameIsRefused() {
    for name in ["", "\(directory.path("none"))/", directory.path("none/out")] {
      #expect(throws: InputOutputError.self) { _ = try OutputSet(.path(name), reads: ReadFiles()) }
    }
  }
}
