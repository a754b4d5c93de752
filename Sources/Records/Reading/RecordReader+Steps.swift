extension RecordReader {
  /// The outcome of reading one record.
  enum Step {
    case record
    /// A file that is a record cannot be read, for this reason, which names it.
    case unreadable(String)
    /// The input has no bytes at the moment.
    case pending
    case end
  }

  /// Where a record is, seen from the part that is read.
  enum PlaceInPart { case before, within, after }

  /// A unit of the input in the buffer: a record, a header, or a blank line.
  struct Extent {
    /// The range of its bytes in the buffer, without its end mark.
    var range: Range<Int>
    var isShortened: Bool
    /// Its length in the file in bytes, end mark included.
    var length: Int
    var lines: Int
  }
}
