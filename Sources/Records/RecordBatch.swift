/// A batch of records, with counts and warnings about them.
package struct RecordBatch {
  /// Something in a readable record that the user should know.
  package struct Warning {
    package enum Kind {
      /// It holds bytes that are not UTF-8.
      case invalidUTF8
      /// A quoted field of a TSV file contains a line end.
      case fieldOverLines
    }

    package internal(set) var kind: Kind
    /// The record's index in the batch.
    package internal(set) var record: Int
  }

  package internal(set) var contents = RecordContents()
  /// The first record's index in the whole input.
  package internal(set) var firstIndex = 0
  private var idBytes = 0
  /// The number of bytes that are not UTF-8 and became U+FFFD.
  package internal(set) var replacedBytes = 0
  /// The number of unpaired surrogates in JSON that became U+FFFD.
  package internal(set) var replacedSurrogates = 0
  /// One warning of each kind for the whole input: only the batch that holds the first such record has it.
  package internal(set) var warnings: [Warning] = []
  /// The reader's position after the last record.
  package internal(set) var end = ReaderPosition()

  package init() {}

  /// The bytes that its texts, ids and token ids take.
  var byteCount: Int { contents.text.count + idBytes + MemoryLayout<Int32>.stride * contents.ids.count }

  mutating func append(_ record: Record) {
    contents.records.append(record)
    idBytes += record.id?.bytes.count ?? 0
  }

  mutating func removeAll() {
    contents.records.removeAll(keepingCapacity: true)
    contents.text.removeAll(keepingCapacity: true)
    contents.ids.removeAll(keepingCapacity: true)
    idBytes = 0
    (replacedBytes, replacedSurrogates) = (0, 0)
    warnings.removeAll()
  }
}

/// A position between two records of the input. A reader can go on from it.
package struct ReaderPosition: Sendable, Equatable {
  /// The number of records before it, in all inputs.
  package var records = 0
  /// The index of the input that is read next.
  package var input = 0
  /// The offset in that input, in bytes.
  package var offset = 0
  /// The number of lines before it in that input, or of records where records are not lines.
  package var line = 0
  /// CRC-32 of the bytes before it, in all inputs, as they are after decompression; 0 unless the reader digests.
  package var checksum = 0

  package init() {}
}
