import EmbeddingFormats
import Files
import Foundation
import Records
import TestSupport
import Testing

@testable import Runs

/// Headers and bodies in each kind of file, whole, resumed and as shards.
@Suite struct RecordWriterTests {
  /// A binary format with items of differing sizes: a header of 8 bytes with the number of records, then for each record
  /// its length and its text. A shard begins with a byte of its own.
  private struct BlockFormat: RecordFormat {
    var header: FileHeader? {
      FileHeader(size: 8, itemSize: nil, itemCount: \.records) { Array("BLOCKS:".utf8) + [UInt8($0)] }
    }

    func begin(isFirstShard: Bool, to body: inout [UInt8]) { body.append(isFirstShard ? 0xF0 : 0xF1) }

    func write(_ record: String, upTo end: OutputCounts, to body: inout [UInt8]) {
      body.append(UInt8(record.utf8.count))
      body += record.utf8
    }
  }

  /// The same with items of two bytes: how many records there are so far, and the text's length.
  private struct PairFormat: RecordFormat {
    var header: FileHeader? { FileHeader(size: 8, itemSize: 2) { Array("PAIRS: ".utf8) + [UInt8($0)] } }

    func write(_ record: String, upTo end: OutputCounts, to body: inout [UInt8]) {
      body += [UInt8(end.records), UInt8(record.utf8.count)]
    }
  }

  private static let one = OutputCounts(records: 1, rows: 1)
  private static let texts = ["a", "", "ccc"]
  private static let blocks = Array("BLOCKS:\u{3}".utf8) + [0xF0, 1, 0x61, 0, 3, 0x63, 0x63, 0x63]
  private static let pairs = Array("PAIRS: \u{3}".utf8) + [1, 1, 2, 0, 3, 3]

  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Writes the texts to a new output.
  private func write(
    _ format: some RecordFormat<String>, to name: OutputName, known: OutputCounts? = nil
  ) throws {
    let outputs = try OutputSet(name, reads: ReadFiles())
    _ = try outputs.begin(.repeating)
    let writer = try RecordWriter(format, to: outputs.main, known: known)
    for text in Self.texts { try writer.write(text, adding: Self.one) }
    try writer.finish()
    try outputs.commit()
  }

  private func name(of handle: FileHandle) -> OutputName { .path("/dev/fd/\(handle.fileDescriptor)") }

  // MARK: Headers

