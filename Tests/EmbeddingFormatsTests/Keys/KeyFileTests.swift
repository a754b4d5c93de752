import Files
import TestSupport
import Testing

@testable import EmbeddingFormats

@Suite struct KeyFileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func write(_ fixture: KeyFixture) throws {
    try directory.write(fixture.array, to: "rows.npy")
    try directory.write(fixture.keyFile(), to: "rows.npy.keys")
  }

  private func open(_ fixture: KeyFixture, identity: [UInt8] = KeyFixture.identity) throws -> ReusableRows {
    try open(fixture.format, identity)
  }

  private func open(_ format: NPYFormat, _ identity: [UInt8] = KeyFixture.identity) throws -> ReusableRows {
    try ReusableRows(path: directory.path("rows.npy"), identity: identity, format: format) { _ in nil }
  }

  /// What opening the files says, without the directory; nil where it says nothing.
  private func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)".replacing("\(directory.path)/", with: "")
    }
  }

  @Test(arguments: [0, 1, 2, 127, 128, 129, 255, 256, 257, 5000]) func rowsAreFoundByTheirKeys(count: Int) throws {
    let fixture = KeyFixture(rowCount: count)
    try write(fixture)
    let reusable = try open(fixture)
    for row in 0..<count {
      let found = try #require(try reusable.row(fixture.keys[row]))
      #expect(try reusable.bytes(found) == fixture.rows[row])
    }
    for id in count..<count + 300 { #expect(try reusable.row(KeyFixture.key(id)) == nil) }
    #expect(try reusable.row(.none) == nil)
    try reusable.checkUnchanged()
  }

  /// Repeated texts fill no bucket, and the first of their rows is taken; null rows are never taken.
  @Test func repeatedAndNullRowsAreLeftOutOfTheIndex() throws {
    let keys = (0..<3000).map { row -> RowKey in
      row % 50 == 1 ? .none : KeyFixture.key(row % 2 == 0 ? 0 : row)
    }
    let fixture = KeyFixture(keys: keys)
    try write(fixture)
    let reusable = try open(fixture)
    for (row, key) in keys.enumerated() where key != .none {
      let found = try #require(try reusable.row(key))
      #expect(try reusable.bytes(found) == fixture.rows[keys.firstIndex(of: key) ?? row])
    }
    #expect(try reusable.row(.none) == nil)
    // A repeated row comes back only behind another one of its bucket.
    let file = try directory.read("rows.npy.keys")
    #expect(file.split(separator: [UInt8](repeating: 0xFF, count: 1300 * 8)).count == 2)
  }

  @Test(arguments: [1, 7, 100, 4999, 5000]) func theIndexDoesNotDependOnHowMuchOfItIsHeld(held: Int) throws {
    let fixture = KeyFixture(rowCount: 5000, columnCount: 1)
    #expect(try fixture.keyFile(heldNumbers: held) == fixture.keyFile())
  }

  @Test func moreRowsThanAFileHoldsAreRefused() throws {
    let format = KeysFormat(identity: [], array: NPYFormat(elementType: .float32, columnCount: 1))
    let body = FinishedBody(counts: OutputCounts(records: 1, rows: 1 << 32), checksum: 0) { _ in [] }
    let error = #expect(throws: InputOutputError.self) { try format.end(body) { _ in } }
    #expect("\(try #require(error))".contains("there are 4294967296 rows, more than the 4294967295 rows"))
  }

  @Test func differentInputsHaveDifferentKeys() {
    func bytes(_ sequences: [([Int32], [UInt8], [Range<Int>])]) -> [UInt8] {
      var input = RowInput()
      for (ids, typeIDs, positions) in sequences {
        input.addSequence(ids: ids[...], typeIDs: typeIDs[...], positions: positions)
      }
      return input.bytes
    }
    let inputs = [
      bytes([]), bytes([([1, 2], [0, 0], [0..<2])]), bytes([([1, 2], [0, 1], [0..<2])]),
      bytes([([1, 2], [0, 0], [0..<1])]), bytes([([1, 2], [0, 0], [1..<2])]), bytes([([2, 1], [0, 0], [0..<2])]),
      bytes([([1], [0], [0..<1]), ([2], [0], [0..<1])]), bytes([([1, 2, 3], [0, 0, 0], [0..<1, 2..<3])]),
      bytes([([1, 2, 3], [0, 0, 0], [0..<3])]), bytes([([1, 2], [0, 0], [])]),
    ]
    for (index, input) in inputs.enumerated() { #expect(inputs.firstIndex(of: input) == index) }
  }

  /// The spelling of a row's input is part of the format: keys of today are found by the program of tomorrow.
  @Test func aKeyStaysTheSame() {
    var input = RowInput()
    input.addSequence(ids: [2, 70_000, -1], typeIDs: [0, 0, 1], positions: [0..<1, 2..<3])
    #expect(
      input.bytes == [
        3, 0, 0, 0, 2, 0, 0, 0, 0x70, 0x11, 1, 0, 255, 255, 255, 255, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3,
        0,
        0, 0, 0, 0, 1,
      ])
    #expect(RowKey(input).bytes == Array(SHA256.digest(of: Array("albert-embed row 1\n".utf8) + input.bytes)[..<16]))
    #expect(RowKey(RowKey(input).bytes.span, at: 0) == RowKey(input))
  }

  // MARK: Refusals

  @Test func rowsOfAnotherKindAreRefused() throws {
    let fixture = KeyFixture(rowCount: 10)
    try write(fixture)
    #expect(
      refusal { _ = try open(fixture, identity: Array("another request".utf8)) }
        == "rows.npy: none of its rows can be reused: they are of another model, or made with other options")
    for (format, words) in [
      (NPYFormat(elementType: .float32, columnCount: 4), "4 columns of <f4"),
      (NPYFormat(elementType: .float16, columnCount: 3), "3 columns of <f2"),
    ] {
      #expect(
        refusal { _ = try open(format) }
          == "rows.npy: none of its rows can be reused: they have 3 columns of <f4, and this run's have \(words)")
    }
    #expect(
      refusal {
        _ = try ReusableRows(path: directory.path("rows.npy"), identity: [1, 2], format: fixture.format) { other in
          String(decoding: other, as: UTF8.self)
        }
      } == "rows.npy: none of its rows can be reused: a model and a request")
  }

  @Test func missingFilesAreNamed() throws {
    let fixture = KeyFixture(rowCount: 10)
    #expect(refusal { _ = try open(fixture) } == "rows.npy: cannot read: No such file or directory")
    try directory.write(fixture.array, to: "rows.npy")
    #expect(
      refusal { _ = try open(fixture) }
        == "rows.npy: has no rows.npy.keys beside it, so its rows cannot be reused; a run with --keys writes one")
  }

  /// A changed bit of the keys is found when they are opened, wherever it is.
  @Test(arguments: [0, 1, 300]) func damagedKeysAreRefused(count: Int) throws {
    let fixture = KeyFixture(rowCount: count)
    try write(fixture)
    let whole = try fixture.keyFile()
    for place in 0..<whole.count where place < 100 || place % 37 == 0 || place > whole.count - 10 {
      var bytes = whole
      bytes[place] ^= UInt8(1 << (place % 8))
      try directory.write(bytes, to: "rows.npy.keys")
      #expect(refusal { _ = try open(fixture) }?.hasPrefix("rows.npy.keys: ") == true, "byte \(place)")
    }
    for size in [0, 3, 8, 63, 64, 80, whole.count - 1] {
      try directory.write(Array(whole[..<size]), to: "rows.npy.keys")
      #expect(refusal { _ = try open(fixture) }?.hasPrefix("rows.npy.keys: ") == true, "\(size) bytes")
    }
    try directory.write(whole + [0], to: "rows.npy.keys")
    #expect(
      refusal { _ = try open(fixture) }
        == "rows.npy.keys: has \(whole.count + 1) bytes, which is not the size for its \(count) rows; run without --reuse, and with "
        + "--keys, to make it anew")
  }

  /// Headers that are sound by their checksum and claim too much.
  @Test func claimsBeyondTheFileAreRefused() throws {
    let fixture = KeyFixture(rowCount: 10)
    try write(fixture)
    let whole = try fixture.keyFile()
    for (start, count) in [(12, 4), (16, 8), (24, 8), (32, 8), (40, 4)] {
      for value in [UInt8(0xFF), 0x7F, 0x80, 0] {
        var bytes = whole
        for place in start..<start + count { bytes[place] = place == start + count - 1 ? value : 0xFF }
        let end = 44 + KeyFixture.identity.count
        var checksum: [UInt8] = []
        checksum.append(littleEndian: KeyFixture.checksum(Array(bytes[..<end])))
        bytes.replaceSubrange(end..<end + 4, with: checksum)
        try directory.write(bytes, to: "rows.npy.keys")
        #expect(refusal { _ = try open(fixture) }?.hasPrefix("rows.npy") == true, "\(start) \(value)")
      }
    }
  }

  /// A row that is not what it was is not taken, and neither is one whose key stands at another one's row.
  @Test func changedRowsAreRefused() throws {
    let fixture = KeyFixture(rowCount: 10)
    try write(fixture)
    var array = fixture.array
    array[fixture.format.headerSize + 5 * fixture.format.rowSize] ^= 1
    try directory.write(array, to: "rows.npy")
    let reusable = try open(fixture)
    for row in 0..<10 where row != 5 {
      #expect(try reusable.row(fixture.keys[row]).map(reusable.bytes) == fixture.rows[row])
    }
    #expect(
      refusal { _ = try reusable.row(fixture.keys[5]).map(reusable.bytes) }
        == "rows.npy: row 5 is not what rows.npy.keys was made for (its checksum differs); run without --reuse, and with "
        + "--keys, to make both anew")
    // Another array of the same shape.
    try directory.write(KeyFixture(keys: fixture.keys.reversed()).keyFile(), to: "rows.npy.keys")
    try directory.write(fixture.array, to: "rows.npy")
    let swapped = try open(fixture)
    #expect(try swapped.row(fixture.keys[5]).map(swapped.bytes) == fixture.rows[4])
  }

  @Test func arraysOfAnotherSizeAreRefused() throws {
    let fixture = KeyFixture(rowCount: 10)
    try write(fixture)
    try directory.write(Array(fixture.array.dropLast()), to: "rows.npy")
    let size = fixture.array.count
    #expect(
      refusal { _ = try open(fixture) }
        == "rows.npy: has \(size - 1) bytes, and had \(size) when rows.npy.keys was made; it was cut or is another file"
    )
    var array = fixture.array
    array[20] ^= 1
    try directory.write(array, to: "rows.npy")
    #expect(
      refusal { _ = try open(fixture) }
        == "rows.npy: its header is not the one of the array that rows.npy.keys was made for")
  }

  /// Files that are cut or written while they are open.
  @Test func filesThatChangeAreNoticed() throws {
    let fixture = KeyFixture(rowCount: 10)
    try write(fixture)
    let reusable = try open(fixture)
    let row = try #require(try reusable.row(fixture.keys[9]))
    #expect(truncate(directory.path("rows.npy"), 200) == 0)
    #expect(
      refusal { _ = try reusable.bytes(row) }
        == "rows.npy: has 200 bytes, and had \(fixture.array.count) when it was opened")
    #expect(refusal { try reusable.checkUnchanged() } == "rows.npy: changed while it was being read")
  }

  /// An array whose name goes to another file is read on.
  @Test func filesThatAreReplacedStayOpen() throws {
    let fixture = KeyFixture(rowCount: 10)
    try write(fixture)
    let reusable = try open(fixture)
    try directory.write("other", to: "rows.npy")
    try directory.write("other", to: "rows.npy.keys")
    for row in 0..<10 { #expect(try reusable.row(fixture.keys[row]).map(reusable.bytes) == fixture.rows[row]) }
    try reusable.checkUnchanged()
  }
}
