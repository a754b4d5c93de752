import Files

extension RecordReader {
  package struct Configuration: Sendable {
    package var inputs: InputNames
    /// The inputs' identities when the run began, nil for one that could not be read; empty if they are not known.
    package var identities: [FileIdentity?] = []
    package var format: InputFormat
    package var fields = RecordFields()
    package var syntax = RecordSyntax()
    /// The range of bytes, over all inputs, whose records are read: those whose first byte is in it.
    package var part: Range<Int>?
    /// Whether positions hold the checksum of the bytes before them.
    package var digests = false
    /// The bytes of a text that are kept, where only its beginning matters; nil where all of it does.
    package var keptTextSize: Int?
    /// The largest size of a record, in bytes.
    package var maximumRecordSize = RecordReader.maximumRecordSize
    /// The number of an input's first bytes that are checked for being UTF-8 text.
    var sampleSize = 16 << 10
    /// Opens an input; tests replace it.
    var open: @Sendable (InputName) throws(InputOutputError) -> any InputSource = { (name) throws(InputOutputError) in
      try openInput(name)
    }

    package init(
      inputs: InputNames, identities: [FileIdentity?] = [], format: InputFormat, fields: RecordFields = RecordFields(),
      syntax: RecordSyntax = RecordSyntax(), part: Range<Int>? = nil,
      maximumRecordSize: Int = RecordReader.maximumRecordSize
    ) {
      self.inputs = inputs
      self.identities = identities
      self.format = format
      self.fields = fields
      self.syntax = syntax
      self.part = part
      self.maximumRecordSize = maximumRecordSize
    }
  }

  /// The size of a batch.
  package struct BatchLimit: Sendable {
    package var records: Int
    /// No record is added to a batch of this many bytes of texts and ids.
    package var bytes: Int

    package init(records: Int, bytes: Int) {
      self.records = records
      self.bytes = bytes
    }
  }

  /// The bytes that are kept of a text that is truncated later. This is far more than 512 tokens take, since normalization
  /// may drop any number of characters.
  package static let truncatedTextSize = 16 << 20
  /// The largest size of a record. Tokenizing takes about 20 bytes for each byte of text, and 70 if the text has no blanks.
  package static let maximumRecordSize = 64 << 20
  /// The largest size of a record if the tokens' offsets are tracked, which takes as much memory again.
  package static let maximumTrackedRecordSize = 8 << 20
}
