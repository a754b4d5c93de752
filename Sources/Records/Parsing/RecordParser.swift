import Files

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

  let format: InputFormat
  private let syntax: RecordSyntax
  private let names: FieldNames
  private let pairSeparator: [UInt8]?
  private var json: JSONFields
  private var columns: TableColumns?
  private var delimited = DelimitedFields()
  /// The delimiter that the file's first line named.
  private var namedDelimiter: TableDelimiter?
  /// What has been warned of.
  private var warned: Set<RecordBatch.Warning.Kind> = []

  init(format: InputFormat, fields: RecordFields, syntax: RecordSyntax) {
    self.format = format
    self.syntax = syntax
    names = FieldNames(fields)
    pairSeparator = fields.pairSeparator.map(fileNameBytes)
    json = JSONFields(names)
  }

  /// Forgets what an earlier file said of itself.
  mutating func beginFile() { (columns, namedDelimiter) = (nil, nil) }

  /// Of the present file; a line of it may change what separates fields.
  var framing: RecordSplitter.Framing {
    switch format {
    case .lines, .jsonl, .ids: .terminator(UInt8(ascii: "\n"))
    case .nul: .terminator(0)
    case .json: .elements
    case .csv, .tsv: .rows(delimiter: delimiter, quoting: syntax.quoting)
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

  /// Reads one of a file's first lines.
  ///
  /// - Returns: whether it was the header; else it named the delimiter, and the header comes next.
  mutating func readHeader(_ line: ArraySlice<UInt8>) throws(Failure) -> Bool {
    if namedDelimiter == nil, let named = TableDelimiter(namedBy: line) {
      guard syntax.delimiter == nil || syntax.delimiter == named else {
        throw Failure(
          problem: "names \(named.description) as the delimiter, and --delimiter another; leave --delimiter out")
      }
      namedDelimiter = named
      return false
    }
    columns = try TableColumns(header: line, delimiter: delimiter, quoting: syntax.quoting, names: names)
    return true
  }

  private var delimiter: TableDelimiter { syntax.delimiter ?? namedDelimiter ?? (format == .csv ? .comma : .tab) }

  // MARK: Records

  /// Reads the batch's next record, whose texts and token ids are appended to those of the batch. One that cannot be read
  /// becomes an unreadable one.
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

  /// Notes what is odd about the batch's next record. The first such record is enough.
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

  /// Bytes that a token id may be written with.
  private static let longestNumber = 40

  private func idsContent(
    _ bytes: ArraySlice<UInt8>, into batch: inout RecordBatch
  ) throws(Failure) -> Record.Content {
    let start = batch.contents.ids.count
    // A number takes two bytes at least, and four as one; the list of them may be moved to a place of twice its size.
    guard bytes.count < 1 << 20 || FreeMemory.has(6 * bytes.count) else {
      throw Failure(problem: "has \(bytes.count) bytes; there is no memory for its ids")
    }
    var rest = bytes
    while true {
      rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: ",") }
      guard !rest.isEmpty else { break }
      let word = rest.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: ",") }
      rest = rest[word.endIndex...]
      guard word.count <= Self.longestNumber, let id = Int32(String(decoding: word, as: UTF8.self)), id >= 0 else {
        throw Failure(problem: "\(FieldNames.quoted(word)) is no token id")
      }
      batch.contents.ids.append(id)
    }
    guard batch.contents.ids.count > start else { throw Failure(problem: "has no token ids") }
    return .ids(start..<batch.contents.ids.count)
  }

  private mutating func delimitedContent(
    _ bytes: ArraySlice<UInt8>, id: inout RecordID?, into batch: inout RecordBatch
  ) throws(Failure) -> Record.Content {
    guard let columns else { preconditionFailure("the header comes first") }
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

  /// Pandas fills a short row up with NaN and refuses a long one. Here both are refused: a short row is mostly half of one that
  /// a line end cuts, and would shift every row behind it.
  private func wrongFieldCount(_ columns: TableColumns) -> Failure {
    let counts = "has \(counted(delimited.count, "field")); the header has \(columns.count)"
    if format == .tsv, delimited.hasLineEnd {
      return Failure(problem: "\(counts); a quoted field runs over a line end; \(TableQuoting.remedy)")
    }
    let culprit = delimited.count > columns.count ? delimiter.description : "a line end"
    return Failure(
      problem: syntax.quoting == .standard
        ? "\(counts); a field that holds \(culprit) must stand in quotes"
        : "\(counts); with --quoting none no field can hold \(culprit)")
  }
}
