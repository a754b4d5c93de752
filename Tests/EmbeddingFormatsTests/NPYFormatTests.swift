import Testing

@testable import EmbeddingFormats

@Suite struct NPYFormatTests {
  private func header(_ format: some RecordFormat, rows: Int = 0, records: Int = 0) throws -> [UInt8] {
    try #require(format.header).bytes(for: OutputCounts(records: records, rows: rows))
  }

  @Test func headerIsWhatNumPyExpects() throws {
    let header = try header(NPYFormat(elementType: .float32, columnCount: 384), rows: 17)
    #expect(header.count % 64 == 0)
    #expect(Array(header[..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    #expect(Int(header[8]) | Int(header[9]) << 8 == header.count - 10)
    let text = String(decoding: header[10...], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (17, 384), }  "))
    #expect(text.hasSuffix(" \n"))
  }

  @Test func headersOfAllCountsHaveOneSize() throws {
    for columns in [1, 768, 1 << 40] {
      let format = NPYFormat(elementType: .float16, columnCount: columns)
      for rows in [0, 1, Int.max] { #expect(try header(format, rows: rows).count == format.header?.size) }
    }
    let offsets = String(decoding: try header(OffsetsFormat(), records: 2)[10...], as: UTF8.self)
    #expect(offsets.contains("'<i8'") && offsets.contains("'shape': (3,), "))
  }

  @Test func aFormatIsReadFromItsHeader() throws {
    for elementType in OutputElementType.allCases {
      for (columns, rows) in [(1, 0), (384, 17), (1 << 40, 1 << 62)] {
        let format = NPYFormat(elementType: elementType, columnCount: columns)
        let header = try header(format, rows: rows)
        let read = try #require(NPYFormat(header: header))
        #expect(read.elementType == elementType)
        #expect(elementType.elementCount(columns: read.columnCount) == elementType.elementCount(columns: columns))
        for index in header.indices {
          var damaged = header
          damaged[index] ^= 1
          // The only damage that stays unseen makes another digit of a digit.
          if let read = NPYFormat(header: damaged) {
            #expect(header[index] >= UInt8(ascii: "0") && read.header != nil, "byte \(index)")
          }
        }
      }
    }
    #expect(NPYFormat(header: []) == nil)
    #expect(NPYFormat(header: try header(OffsetsFormat())) == nil)
  }

  /// As NumPy computes `np.rint(127 * row / np.abs(row).max())` in float64.
  @Test func bytesAreScaledByTheLargestMagnitude() {
    for (row, expected) in [
      ([1, -2, 0.5, 0] as [Float], [64, -127, 32, 0] as [Int8]), ([0, 0], [0, 0]), ([.nan, .nan], [0, 0]),
      ([3e38, -1e38], [127, -42]), ([1e-45, -1e-45], [127, -127]), ([.infinity, 1], [0, 0]),
    ] {
      var bytes: [UInt8] = []
      bytes.append(row: row[...], as: .int8)
      #expect(bytes.map { Int8(bitPattern: $0) } == expected, "\(row)")
    }
  }

  /// As `np.packbits(rows > 0, axis=1)`, each row in bytes of its own.
  @Test func signsArePackedFromTheHighestBit() {
    let format = NPYFormat(elementType: .bits, columnCount: 10)
    var rows = [Float](repeating: -1, count: 20)
    for index in [0, 9, 10, 12, 17] { rows[index] = 0.5 }
    (rows[1], rows[2]) = (0, .nan)
    var body: [UInt8] = []
    format.write(OutputRecord(index: 0, rows: rows[...]), upTo: OutputCounts(records: 1, rows: 2), to: &body)
    #expect(body == [0b1000_0000, 0b0100_0000, 0b1010_0001, 0])
    #expect(format.header?.itemSize == 2)
  }

  @Test func elementsAreLittleEndian() {
    var bytes: [UInt8] = []
    bytes.append(row: [1, -2], as: .float32)
    #expect(bytes == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    bytes = []
    bytes.append(row: [1, -2], as: .float16)
    #expect(bytes == [0, 0x3C, 0, 0xC0])
    bytes = []
    OffsetsFormat().write(OutputRecord(index: 0, rows: []), upTo: OutputCounts(records: 1, rows: 258), to: &bytes)
    #expect(bytes == [2, 1, 0, 0, 0, 0, 0, 0])
  }

  @Test func everyNaNHasTheSameBits() {
    let values = [Float.nan, -.nan, .init(bitPattern: 0xFFC1_2345), .init(bitPattern: 0x7F80_0001)]
    let patterns: [(OutputElementType, [UInt8])] = [(.float32, [0, 0, 0xC0, 0x7F]), (.float16, [0, 0x7E])]
    for (elementType, expected) in patterns {
      var bytes: [UInt8] = []
      bytes.append(row: values[...], as: elementType)
      #expect(bytes == (0..<4).flatMap { _ in expected })
    }
  }
}
