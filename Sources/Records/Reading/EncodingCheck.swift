import Files

/// Checks by an input's first records whether it is text in another encoding than UTF-8, such as Windows-1252.
enum EncodingCheck {
  static let remedy = "`iconv -f cp1252 -t UTF-8` converts text from Windows"

  /// Why an input that begins with these bytes cannot be read; nil if most of its records are UTF-8.
  ///
  /// - Parameter isWhole: whether the sample is the whole input. If it is not, the last record does not count, since it may
  ///   be cut, and one record alone decides nothing.
  static func problem(with sample: [UInt8], isWhole: Bool, framing: RecordSplitter.Framing) -> String? {
    var (records, others) = (0, 0)
    func count(_ record: ArraySlice<UInt8>) {
      records += 1
      if UTF8Repair.isOtherEncoding(record) { others += 1 }
    }
    // If a file is one record, its lines are checked.
    var splitter = RecordSplitter(framing == .wholeFile ? .terminator(UInt8(ascii: "\n")) : framing)
    var (start, searched) = (0, 0)
    while let found = splitter.findEnd(in: sample.span.extracting(searched..<sample.count)) {
      let end = searched + found + splitter.markCount
      count(sample[start..<end])
      (start, searched) = (end, end)
      splitter.reset()
    }
    if isWhole, start < sample.count { count(sample[start...]) }
    guard others * 2 > records, isWhole || records > 1 else { return nil }
    let thing = counted(records, framing == .wholeFile ? "line" : "record")
    return """
      \(others) of \(isWhole ? "its" : "its first") \(thing) \(others == 1 ? "holds" : "hold") bytes that \
      are not UTF-8; \(remedy), --encoding-errors replace reads U+FFFD in their place
      """
  }
}
