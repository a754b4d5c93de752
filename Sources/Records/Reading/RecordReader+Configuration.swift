import Files

extension RecordReader {
  package struct Configuration: Sendable {
    package var inputs: InputNames
    /// What the inputs were when the run began, where that was looked at; nil for one that could not be read.
    package var identities: [FileIdentity?] = []
    package var format: InputFormat
    package var fields = RecordFields()
    package var syntax = RecordSyntax()
    /// The bytes of all inputs, one after the other, whose records are read: a record belongs where its first byte is.
    package var part: Range<Int>?
    /// Whether positions hold the checksum of the bytes before them.
    package var digests = false
    /// Where only the beginning of a text matters, what is kept of it at most, in bytes.
    package var keptTextSize: Int?
    /// Bytes that a record may have.
    package var maximumRecordSize = RecordReader.maximumRecordSize
    /// Bytes that an input begins with by which it is known whether it is text, and in UTF-8.
    var sampleSize = 16 << 10
    /// How an input is opened, which a test does in its own way.
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

  /// How much goes into one batch.
  package struct BatchLimit: Sendable {
    package var records: Int
    /// Bytes of texts and ids after which no further record is taken.
    package var bytes: Int

    package init(records: Int, bytes: Int) {
      self.records = records
      self.bytes = bytes
    }
  }

  /// What is kept of a text that is truncated anyway. Normalization may drop any number of characters, so it is far more
  /// than 512 tokens ever take.
  package static let truncatedTextSize = 16 << 20
  /// No record may be longer. Tokenizing takes some 20 bytes a byte of its text, and 70 where the text has no blanks.
  package static let maximumRecordSize = 64 << 20
  /// The same where the places of tokens are tracked, which takes as much again.
  package static let maximumTrackedRecordSize = 8 << 20
}
