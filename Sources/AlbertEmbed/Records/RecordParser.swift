import EmbeddingFormats
import Files
import JSON

/// Which fields of a record are used.
public struct RecordFields: Sendable {
  /// Nil: "text".
  public var text: String?
  /// What is carried along as the record's id. Where a file is a record, it is the file's path.
  public var id: String?
  public var pair: String?
  /// Lines: what separates the two texts of a pair.
  public var pairSeparator: String?

  public init(text: String? = nil, id: String? = nil, pair: String? = nil, pairSeparator: String? = nil) {
    self.text = text
    self.id = id
    self.pair = pair
    self.pairSeparator = pairSeparator
  }
}

/// Turns the bytes of a record into what is embedded.
struct RecordParser {
  /// Why a record, or a header, cannot be used.
  struct Failure: Error { let problem: String }

  /// The columns of a CSV or TSV file that are used.
  private struct Columns {
    var count: Int
    var text: Int
    var id: Int?
    var pair: Int?
  }

  let format: InputFormat
  private let fields: RecordFields
  private let textName: [UInt8]
  private let idName: [UInt8]?
  private let pairName: [UInt8]?
  private let pairSeparator: [UInt8]?
  private var columns: Columns?
  private var delimited = DelimitedFields()
  private var repaired: [UInt8] = []

  init(format: InputFormat, fields: RecordFields) {
    self.format = format
    self.fields = fields
    textName = fileNameBytes(fields.text ?? "text")
    idName = fields.id.map(fileNameBytes)
    pairName = fields.pair.map(fileNameBytes)
    pairSeparator = fields.pairSeparator.map(fileNameBytes)
  }

  var framing: RecordSplitter.Framing {
    switch format {
    case .lines, .jsonl, .ids: .terminator(UInt8(ascii: "\n"))
    case .nul: .terminator(0)
    case .json: .elements
    case .csv, .tsv: .quotedLines(separator: fieldSeparator)
    case .file: .wholeFile
    }
  }

  /// Whether a carriage return before a record's end mark belongs to that.
  var endsLines: Bool {
    switch format {
    case .lines, .jsonl, .csv, .tsv, .ids: true
    case .nul, .json, .file: false
    }
  }

  /// Whether a file begins with a line that names its columns.
  var hasHeader: Bool { format == .csv || format == .tsv }

