import Foundation
import TestSupport
import Testing

@testable import Files

/// Tests the table of states above `OutputSet`, row by row.
@Suite struct OutputSetTests {
  private let directory: TemporaryDirectory
  private var output: String { directory.path("out") }
  private var partial: String { "\(output).partial" }
  private var journal: String { "\(partial).journal" }
  private static let attributes: [Journal.Attribute] = [("model", "m\nn\\"), ("--pooling", "mean")]

  init() throws { directory = try TemporaryDirectory() }

  private func open(companions: [String] = [], reads: ReadFiles = ReadFiles()) throws -> OutputSet {
    try OutputSet(.path(output), companions: companions, reads: reads)
  }

  private func begin(
    _ set: OutputSet, goesOn: Bool, attributes: [Journal.Attribute] = attributes
  ) throws -> OutputSet.Beginning {
    try set.begin(.resuming(.ofTests(attributes, goesOn: goesOn)))
  }

  private func mark(_ content: String) -> Journal.FileMark {
    var crc = CRC32()
    crc.update(Array(content.utf8))
    return Journal.FileMark(bodyStart: 0, byteCount: content.utf8.count, checksum: crc.value, headerChecksum: 0)
  }

  private let numbers = ["written": 3]

  private func content(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Leaves what a run leaves that was interrupted two letters after its journal, which covers three.
  private func interrupt(seconds: Int = 60) throws {
    let set = try open()
    guard case .anew = try begin(set, goesOn: false) else { throw CocoaError(.featureUnsupported) }
    try set.main.sink.write(Array("abc".utf8))
    try set.save(numbers, seconds: seconds, marks: [mark("abc")])
    try set.main.sink.write(Array("de".utf8))
  }

  private func failure(goesOn: Bool, attributes: [Journal.Attribute] = attributes) throws -> String {
    do {
      _ = try begin(open(), goesOn: goesOn, attributes: attributes)
      return "begun"
    } catch {
      return "\(error)"
    }
  }

  @Test func aFileAppearsWhenItIsComplete() throws {
    let set = try open()
    _ = try begin(set, goesOn: false)
    try set.main.sink.write(Array("abc".utf8))
    #expect(content(output) == nil)
    try set.commit(numbers, seconds: 60, marks: [mark("abc")])
    #expect(content(output) == "abc")
    #expect(try directory.entries == ["out"])
  }

  @Test func aRunGoesOnWithAnInterruptedOne() throws {
    try interrupt()
    let set = try open()
    guard case .resumed(let entry) = try begin(set, goesOn: true) else { throw CocoaError(.featureUnsupported) }
    #expect(entry.numbers == numbers && entry.seconds == 60)
    // The bytes after the journal's mark are cut off.
    #expect(content(partial) == "abc")
    try set.main.sink.write(Array("f".utf8))
    try set.commit(numbers, seconds: 60, marks: [mark("abcf")])
    #expect(content(output) == "abcf")
    #expect(try directory.entries == ["out"])
  }

  @Test func workOfAMinuteIsKept() throws {
    try interrupt()
    #expect(try failure(goesOn: false).contains("(60 seconds); the test goes on with it; remove it"))
    #expect(content(partial) == "abcde")
    #expect(content(journal) != nil)
    try interrupt(seconds: 0, after: { try FileManager.default.removeItem(atPath: partial) })
    #expect(try failure(goesOn: false) == "begun")
    #expect(content(journal) == nil)
  }

  private func interrupt(seconds: Int, after prepare: () throws -> Void) throws {
    try prepare()
    try interrupt(seconds: seconds)
  }

  /// The layer above decides by the attributes, which come back as they were written.
  @Test func aRunDoesNotGoOnWithAnotherOne() throws {
    try interrupt()
    #expect(try failure(goesOn: true, attributes: [("model", "m n\\"), ("--pooling", "mean")]) == "another run")
    #expect(try failure(goesOn: true, attributes: [("model", "m\nn\\")]) == "another run")
    #expect(content(partial) == "abcde")
  }

  /// Journals of version 2 hold no names of companions.
  @Test(arguments: [false, true]) func aJournalOfVersion2IsRead(isComplete: Bool) throws {
    let (rest, checksum) =
      isComplete
      ? ("file 2: body=0 bytes=2 checksum=1330857165 header=0\nphase: complete", "6f56945b")
      : ("phase: writing", "22714cd6")
    try directory.write(
      #"""
      albert-embed journal 2
      model: m\nn\\
      --pooling: mean
      run: seconds=60 written=3
      file 1: body=0 bytes=3 checksum=891568578 header=0

      """# + "\(rest)\nchecksum: \(checksum)\n", to: "out.partial.journal")
    try directory.write(isComplete ? "abc" : "abcde", to: "out.partial")
    let side = directory.path("side")
    if isComplete { try directory.write("12", to: "side") }
    let set = try open(companions: isComplete ? [side] : [])
    switch try begin(set, goesOn: !isComplete) {
    case .resumed(let entry):
      #expect(!isComplete)
      #expect(entry == Journal.Entry(numbers: numbers, seconds: 60, marks: [mark("abc")], isComplete: false))
      #expect(content(partial) == "abc")
    case .anew:
      #expect(isComplete)
      #expect(content(output) == "abc")
      #expect(content(side) == "12")
    case .finished: Issue.record("no file had its name")
    }
  }

  @Test(arguments: ["ab", "abX", "xbcde"]) func aDamagedPartialFileIsRefused(content damaged: String) throws {
    try interrupt()
    try directory.write(damaged, to: "out.partial")
    #expect(try failure(goesOn: true).contains("is not what its journal says"))
    #expect(content(partial) == damaged)
  }

  @Test func aRunWhosePartialFileIsMissingBeginsAnew() throws {
    try interrupt()
    try FileManager.default.removeItem(atPath: partial)
    #expect(try failure(goesOn: true) == "begun")
    #expect(content(journal) == nil)
  }

  @Test func aDamagedJournalIsRefused() throws {
    try interrupt()
    let whole = try #require(content(journal))
    var damages = [String(whole.dropLast(3)), "", "x", whole + "more\n", String(repeating: "x", count: 2 << 20)]
    damages.append(whole.replacing("written=3", with: "written=4"))
    for damage in damages {
      try directory.write(damage, to: "out.partial.journal")
      for goesOn in [false, true] { #expect(try failure(goesOn: goesOn).contains("out.partial.journal: ")) }
    }
    #expect(content(partial) == "abcde")
  }

  @Test func numbersTooLargeForACountAreRefused() throws {
    try interrupt()
    for number in ["9223372036854775807", "-1", "99999999999999999999"] {
      let lines = try #require(content(journal)).split(separator: "\n").dropLast()
        .map { $0.hasPrefix("run: ") ? "run: seconds=60 written=\(number)" : String($0) }
      let text = lines.map { "\($0)\n" }.joined()
      var crc = CRC32()
      crc.update(Array(text.utf8))
      try directory.write("\(text)checksum: \(hexadecimal(crc.value))\n", to: "out.partial.journal")
      #expect(try failure(goesOn: true).contains("is damaged"))
    }
  }

  /// The run was killed after it gave none, one or both of its files their names.
  @Test(arguments: [0, 1, 2]) func filesGetTheirNamesWhereverItWasInterrupted(renamed: Int) throws {
    let side = directory.path("side")
    try directory.write("abc", to: "out")
    try directory.write("12", to: "side")
    // The journal before the last steps.
    let complete = try completeJournal(of: Self.attributes)
    if renamed < 2 { try FileManager.default.moveItem(atPath: output, toPath: partial) }
    if renamed < 1 { try FileManager.default.moveItem(atPath: side, toPath: "\(side).partial") }
    let resumed = try open(companions: [side])
    guard case .finished(let entry) = try begin(resumed, goesOn: true) else { throw CocoaError(.featureUnsupported) }
    #expect(entry == complete)
    #expect(content(output) == "abc")
    #expect(content(side) == "12")
  }

  /// Writes the journal of a run that has written "abc" to `out` and "12" to `side`.
  private func completeJournal(of attributes: [Journal.Attribute]) throws -> Journal.Entry {
    let entry = Journal.Entry(
      numbers: numbers, seconds: 60, marks: [mark("abc"), mark("12")], companions: ["side"], isComplete: true)
    try Journal(DirectoryEntry(path: journal)).save(entry, attributes: attributes)
    return entry
  }

  /// The same for a run that no other can go on with. The next run finishes its work before it begins.
  @Test(arguments: [0, 1, 2]) func theNextRunGivesFilesTheirNames(renamed: Int) throws {
    let side = directory.path("side")
    try directory.write("abc", to: renamed < 2 ? "out.partial" : "out")
    try directory.write("12", to: renamed < 1 ? "side.partial" : "side")
    if renamed < 1 { try directory.write("old", to: "side") }
    _ = try completeJournal(of: [])
    let next = try open(companions: [side])
    guard case .anew = try next.begin(.nothing(because: "an input was a pipe")) else {
      throw CocoaError(.featureUnsupported)
    }
    #expect(content(output) == "abc")
    #expect(content(side) == "12")
    #expect(content(journal) == nil)
    try next.main.sink.write(Array("new".utf8))
    try next.companion(side).file.sink.write(Array("3".utf8))
    try next.commit(marks: [mark("new"), mark("3")])
    #expect(content(output) == "new")
    #expect(content(side) == "3")
    #expect(try directory.entries == ["out", "side"])
  }

  /// The FILE of an interrupted run is a companion in the next one.
  @Test(arguments: [false, true]) func workOfAMinuteIsKeptUnderACompanionsName(goesOn: Bool) throws {
    try interrupt()
    let set = try OutputSet(.path(directory.path("other")), companions: [output], reads: ReadFiles())
    let problem = #expect(throws: InputOutputError.self) { _ = try begin(set, goesOn: goesOn) }
    #expect("\(problem.map(String.init(describing:)) ?? "")".contains("out.partial: holds the work"))
    #expect(content(partial) == "abcde")
    #expect(content(journal) != nil)
  }

  /// The next run has other options. The note that it writes for the earlier one holds the earlier one's.
  @Test func aNoteDescribesTheRunThatWroteTheRows() throws {
    try directory.write("abc", to: "out.partial")
    let entry = Journal.Entry(numbers: numbers, seconds: 60, marks: [mark("abc")], isComplete: true)
    let before: [Journal.Attribute] = [("model", "a\n"), ("input 1", "in.txt")]
    try Journal(DirectoryEntry(path: journal)).save(entry, attributes: before)
    let set = try OutputSet(.path(output), shard: [("model", "b")], reads: ReadFiles())
    _ = try begin(set, goesOn: false, attributes: [("model", "b"), ("input 1", "in.txt")])
    #expect(content(output) == "abc")
    let attributes = try #require(try ShardNote.load(beside: output, remedy: "")).attributes
    #expect(attributes.map(\.name) == ["model"])
    #expect(attributes.map(\.value) == ["a\n"])
  }

  @Test func aRunWithOtherCompanionsIsRefused() throws {
    for name in ["out.partial", "side.partial"] { try directory.write(name == "out.partial" ? "abc" : "12", to: name) }
    _ = try completeJournal(of: [])
    for companions in [[], [directory.path("other")]] {
      #expect(throws: InputOutputError.self) { _ = try open(companions: companions).begin(.repeating) }
    }
    #expect(content(partial) == "abc")
    #expect(content(directory.path("side.partial")) == "12")
  }

  @Test func noFileIsReplacedWhereOneCannotBe() throws {
    let side = directory.path("side")
    try directory.write("old", to: "out")
    let set = try open(companions: [side])
    _ = try set.begin(.repeating)
    try set.main.sink.write(Array("abc".utf8))
    try set.companion(side).file.sink.write(Array("12".utf8))
    try FileManager.default.createDirectory(atPath: side, withIntermediateDirectories: false)
    #expect(throws: InputOutputError.self) { try set.commit(marks: [mark("abc"), mark("12")]) }
    #expect(content(output) == "old")
    try FileManager.default.removeItem(atPath: side)
    _ = set.abandon(InputOutputError.closedPipe)
    #expect(try directory.entries == ["out", "out.partial", "out.partial.journal", "side.partial"])
  }

  @Test func theSecondRunFailsAtOnceAndLeavesTheFirstAlone() throws {
    let first = try open()
    _ = try begin(first, goesOn: false)
    #expect(throws: InputOutputError.failed("\(partial): another process is writing it")) { _ = try open() }
    #expect(content(partial) == "")
    try first.main.sink.write(Array("abc".utf8))
    try first.commit(numbers, seconds: 60, marks: [mark("abc")])
    #expect(content(output) == "abc")
    #expect(throws: Never.self) { _ = try open() }
    // A run that has given the file its name and has not cleaned up yet still holds the lock of the file.
    let finishing = try PartialFile(DirectoryEntry(path: output))
    try finishing.commit()
    #expect(throws: InputOutputError.failed("\(output): another process is writing it")) { _ = try open() }
  }

  @Test func aFileThatIsReadIsNotWritten() throws {
    for name in ["out", "out.partial", "out.partial.journal", "out.partial.journal.new"] {
      let input = try directory.write("text", to: name)
      try FileManager.default.createSymbolicLink(atPath: directory.path("link"), withDestinationPath: input)
      var reads = ReadFiles()
      reads.add("link", FileIdentity(path: directory.path("link")), as: "an input")
      #expect(throws: InputOutputError.self) { _ = try open(reads: reads) }
      #expect(content(input) == "text")
      for entry in try directory.entries { try FileManager.default.removeItem(atPath: directory.path(entry)) }
    }
  }

  /// What an interrupted run left under a temporary name is replaced. Another program's file is not.
  @Test(arguments: [".partial.journal.new", ".shard.new"]) func aForeignTemporaryFileIsRefused(suffix: String) throws {
    for content in ["", "albert-emb", "albert-embed journal 3\nmodel: m", String(repeating: "\0", count: 64)] {
      try directory.write(content, to: "out\(suffix)")
      let set = try OutputSet(.path(output), shard: Self.attributes, reads: ReadFiles())
      _ = try begin(set, goesOn: false)
      try set.commit(numbers, seconds: 60, marks: [mark("")])
      #expect(try directory.entries == ["out", "out.shard"])
    }
    let temporary = try directory.write("my own\n", to: "out\(suffix)")
    try directory.write("old", to: "out")
    let problem = #expect(throws: InputOutputError.self) {
      _ = try begin(OutputSet(.path(output), shard: Self.attributes, reads: ReadFiles()), goesOn: false)
    }
    #expect(problem?.description.hasPrefix("\(temporary): is another program's file") == true, "\(problem as Any)")
    #expect(content(temporary) == "my own\n")
    #expect(content(output) == "old")
    // A link is neither followed nor removed.
    try directory.remove("out\(suffix)")
    try FileManager.default.createSymbolicLink(atPath: temporary, withDestinationPath: output)
    #expect(throws: InputOutputError.self) {
      _ = try begin(OutputSet(.path(output), shard: Self.attributes, reads: ReadFiles()), goesOn: false)
    }
    #expect(content(temporary) == "old")
  }

  @Test func linksAndPermissionsAreKept() throws {
    try FileManager.default.createSymbolicLink(atPath: output, withDestinationPath: "target")
    for round in 0..<2 {
      let set = try open()
      _ = try begin(set, goesOn: false)
      try set.main.sink.write(Array("abc".utf8))
      try set.commit()
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: output) == "target")
      let attributes = try FileManager.default.attributesOfItem(atPath: directory.path("target"))
      if round == 1 { #expect(attributes[.posixPermissions] as? Int == 0o600) }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: directory.path("target"))
    }
    // A run does not write through a link in the partial file's place.
    try directory.write("precious", to: "other")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path("target.partial"), withDestinationPath: directory.path("other"))
    #expect(throws: InputOutputError.self) { _ = try open() }
    #expect(content(directory.path("other")) == "precious")
  }
}
