import Files

/// The fields of a record that are used.
public struct RecordFields: Sendable {
  /// The field of the text; nil stands for "text".
  public var text: String?
  /// The field of the record's id; nil if ids are not carried. If a file is a record, its path is the id whatever this says.
  public var id: String?
  /// The field of the second text of a pair; nil if records are single texts.
  public var pair: String?
  /// Plain text: the separator of the two texts of a pair; nil if records are single texts.
  public var pairSeparator: String?

  public init(text: String? = nil, id: String? = nil, pair: String? = nil, pairSeparator: String? = nil) {
    self.text = text
    self.id = id
    self.pair = pair
    self.pairSeparator = pairSeparator
  }
}

/// Parses the bytes of a record by its format.
struct RecordParser {
  /// The reason why a record or a header cannot be used.
  struct Failure: Error { let problem: String }

  let format: InputFormat
  private let syntax: RecordSyntax
  private let names: FieldNames
  private let pairSeparator: [UInt8]?
  private var json: JSONFields
  private var columns: TableColumns?
  private var delimited = DelimitedFields()
  /// The delimiter that the file's first line names; nil if it names none.
  private var namedDelimiter: TableDelimiter?
  /// The kinds of warnings that have been given.
  private var warned: Set<RecordBatch.Warning.Kind> = []

  init(format: InputFormat, fields: RecordFields, syntax: RecordSyntax) {
    self.format = format
    self.syntax = syntax
    names = FieldNames(fields)
    pairSeparator = fields.pairSeparator.map(fileNameBytes)
    json = JSONFields(names)
  }

  /// Forgets the header of the file before.
  mutating func beginFile() { (columns, namedDelimiter) = (nil, nil) }

  /// The framing of the current file. Its first line may change the delimiter.
  var framing: RecordSplitter.Framing {
    switch format {
    case .lines, .jsonl, .ids: .terminator(UInt8(ascii: "\n"))
    case .nul: .terminator(0)
    case .json: .elements
    case .csv, .tsv: .rows(delimiter: delimiter, quoting: syntax.quoting)
    case .file: .wholeFile
    }
  }

  /// Whether a carriage return before a record's end mark belongs to the mark.
  var endsLines: Bool {
    switch format {
    case .lines, .jsonl, .csv, .tsv, .ids: true
    case .nul, .json, .file: false
    }
  }

  /// Whether a file begins with a line of its columns' names.
  var hasHeader: Bool { format == .csv || format == .tsv }