  /// Whether a line is no record at all: in formats whose records have structure, one with nothing on it.
  func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    switch format {
    case .csv, .tsv: line.isEmpty
    case .jsonl: line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    case .lines, .nul, .json, .file, .ids: false
    }
  }

  // MARK: Header

  mutating func readHeader(_ line: ArraySlice<UInt8>) throws(Failure) {
    for (index, byte) in zip(line.indices, line) where byte == 0x0D {
      guard index + 1 < line.endIndex, line[index + 1] == 0x0A else {
        throw Failure(problem: "the header holds a carriage return without a newline; lines end with newlines")
      }
    }
    split(line)
    guard !delimited.isUnclosed else { throw Failure(problem: "a quote in the header is not closed") }
    columns = Columns(
      count: delimited.count, text: try column(named: textName), id: try idName.map(column(named:)),
      pair: try pairName.map(column(named:)))
  }

  private func column(named name: [UInt8]) throws(Failure) -> Int {
    let found = (0..<delimited.count).filter { delimited[$0].elementsEqual(name) }
    guard let column = found.first else {
      let names = FieldNames.list((0..<delimited.count).lazy.map { delimited[$0] })
      throw Failure(problem: "the header has no column \(FieldNames.quoted(name)); it has \(names)\(remedy(for: name))")
    }
    guard found.count == 1 else {
      throw Failure(problem: "the header has the column \(FieldNames.quoted(name)) \(found.count) times")
    }
    return column
  }

  /// How to name another field, where nobody named the one that is missing.
  private func remedy(for name: [UInt8]) -> String {
    fields.text == nil && name == textName ? "; --field says which one to embed" : ""
  }

  private var fieldSeparator: UInt8 { UInt8(ascii: format == .csv ? "," : "\t") }

  private mutating func split(_ line: ArraySlice<UInt8>) { delimited.split(line, separator: fieldSeparator) }

  // MARK: Records

  /// Appends the record to the batch; one that cannot be read becomes an unreadable one.
  mutating func parse(_ bytes: ArraySlice<UInt8>, into batch: inout RecordBatch) {
    let textCount = batch.contents.text.count
    let idCount = batch.contents.ids.count
    var id: RecordID?
    do {
      batch.contents.records.append(try record(bytes, id: &id, into: &batch))
    } catch {
      batch.contents.text.removeSubrange(textCount...)
      batch.contents.ids.removeSubrange(idCount...)
      batch.contents.records.append(.unreadable(error.problem))
    }
    if idName != nil { batch.ids.append(id) }
  }

  private mutating func record(
    _ bytes: ArraySlice<UInt8>, id: inout RecordID?, into batch: inout RecordBatch
  ) throws(Failure) -> RecordContents.Record {
    switch format {
    case .lines, .nul, .file: try plainRecord(bytes, into: &batch)
    case .ids: try idsRecord(bytes, into: &batch)
    case .jsonl, .json: try jsonRecord(bytes, id: &id, into: &batch)
    case .csv, .tsv: try delimitedRecord(bytes, id: &id, into: &batch)
    }
  }

  private func plainRecord(
    _ bytes: ArraySlice<UInt8>, into batch: inout RecordBatch
  ) throws(Failure) -> RecordContents.Record {
    guard let pairSeparator else { return .text(append(bytes, to: &batch)) }
    guard let separator = firstRange(of: pairSeparator, in: bytes) else {
      throw Failure(problem: "has no '\(fields.pairSeparator ?? "")' between two texts")
    }
    return .pair(append(bytes[..<separator.lowerBound], to: &batch), append(bytes[separator.upperBound...], to: &batch))
  }

  private func append(_ bytes: ArraySlice<UInt8>, to batch: inout RecordBatch) -> Range<Int> {
    let start = batch.contents.text.count
    batch.replacedBytes += UTF8Repair.append(bytes, to: &batch.contents.text)
    return start..<batch.contents.text.count
  }

  private func firstRange(of pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = bytes.startIndex
    while bytes.endIndex - start >= pattern.count {
      if bytes[start..<start + pattern.count].elementsEqual(pattern) { return start..<start + pattern.count }
      start += 1
    }
    return nil
  }

  private func idsRecord(
    _ bytes: ArraySlice<UInt8>, into batch: inout RecordBatch
  ) throws(Failure) -> RecordContents.Record {
    let start = batch.contents.ids.count
    let words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: ",") }
    for word in words {
      let text = String(decoding: word, as: UTF8.self)
      guard let id = Int32(text), id >= 0 else { throw Failure(problem: "'\(text.prefix(40))' is no token id") }
      batch.contents.ids.append(id)
    }
    guard !words.isEmpty else { throw Failure(problem: "has no token ids") }
    return .ids(start..<batch.contents.ids.count)
  }

  private mutating func delimitedRecord(
    _ bytes: ArraySlice<UInt8>, id: inout RecordID?, into batch: inout RecordBatch
  ) throws(Failure) -> RecordContents.Record {
    guard let columns else { preconditionFailure("the header comes first") }
    split(bytes)
    guard !delimited.isUnclosed else { throw Failure(problem: "the quote of field \(delimited.count) is not closed") }
    guard delimited.count == columns.count else {
      throw Failure(problem: "has \(delimited.count) fields; the header has \(columns.count)")
    }
    if let column = columns.id {
      var text: [UInt8] = []
      batch.replacedBytes += UTF8Repair.append(delimited[column], to: &text)
      id = .text(text)
    }
    let text = append(delimited[columns.text], to: &batch)
    guard let pair = columns.pair else { return .text(text) }
    return .pair(text, append(delimited[pair], to: &batch))
  }

  // MARK: JSON

  private mutating func jsonRecord(
    _ bytes: ArraySlice<UInt8>, id: inout RecordID?, into batch: inout RecordBatch
  ) throws(Failure) -> RecordContents.Record {
    repaired.removeAll(keepingCapacity: true)
    batch.replacedBytes += UTF8Repair.append(bytes, to: &repaired)
    do {
      return try jsonFields(id: &id, into: &batch)
    } catch let failure as Failure {
      throw failure
    } catch let error as JSONError {
      switch error.place {
      case .position(1, let column): throw Failure(problem: "column \(column): \(error.problem)")
      case .position, .field: throw Failure(problem: error.description)
      }
    } catch {
      throw Failure(problem: "\(error)")
    }
  }

  private mutating func jsonFields(id: inout RecordID?, into batch: inout RecordBatch) throws -> RecordContents.Record {
    var text: Range<Int>?
    var pair: Range<Int>?
    // The record's id may stand behind what is wrong with it.
    var failure: Failure?
    var name: [UInt8] = []
    var reader = JSONReader(repaired.span)
    try reader.enterObject()
    // Of members with equal names the last one counts, as in other readers.
    while try reader.nextMember(&name) {
      if name == textName {
        text = try string(&reader, into: &batch)
        if text == nil { failure = failure ?? isNoString(name) }
      } else if name == pairName {
        pair = try string(&reader, into: &batch)
        if pair == nil { failure = failure ?? isNoString(name) }
      } else if name == idName {
        id = try identifier(&reader)
      } else {
        try reader.skipValue()
      }
    }
    try reader.finish()
    if let failure { throw failure }
    guard let text else { throw try missing(textName) }
    if let idName, id == nil { throw try missing(idName) }
    guard let pairName else { return .text(text) }
    guard let pair else { throw try missing(pairName) }
    return .pair(text, pair)
  }

  /// - Throws: nothing, as the object has been read before.
  private func missing(_ field: [UInt8]) throws(JSONError) -> Failure {
    var names: [[UInt8]] = []
    var name: [UInt8] = []
    var reader = JSONReader(repaired.span)
    try reader.enterObject()
    while names.count <= FieldNames.listed, try reader.nextMember(&name) {
      if !names.contains(name) { names.append(name) }
      try reader.skipValue()
    }
    let remedy = names.isEmpty ? "" : remedy(for: field)
    return Failure(problem: "has no field \(FieldNames.quoted(field)); it has \(FieldNames.list(names))\(remedy)")
  }

  private func isNoString(_ field: [UInt8]) -> Failure {
    Failure(problem: "field \(FieldNames.quoted(field)) is no string")
  }

  /// Nil for another value.
  private func string(_ reader: inout JSONReader, into batch: inout RecordBatch) throws -> Range<Int>? {
    guard try reader.kind() == .string else {
      try reader.skipValue()
      return nil
    }
    let start = batch.contents.text.count
    try reader.string(appendingTo: &batch.contents.text)
    return start..<batch.contents.text.count
  }

  private func identifier(_ reader: inout JSONReader) throws -> RecordID? {
    switch try reader.kind() {
    case .string:
      var text: [UInt8] = []
      try reader.string(appendingTo: &text)
      return .text(text)
    case .number: return .literal(Array(repaired[try reader.number()]))
    case .bool: return .literal(Array((try reader.bool() ? "true" : "false").utf8))
    case .null:
      try reader.null()
      return .literal(Array("null".utf8))
    case .array, .object:
      throw Failure(problem: "field '\(fields.id ?? "")' is neither a string nor a number")
    }
  }
}
