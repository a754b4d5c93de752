extension RecordReader {
  /// What going on by one record came to.
  enum Step {
    case record
    /// A file that is a record cannot be opened; the problem names it.
    case unreadable(String)
    /// Nothing is there right now.
    case pending
    case end
  }

  enum PlaceInPart { case before, within, behind }

  /// A unit of the input, a record or a line that is not one, in the buffer.
  struct Extent {
    /// Its bytes in the buffer, without its end mark.
    var range: Range<Int>
    var isShortened: Bool
    /// Bytes of the file it takes, end mark included.
    var length: Int
    var lines: Int
  }
}
