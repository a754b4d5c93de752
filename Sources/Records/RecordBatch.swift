/// A batch of records with what the reader knows of each.
package struct RecordBatch {
  /// Where a record stands in the input, for people.
  package struct Place {
    package internal(set) var input: Int
    /// The record's first line, or its number where records are no lines; from 1.
    package internal(set) var line: Int
  }

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
  package internal(set) var places: [Place] = []
  /// One a record where ids are carried, else empty.
  package private(set) var ids: [RecordID?] = []
  private var idBytes = 0
  /// Records whose end was left out already by the reader.
  package internal(set) var shortenedRecords: Set<Int> = []
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

  /// Adds the next record's id.
  mutating func append(id: RecordID?) {
    ids.append(id)
    idBytes += id?.bytes.count ?? 0
  }

  /// Gives the last record its id.
  mutating func replaceLast(by id: RecordID) {
    ids.removeLast()
    append(id: id)
  }

  mutating func removeAll() {
    contents.records.removeAll(keepingCapacity: true)
    contents.text.removeAll(keepingCapacity: true)
    contents.ids.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    idBytes = 0
    shortenedRecords.removeAll()
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
