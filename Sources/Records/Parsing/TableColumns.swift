/// The indices of the columns of a CSV or TSV file that are used, found by their names in its header.
struct TableColumns {
  /// The number of columns of the file.
  let count: Int
  let text: Int
  let id: Int?
  let pair: Int?

  /// - Parameters:
  ///   - header: the line of the columns' names, without its line end.
  ///   - names: the names of the columns that are used.
  /// - Throws: if the header lacks a column, or has it several times.
  init(
    header: ArraySlice<UInt8>, delimiter: TableDelimiter, quoting: TableQuoting, names: FieldNames
  ) throws(RecordParser.Failure) {
    var fields = DelimitedFields()
    fields.split(header, delimiter: delimiter, quoting: quoting)
    guard !fields.isUnclosed else {
      throw RecordParser.Failure(problem: "a quote in the header is not closed; \(TableQuoting.remedy)")
    }
    func column(named name: [UInt8]) throws(RecordParser.Failure) -> Int {
      let found = Self.columns(named: name, in: fields)
      guard let column = found.first else {
        let known = FieldNames.list((0..<fields.count).lazy.map { fields[$0] })
        let remedy = Self.remedy(for: name, header, fieldCount: fields.count, quoting) ?? names.remedy(for: name)
        throw RecordParser.Failure(
          problem: "the header has no column \(FieldNames.quoted(name)); it has \(known)\(remedy)")
      }
      guard found.count == 1 else {
        throw RecordParser.Failure(
          problem: "the header has the column \(FieldNames.quoted(name)) \(found.count) times")
      }
      return column
    }
    count = fields.count
    text = try column(named: names.text)
    id = if let id = names.id { try column(named: id) } else { nil }
    pair = if let pair = names.pair { try column(named: pair) } else { nil }
  }

  private static func columns(named name: [UInt8], in fields: DelimitedFields) -> [Int] {
    (0..<fields.count).filter { fields[$0].elementsEqual(name) }
  }

  /// The remedy that names another delimiter: one with which the header has the column, or with which a header of one field
  /// has several. Nil if none of the common ones does that.
  private static func remedy(
    for name: [UInt8], _ header: ArraySlice<UInt8>, fieldCount: Int, _ quoting: TableQuoting
  ) -> String? {
    let cuts = TableDelimiter.common.map { delimiter in
      var fields = DelimitedFields()
      fields.split(header, delimiter: delimiter, quoting: quoting)
      return (delimiter: delimiter, fields: fields)
    }.filter { $0.fields.count > 1 }
    let cut = cuts.first { !columns(named: name, in: $0.fields).isEmpty } ?? (fieldCount == 1 ? cuts.first : nil)
    return cut.map { "; its fields are separated by \($0.delimiter.description), which \($0.delimiter.option) reads" }
  }
}