  /// Whether a line is blank and not a record, which only formats with fields have.
  func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    switch format {
    case .csv, .tsv: line.isEmpty
    case .jsonl: line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    case .lines, .nul, .json, .file, .ids: false
    }
  }

  // MARK: Header

  /// Reads one of a file's first lines.
  ///
  /// - Returns: whether it is the header. If not, it names the delimiter, and the next line is the header.
  mutating func readHeader(_ line: ArraySlice<UInt8>) throws(Failure) -> Bool {
    if namedDelimiter == nil, let named = TableDelimiter(namedBy: line) {
      guard syntax.delimiter == nil || syntax.delimiter == named else {
        throw Failure(
          problem: "names \(named.description) as the delimiter, but --delimiter names another; leave --delimiter out")
      }
      namedDelimiter = named
      return false
    }
    columns = try TableColumns(header: line, delimiter: delimiter, quoting: syntax.quoting, names: names)
    return true
  }

  private var delimiter: TableDelimiter { syntax.delimiter ?? namedDelimiter ?? (format == .csv ? .comma : .tab) }

  // MARK: Records

  /// Whether there is enough memory for the record's token ids. For other formats the reader's check is enough.
  func hasMemory(for bytes: ArraySlice<UInt8>) -> Bool {
    // Two bytes of text or more become four bytes, and the array may be copied to one of twice its size.
    format != .ids || bytes.count < 1 << 20 || FreeMemory.has(6 * bytes.count)
  }

  /// Parses the batch's next record, and appends its texts and token ids to the batch. A record that cannot be parsed is
  /// returned as unreadable.
  mutating func parse(_ bytes: ArraySlice<UInt8>, into batch: inout RecordBatch) -> Record {
    let textCount = batch.contents.text.count
    let idCount = batch.contents.ids.count
    let replacedBytes = batch.replacedBytes
    var id: RecordID?
    let content: Record.Content
    do {
      content = try self.content(bytes, id: &id, into: &batch)
      if batch.replacedBytes > replacedBytes { warn(.invalidUTF8, of: &batch) }
      if format == .tsv, delimited.hasLineEnd { warn(.fieldOverLines, of: &batch) }
    } catch {
      batch.contents.text.removeSubrange(textCount...)
      batch.contents.ids.removeSubrange(idCount...)
      content = .unreadable(error.problem)
    }
    return Record(content, id: id)
  }

  /// Adds a warning about the batch's next record, unless there was one of this kind before.
  private mutating func warn(_ kind: RecordBatch.Warning.Kind, of batch: inout RecordBatch) {
    guard warned.insert(kind).inserted else { return }
    batch.warnings.append(RecordBatch.Warning(kind: kind, record: batch.contents.records.count))
  }

  private mutating func content(
    _ bytes: ArraySlice<UInt8>, id: inout RecordID?, into batch: inout RecordBatch
  ) throws(Failure) -> Record.Content {
    switch format {
    case .lines, .nul, .file: try plainContent(bytes, into: &batch)
    case .ids: try idsContent(bytes, into: &batch)
    case .jsonl, .json: try json.read(bytes, id: &id, into: &batch)
    case .csv, .tsv: try delimitedContent(bytes, id: &id, into: &batch)
    }
  }

  private func plainContent(
    _ bytes: ArraySlice<UInt8>, into batch: inout RecordBatch
  ) throws(Failure) -> Record.Content {
    guard let pairSeparator else { return .text(append(bytes, to: &batch)) }
    guard let separator = firstRange(of: pairSeparator, in: bytes) else {
      throw Failure(problem: "has no \(FieldNames.quoted(pairSeparator)) between two texts")
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

  /// The largest number of bytes of a token id, leading zeros included.
  private static let longestNumber = 40

  private func idsContent(
    _ bytes: ArraySlice<UInt8>, into batch: inout RecordBatch
  ) throws(Failure) -> Record.Content {
    let start = batch.contents.ids.count
    var rest = bytes
    while true {
      rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: ",") }
      guard !rest.isEmpty else { break }
      let word = rest.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: ",") }
      rest = rest[word.endIndex...]
      guard word.count <= Self.longestNumber, let id = Int32(String(decoding: word, as: UTF8.self)), id >= 0 else {
        throw Failure(problem: "\(FieldNames.quoted(word)) is not a token id")
      }
      batch.contents.ids.append(id)
    }
    guard batch.contents.ids.count > start else { throw Failure(problem: "has no token ids") }
    return .ids(start..<batch.contents.ids.count)
  }

  private mutating func delimitedContent(
    _ bytes: ArraySlice<UInt8>, id: inout RecordID?, into batch: inout RecordBatch
  ) throws(Failure) -> Record.Content {
    guard let columns else { preconditionFailure("a record was parsed before the header") }
    delimited.split(bytes, delimiter: delimiter, quoting: syntax.quoting)
    guard !delimited.isUnclosed else {
      throw Failure(problem: "the quote of field \(delimited.count) is not closed; \(TableQuoting.remedy)")
    }
    guard delimited.count == columns.count else { throw wrongFieldCount(columns) }
    if let column = columns.id {
      var text: [UInt8] = []
      batch.replacedBytes += UTF8Repair.append(delimited[column], to: &text)
      id = .text(text)
    }
    let text = append(delimited[columns.text], to: &batch)
    guard let pair = columns.pair else { return .text(text) }
    return .pair(text, append(delimited[pair], to: &batch))
  }

  /// The failure of a row with more or fewer fields than the header. Pandas fills a short row with NaN, but a short row is
  /// mostly the first half of a row that a line end cuts, and would shift every row after it.
  private func wrongFieldCount(_ columns: TableColumns) -> Failure {
    let counts = "has \(counted(delimited.count, "field")); the header has \(columns.count)"
    if format == .tsv, delimited.hasLineEnd {
      return Failure(problem: "\(counts); a quoted field contains a line end; \(TableQuoting.remedy)")
    }
    let culprit = delimited.count > columns.count ? delimiter.description : "a line end"
    return Failure(
      problem: syntax.quoting == .standard
        ? "\(counts); a field that contains \(culprit) must be quoted"
        : "\(counts); with --quoting none no field can contain \(culprit)")
  }
}