  @Test func aHeaderIsZeroUntilTheFileIsWhole() throws {
    let path = directory.path("out")
    let outputs = try OutputSet(.path(path), reads: ReadFiles())
    _ = try outputs.begin(.repeating)
    let writer = try RecordWriter(BlockFormat(), to: outputs.main)
    for text in Self.texts { try writer.write(text, adding: Self.one) }
    try writer.flush()
    #expect(try directory.read("out.partial") == [UInt8](repeating: 0, count: 8) + Self.blocks[8...])
    var crc = CRC32()
    crc.update(Self.blocks[8...])
    #expect(
      writer.mark
        == Journal.FileMark(bodyStart: 8, byteCount: Self.blocks.count, checksum: crc.value, headerChecksum: 0))
    try writer.finish()
    #expect(try directory.read("out.partial") == Self.blocks)
    crc = CRC32()
    crc.update(Self.blocks[..<8])
    #expect(writer.mark.headerChecksum == crc.value)
    try outputs.commit()
    #expect(try directory.entries == ["out"])
  }

  @Test func anOpenedFileGetsItsHeaderWhereItStands() throws {
    let path = try directory.write("before", to: "opened")
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seekToEnd()
    try write(PairFormat(), to: name(of: handle))
    #expect(try directory.read("opened") == Array("before".utf8) + Self.pairs)
  }

  @Test func aHeaderIsNotAppended() throws {
    let path = directory.path("log")
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try write(BlockFormat(), to: name(of: handle))
    #expect(try directory.read("log") == Self.blocks)
    let refusal = #expect(throws: InputOutputError.self) { try write(BlockFormat(), to: name(of: handle)) }
    #expect(refusal?.description.contains("is not empty, and an output with a header cannot be appended to it") == true)
    #expect(try directory.read("log") == Self.blocks)
  }

  @Test(arguments: [nil, OutputCounts(records: 3, rows: 3)]) func aPipeGetsTheHeaderFirst(known: OutputCounts?) throws {
    for (bytes, write) in [
      (Self.blocks, { try write(BlockFormat(), to: $0, known: known) }),
      (Self.pairs, { try write(PairFormat(), to: $0, known: known) }),
    ] as [([UInt8], (OutputName) throws -> Void)] {
      let pipe = Pipe()
      try write(name(of: pipe.fileHandleForWriting))
      try pipe.fileHandleForWriting.close()
      #expect(try pipe.fileHandleForReading.readToEnd().map(Array.init) == bytes)
    }
  }

  @Test(arguments: [(2, "more records than the 2"), (4, "there are 3 records; 4 were promised")])
  func aPromiseIsKept(promised: Int, problem: String) throws {
    let pipe = Pipe()
    let known = OutputCounts(records: promised, rows: promised)
    let error = #expect(throws: InputOutputError.self) {
      try write(PairFormat(), to: name(of: pipe.fileHandleForWriting), known: known)
    }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    try pipe.fileHandleForWriting.close()
    // The size is not the one that the header promises, so no reader takes the bytes for whole.
    let bytes = try pipe.fileHandleForReading.readToEnd().map(Array.init) ?? []
    #expect(bytes.count != 8 + 2 * promised)
  }

  @Test func aReaderThatClosesEndsTheRun() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let name = name(of: pipe.fileHandleForWriting)
    #expect(throws: InputOutputError.closedPipe) { try withoutPipeSignals { try write(BlockFormat(), to: name) } }
    // A companion's reader may not close it: the rows would be without their companion.
    let outputs = try OutputSet(
      .path(directory.path("rows")), companions: [name.description], reads: ReadFiles())
    _ = try outputs.begin(.repeating)
    let writer = try RecordWriter(BlockFormat(), to: outputs.companion(name.description).file)
    try writer.write("a", adding: Self.one)
    #expect(throws: InputOutputError.failed("\(name.description): its reader closed it")) {
      try withoutPipeSignals { try writer.finish() }
    }
  }

  /// Does something while SIGPIPE, which the program ignores, is blocked in this thread. Ignoring it would change the programs
  /// that other tests start.
  private func withoutPipeSignals(_ body: () throws -> Void) rethrows {
    var (signals, before, pending) = (sigset_t(), sigset_t(), sigset_t())
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer {
      var number: Int32 = 0
      sigpending(&pending)
      if sigismember(&pending, SIGPIPE) == 1 { sigwait(&signals, &number) }
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    try body()
  }

  // MARK: Beginnings

  @Test func aLaterShardHasItsOwnBeginning() throws {
    for (beginning, body) in [
      (.whole, [0xF0, 1, 0x61]), (.laterShard, [0xF1, 1, 0x61]), (.joinedShards, [1, 0x61]),
    ] as [(RecordWriter<String>.Beginning, [UInt8])] {
      let outputs = try OutputSet(.path(directory.path("out")), reads: ReadFiles())
      _ = try outputs.begin(.repeating)
      let writer = try RecordWriter(BlockFormat(), to: outputs.main, beginning: beginning)
      try writer.write("a", adding: Self.one)
      try writer.finish()
      try outputs.commit()
      #expect(try directory.read("out") == Array("BLOCKS:\u{1}".utf8) + body)
    }
  }

  // MARK: Resumption

  private func remedy(goesOn: Bool) -> OutputSet.Remedy {
    .resuming(Resumption(goesOn: goesOn, advice: "", attributes: { [] }, check: { _, _, _ in }))
  }

  /// Writes all texts but the last, saves a journal, writes something more and stops.
  private func writeAndCrash(_ format: some RecordFormat<String>, to path: String) throws {
    let outputs = try OutputSet(.path(path), reads: ReadFiles())
    _ = try outputs.begin(remedy(goesOn: false))
    let writer = try RecordWriter(format, to: outputs.main)
    for text in Self.texts.dropLast() { try writer.write(text, adding: Self.one) }
    try writer.flush()
    try outputs.save([:], seconds: 0, marks: [writer.mark])
    try writer.write("lost", adding: Self.one)
    try writer.flush()
  }

  /// Resumes a run, and ends it.
  private func resume(_ format: some RecordFormat<String>, at path: String, counts: OutputCounts) throws {
    let outputs = try OutputSet(.path(path), reads: ReadFiles())
    guard case .resumed(let entry) = try outputs.begin(remedy(goesOn: true)) else {
      Issue.record("there is nothing to go on with")
      return
    }
    let writer = try RecordWriter(format, to: outputs.main, resumption: (entry.marks[0], counts))
    #expect(writer.mark == entry.marks[0])
    try writer.write(Self.texts[2], adding: Self.one)
    try writer.finish()
    try outputs.commit(marks: [writer.mark])
  }

  @Test func aFileIsResumed() throws {
    let counts = OutputCounts(records: 2, rows: 2)
    try writeAndCrash(BlockFormat(), to: directory.path("blocks"))
    try resume(BlockFormat(), at: directory.path("blocks"), counts: counts)
    #expect(try directory.read("blocks") == Self.blocks)
    try writeAndCrash(PairFormat(), to: directory.path("pairs"))
    try resume(PairFormat(), at: directory.path("pairs"), counts: counts)
    #expect(try directory.read("pairs") == Self.pairs)
    #expect(try directory.entries == ["blocks", "pairs"])
  }

  @Test func aFileOfAnotherSizeIsRefused() throws {
    let path = directory.path("pairs")
    try writeAndCrash(PairFormat(), to: path)
    for counts in [OutputCounts(records: 2, rows: 3), OutputCounts(records: 2, rows: .max)] {
      let error = #expect(throws: InputOutputError.self) { try resume(PairFormat(), at: path, counts: counts) }
      #expect(error?.description.contains("its journal counts 12 bytes, which is not the size of") == true)
    }
  }
}
