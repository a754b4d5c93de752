import Files

extension RecordReader {
  /// The input that is read, as messages call it.
  var inputName: String { configuration.inputs[position.input].description }

  /// A record's place and what is wrong with it, in one line.
  package func describe(_ problem: String, at place: Record.Place) -> String {
    guard place.line > 0 else { return problem }
    let input = configuration.inputs[place.input]
    if case .text = input { return "\(input.description): \(problem)" }
    return "\(input.description)\(self.place(place.line)): \(problem)"
  }

  /// A warning about a record of a batch, in one line.
  package func describe(_ warning: RecordBatch.Warning, of batch: RecordBatch) -> String {
    let text =
      switch warning.kind {
      case .invalidUTF8: "holds bytes that are not UTF-8, which become U+FFFD; \(EncodingCheck.remedy)"
      case .fieldOverLines: "a quoted field runs over a line end; \(TableQuoting.remedy)"
      }
    return describe(text, at: batch.contents.records[warning.record].place)
  }

  /// What is wrong with the input itself at a line, counted from the present record's first.
  func problem(_ problem: String, atLine line: Int) -> InputOutputError {
    .failed("\(inputName)\(place(position.line + line + 1)): \(problem)")
  }

  /// The id of an input that is one record, where ids are carried: its path.
  func pathID(of input: Int, in batch: inout RecordBatch) -> RecordID? {
    guard configuration.format == .file, configuration.fields.id != nil else { return nil }
    guard case .path(let path) = configuration.inputs[input] else { return nil }
    var text: [UInt8] = []
    batch.replacedBytes += UTF8Repair.append(fileNameBytes(path)[...], to: &text)
    return .text(text)
  }

  /// What stands behind an input's name: a number of the format's own.
  private func place(_ number: Int) -> String {
    switch configuration.format {
    case .file: ""
    case .nul, .json: ", record \(number)"
    case .lines, .jsonl, .csv, .tsv, .ids: ", line \(number)"
    }
  }
}
