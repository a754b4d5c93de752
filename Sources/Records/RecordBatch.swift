/// A batch of records, and what the reader knows of them together.
package struct RecordBatch {
  /// Something odd about a record that can be read, which people should know.
  package struct Warning {
    package enum Kind {
      /// Bytes that are not UTF-8.
      case invalidUTF8
      /// A quoted field of a TSV file goes on behind a line end.
      case fieldOverLines
    }

    package internal(set) var kind: Kind
    /// The record, by its number in the batch.
    package internal(set) var record: Int
  }

  package internal(set) var contents = RecordContents()
  /// The first record's number in the whole input.
  package internal(set) var firstIndex = 0
  private var idBytes = 0
  /// Bytes that are not UTF-8 and became U+FFFD.
  package internal(set) var replacedBytes = 0
  /// Halves of surrogate pairs in JSON that became U+FFFD.
  package internal(set) var replacedSurrogates = 0
  /// The first record of each kind of oddity in the whole input.
  package internal(set) var warnings: [Warning] = []
  /// Where the reader stands behind the last record.
  package internal(set) var end = ReaderPosition()

  package init() {}

  /// Bytes that its texts and ids take, and its token ids at four bytes each.
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

/// A place between two records of the input, from which reading can go on.
package struct ReaderPosition: Sendable, Equatable {
  /// Records before it, in all inputs.
  package var records = 0
  /// The input that is read next, and the byte in it.
  package var input = 0
  package var offset = 0
  /// Lines (or records, where these are no lines) before it in that input.
  package var line = 0
  /// CRC-32 of the bytes before it, in all inputs, as they are after decompression; 0 unless the reader digests.
  package var checksum = 0

  package init() {}
}
