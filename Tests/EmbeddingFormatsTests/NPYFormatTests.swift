import Testing

@testable import EmbeddingFormats

@Suite struct NPYFormatTests {
  @Test func headerIsWhatNumPyExpects() {
    let header = NPYFormat(elementType: .float32, columnCount: 384).header(rowCount: 17)
    #expect(header.count % 64 == 0)
    #expect(Array(header[..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    #expect(Int(header[8]) | Int(header[9]) << 8 == header.count - 10)
    let text = String(decoding: header[10...], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (17, 384), }  "))
    #expect(text.hasSuffix(" \n"))
  }

  @Test func headersOfAllCountsHaveOneSize() {
    for columns in [1, 768, 1 << 40] {
      let format = NPYFormat(elementType: .float16, columnCount: columns)
      for rows in [0, 1, Int.max] { #expect(format.header(rowCount: rows).count == format.headerSize) }
      #expect(format.unfinishedHeader == [UInt8](repeating: 0, count: format.headerSize))
    }
    let offsets = NPYFormat(elementType: .int64, columnCount: nil)
    #expect(String(decoding: offsets.header(rowCount: 3)[10...], as: UTF8.self).contains("'<i8'"))
    #expect(String(decoding: offsets.header(rowCount: 3)[10...], as: UTF8.self).contains("'shape': (3,), "))
  }

  @Test func elementsAreLittleEndian() {
    var bytes: [UInt8] = []
    NPYFormat(elementType: .float32, columnCount: 2).append([1, -2][...] as ArraySlice<Float>, to: &bytes)
    #expect(bytes == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    bytes = []
    NPYFormat(elementType: .float16, columnCount: 2).append([1, -2][...] as ArraySlice<Float>, to: &bytes)
    #expect(bytes == [0, 0x3C, 0, 0xC0])
    bytes = []
    NPYFormat(elementType: .int64, columnCount: nil).append([258][...] as ArraySlice<Int>, to: &bytes)
    #expect(bytes == [2, 1, 0, 0, 0, 0, 0, 0])
  }

  @Test func nansHaveTheSameBits() {
    let values = [Float.nan, -.nan, .init(bitPattern: 0xFFC1_2345), .init(bitPattern: 0x7F80_0001)]
    let patterns: [(NPYFormat.ElementType, [UInt8])] = [(.float32, [0, 0, 0xC0, 0x7F]), (.float16, [0, 0x7E])]
    for (elementType, expected) in patterns {
      var bytes: [UInt8] = []
      NPYFormat(elementType: elementType, columnCount: 4).append(values[...], to: &bytes)
      #expect(bytes == (0..<4).flatMap { _ in expected })
    }
  }
}
