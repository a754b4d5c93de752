import Files
import JSON

/// Reads a record that is JSON: an object with the fields that are used, or a string, which is the text.
struct JSONFields {
  private let names: FieldNames
  /// The record as valid UTF-8.
  private var bytes: [UInt8] = []

  init(_ names: FieldNames) { self.names = names }

  /// Appends the record's texts to the batch.
  ///
  /// - Parameter id: gets the record's id, even if something after it makes the record unreadable.
  mutating func read(
    _ record: ArraySlice<UInt8>, id: inout RecordID?, into batch: inout RecordBatch
  ) throws(RecordParser.Failure) -> Record.Content {
    bytes.removeAll(keepingCapacity: true)
    batch.replacedBytes += UTF8Repair.append(record, to: &bytes)
    do {
      var reader = JSONReader(bytes.span)
      return try reader.kind() == .string ? bareText(into: &batch) : fields(id: &id, into: &batch)
    } catch let failure as RecordParser.Failure {
      throw failure
    } catch let error as JSONError {
      switch error.place {
      case .position(1, let column): throw RecordParser.Failure(problem: "column \(column): \(error.problem)")
      case .position, .field: throw RecordParser.Failure(problem: error.description)
      }
    } catch {
      throw RecordParser.Failure(problem: "\(error)")
    }
  }

  private func bareText(into batch: inout RecordBatch) throws -> Record.Content {
    var reader = JSONReader(bytes.span)
    try reader.skipValue()
    try reader.finish()
    if let name = names.firstGiven {
      throw RecordParser.Failure(problem: "is a string, so it has no field \(FieldNames.quoted(name))")
    }
    return .text(try text(at: 0, of: names.text, into: &batch))
  }

  private func fields(id: inout RecordID?, into batch: inout RecordBatch) throws -> Record.Content {
    var places = Places()
    do {
      try find(&places)
    } catch {
      if let place = places.id { id = try? identifier(at: place, into: &batch) }
      throw error
    }
    let idPlace = try names.id.map { try places.id ?? nestedPlace(of: $0) } ?? nil
    if let idPlace { id = try identifier(at: idPlace, into: &batch) }
    guard let textPlace = try places.text ?? nestedPlace(of: names.text) else { throw try missing(names.text) }
    let text = try text(at: textPlace, of: names.text, into: &batch)
    if let name = names.id, idPlace == nil { throw try missing(name) }
    guard let name = names.pair else { return .text(text) }
    guard let pairPlace = try places.pair ?? nestedPlace(of: name) else { throw try missing(name) }
    return .pair(text, try self.text(at: pairPlace, of: name, into: &batch))
  }

  // MARK: Places

  /// The offsets of the fields' values in the record.
  private struct Places {
    var text: Int?
    var id: Int?
    var pair: Int?
  }

  /// Reads the whole object. If members have the same name, the last one counts, as in other readers.
  private func find(_ places: inout Places) throws {
    var name: [UInt8] = []
    var reader = JSONReader(bytes.span)
    try reader.enterObject()
    while try reader.nextMember(&name) {
      let place = reader.position
      try reader.skipValue()
      if name == names.text { places.text = place }
      if name == names.id { places.id = place }
      if name == names.pair { places.pair = place }
    }
    try reader.finish()
  }

  /// The offset of the value of a field inside a field; nil if there is none. `a.b` is the field `b` of the object `a`.
  private func nestedPlace(of name: [UInt8]) throws -> Int? {
    guard name.contains(UInt8(ascii: ".")) else { return nil }
    var reader = JSONReader(bytes.span)
    return try place(of: name[...], in: &reader)
  }

  /// Reads an object and returns the offset of the value at a path. The path's parts are separated by dots, but a member's
  /// name may contain dots too. If several members lead to a value, the one with the longest name counts.
  private func place(of path: ArraySlice<UInt8>, in reader: inout JSONReader) throws -> Int? {
    var found: [(nameCount: Int, place: Int?)] = []
    var name: [UInt8] = []
    try reader.enterObject()
    while try reader.nextMember(&name) {
      let place = reader.position
      let rest = path.starts(with: name) ? path.dropFirst(name.count) : []
      var inner: Int?
      if rest.first == UInt8(ascii: "."), try reader.kind() == .object {
        inner = try self.place(of: rest.dropFirst(), in: &reader)
      } else {
        try reader.skipValue()
        if path.elementsEqual(name) { inner = place }
      }
      found.removeAll { $0.nameCount == name.count && path.starts(with: name) }
      if inner != nil { found.append((name.count, inner)) }
    }
    return found.max { $0.nameCount < $1.nameCount }?.place
  }

  // MARK: Values

  private func text(at place: Int, of name: [UInt8], into batch: inout RecordBatch) throws -> Range<Int> {
    var reader = JSONReader(bytes.span.extracting(place..<bytes.count))
    guard try reader.kind() == .string else {
      throw RecordParser.Failure(problem: "field \(FieldNames.quoted(name)) is not a string")
    }
    let start = batch.contents.text.count
    try reader.string(appendingTo: &batch.contents.text)
    batch.replacedSurrogates += reader.replacedSurrogates
    return start..<batch.contents.text.count
  }

  private func identifier(at place: Int, into batch: inout RecordBatch) throws -> RecordID {
    let value = bytes.span.extracting(place..<bytes.count)
    var reader = JSONReader(value)
    switch try reader.kind() {
    case .string:
      var text: [UInt8] = []
      try reader.string(appendingTo: &text)
      batch.replacedSurrogates += reader.replacedSurrogates
      return .text(text)
    case .number:
      let number = try reader.number()
      let literal = Array(bytes[place + number.lowerBound..<place + number.upperBound])
      // NaN and Infinity are not JSON, though Python writes them. As a string every reader accepts them.
      return literal.contains(UInt8(ascii: "N")) || literal.contains(UInt8(ascii: "I"))
        ? .text(literal) : .literal(literal)
    case .bool: return .literal(Array((try reader.bool() ? "true" : "false").utf8))
    case .null:
      try reader.null()
      return .literal(Array("null".utf8))
    case .array, .object:
      throw RecordParser.Failure(
        problem: "field \(FieldNames.quoted(names.id ?? [])) is neither a string nor a number")
    }
  }

  /// The failure of a record without a field. It throws nothing, since the object has been read before.
  private func missing(_ field: [UInt8]) throws(JSONError) -> RecordParser.Failure {
    var found: [[UInt8]] = []
    var name: [UInt8] = []
    var reader = JSONReader(bytes.span)
    try reader.enterObject()
    while found.count <= FieldNames.listed, try reader.nextMember(&name) {
      if !found.contains(name) { found.append(name) }
      try reader.skipValue()
    }
    let remedy = found.isEmpty ? "" : names.remedy(for: field)
    return RecordParser.Failure(
      problem: "has no field \(FieldNames.quoted(field)); it has \(FieldNames.list(found))\(remedy)")
  }
}
