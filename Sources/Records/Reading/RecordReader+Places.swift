import Files

extension RecordReader {
  /// The name of the current input in messages.
  var inputName: String { configuration.inputs[position.input].description }

  /// One line that says where a record is and what is wrong with it.
  package func describe(_ problem: String, at place: Record.Place) -> String {
    guard place.line > 0 else { return problem }
    let input = configuration.inputs[place.input]
    if case .text = input { return "\(input.description): \(problem)" }
    return "\(input.description)\(self.place(place.line)): \(problem)"
  }

  /// One line for a warning about a record of a batch.
  package func describe(_ warning: RecordBatch.Warning, of batch: RecordBatch) -> String {
    let text =
      switch warning.kind {
      case .invalidUTF8: "holds bytes that are not UTF-8, which become U+FFFD; \(EncodingCheck.remedy)"
      case .fieldOverLines: "a quoted field contains a line end; \(TableQuoting.remedy)"
      }
    return describe(text, at: batch.contents.records[warning.record].place)
  }

  /// The error for a problem of the input itself.
  ///
  /// - Parameter line: counted from the current record's first line, which is 0.
  func problem(_ problem: String, atLine line: Int) -> InputOutputError {
    .failed("\(inputName)\(place(position.line + line + 1)): \(problem)")
  }

  /// The error that there is not enough memory for a part of the current record.
  func shortage(_ size: String, for part: String) -> InputOutputError {
    .shortage("\(inputName)\(place(position.line + 1)): \(size); there is not enough memory for \(part)")
  }

  /// The id of an input that is one record, where ids are carried: its path.
  func pathID(of input: Int, in batch: inout RecordBatch) -> RecordID? {
    guard configuration.format == .file, configuration.fields.id != nil else { return nil }
    guard case .path(let path) = configuration.inputs[input] else { return nil }
    var text: [UInt8] = []
    batch.replacedBytes += UTF8Repair.append(fileNameBytes(path)[...], to: &text)
    return .text(text)
  }

  /// The part of a message after the input's name: a line, or a record, by its number.
  private func place(_ number: Int) -> String {
    switch configuration.format {
    case .file: ""
    case .nul, .json: ", record \(number)"
    case .lines, .jsonl, .csv, .tsv, .ids: ", line \(number)"
    }
  }
}
