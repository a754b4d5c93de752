import Files

/// Reads the records of all inputs in order, a batch at a time, in memory that does not grow with the input.
///
/// `position` may be saved whenever a batch ends, and a batch may end at any byte of a pipe. So that another reader can go
/// on from the position alone, it is always at an input's first byte or after a whole unit: a header, a record, or a blank
/// line. Bytes that are read after it, such as a byte order mark or a record's beginning, count when their unit is complete.
package final class RecordReader {
  let configuration: Configuration
  private(set) var parser: RecordParser
  private var splitter: RecordSplitter
  package private(set) var position = ReaderPosition()
  /// The position of the part's first record; nil before that is reached.
  package var partStart: ReaderPosition?
  /// The position at which reading stops; nil if it stops at the end.
  private var goal: ReaderPosition?
  /// Whether a record after the part has been found.
  private var isAfterPart = false
  private var file: (any InputSource)?
  private var isAtFileStart = true
  /// Whether the whole current input is one record.
  private var isOneRecord = false
  /// The number of bytes in the inputs before the current one, as far as these are regular files.
  private var bytesBefore = 0

  // buffer[start..<end] holds the bytes that are read but not used yet. buffer[start..<searched] contains no record's end.
  // The `leadCount` bytes before `start` are a byte order mark, and belong to the next unit.
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var start = 0
  private var searched = 0
  private var end = 0
  private var leadCount = 0
  /// The CRC-32 of all bytes before buffer[digested]. The position gets it with the next unit.
  private var checksum = 0
  private var digested = 0
  private var isAtEnd = false
  private var mayHaveByteOrderMark = false
  /// The check whether the current file is text; nil when it is done.
  private var check: ContentCheck?
  /// The number of the current record's bytes that were dropped from the buffer.
  private var omitted = 0

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    parser = RecordParser(format: configuration.format, fields: configuration.fields, syntax: configuration.syntax)
    splitter = RecordSplitter(parser.framing)
  }

  /// Goes on from a position that an equal reader had after a batch.
  ///
  /// - Throws: if the inputs do not have that position, or cannot be read.
  package func resume(from position: ReaderPosition) throws(InputOutputError) {
    guard position.input <= configuration.inputs.count else {
      throw .failed("--resume: the journal names input \(position.input + 1); there are \(configuration.inputs.count)")
    }
    while self.position.input < position.input {
      do {
        try nextFile()
      } catch  where isUnreadableRecord(error) {
        // The earlier reader could not read this record, either.
        self.position.input += 1
      }
    }
    // An empty file that is a record has been read if its line is 1; its offset is 0 then.
    guard position.offset > 0 || position.line > 0, position.input < configuration.inputs.count else {
      self.position = position
      checksum = position.checksum
      return
    }
    try openFile()
    if let file, !file.isIndivisible, position.offset > file.extent ?? 0 {
      throw .failed(
        "--resume: the journal names byte \(position.offset) of \(configuration.inputs[position.input].description), "
          + "which has \(file.extent ?? 0)"
      )
    }
    // A table's first lines say how its rows are read.
    while parser.hasHeader, isAtFileStart, self.position.offset < position.offset,
      let line = try nextExtent(waits: true)
    {
      isAtFileStart = try !readHeader(buffer[line.range])
      advance(over: line)
    }
    guard let file else { return }
    try file.seek(to: position.offset)
    (start, searched, end, leadCount, digested, omitted) = (0, 0, 0, 0, 0, 0)
    (isAtEnd, isAtFileStart, mayHaveByteOrderMark) = (false, parser.hasHeader && isAtFileStart, false)
    check = nil
    splitter.reset()
    self.position = position
    checksum = position.checksum
  }

  /// Fills `batch` with the next records, and returns false if there are none. It waits for the first record only: records
  /// that a pipe has not delivered yet go to the next batch.
  package func read(into batch: inout RecordBatch, limit: BatchLimit) throws(InputOutputError) -> Bool {
    batch.removeAll()
    reading: while batch.contents.records.count < limit.records, batch.byteCount < limit.bytes {
      let step = try nextRecord(waits: batch.contents.records.isEmpty) {
        (bytes, isShortened) throws(InputOutputError) in
        var record: Record
        if isShortened, configuration.keptTextSize == nil {
          record = Record(.unreadable("is longer than \(sizeLimit) bytes"))
        } else {
          guard parser.hasMemory(for: bytes) else { throw shortage("has \(bytes.count) bytes", for: "its ids") }
          record = parser.parse(bytes, into: &batch)
          record.isShortened = isShortened
        }
        record.place = Record.Place(input: position.input, line: position.line + 1)
        record.id = pathID(of: position.input, in: &batch) ?? record.id
        batch.append(record)
      }
      switch step {
      case .record: continue
      case .unreadable(let problem):
        // The position is already after the input that could not be read.
        var record = Record(.unreadable(problem), id: pathID(of: position.input - 1, in: &batch))
        record.place = Record.Place(input: position.input - 1, line: 0)
        batch.append(record)
      case .pending, .end: break reading
      }
    }
    // Records of other parts may have been skipped before the first one.
    batch.firstIndex = position.records - batch.contents.records.count
    batch.end = position
    return !batch.contents.records.isEmpty
  }

  /// - Throws: if the open input has changed since it was opened.
  package func checkUnchanged() throws(InputOutputError) { try file?.checkUnchanged() }

  /// Counts the remaining records without parsing them.
  package func countRecords() throws(InputOutputError) -> Int {
    var count = 0
    while true {
      switch try nextRecord(waits: true, { _, _ in }) {
      case .record, .unreadable: count += 1
      case .pending, .end: return count
      }
    }
  }

  /// Whether a reader that has read nothing yet reaches this position, with its checksum of all bytes before it.
  package func comes(to goal: ReaderPosition) throws(InputOutputError) -> Bool {
    self.goal = goal
    _ = try countRecords()
    return position == goal
  }

  /// The number of bytes in all inputs before the position.
  package var consumedBytes: Int { bytesBefore + position.offset }

  // MARK: Records

  /// Reads the next record and calls `body` with its bytes.
  private func nextRecord(
    waits: Bool, _ body: (ArraySlice<UInt8>, _ isShortened: Bool) throws(InputOutputError) -> Void
  ) throws(InputOutputError) -> Step {
    while true {
      guard !isAfterPart, position.input < configuration.inputs.count, position != goal else { return .end }
      let extent: Extent?
      do {
        if file == nil { try openFile() }
        extent = try nextExtent(waits: waits)
      } catch  where isUnreadableRecord(error) {
        if let step = skipUnreadableFile(error) { return step }
        continue
      }
      guard let extent else {
        if !isAtEnd { return .pending }
        try nextFile()
        continue
      }
      let isHeader = isAtFileStart && parser.hasHeader
      isAtFileStart = false
      let line = buffer[extent.range]
      if isHeader {
        isAtFileStart = try !readHeader(line)
      } else if !parser.isBlank(line) {
        switch place(of: file?.isIndivisible == true ? bytesBefore : consumedBytes) {
        case .before: position.records += 1
        case .within:
          try body(line, extent.isShortened)
          advance(over: extent)
          position.records += 1
          return .record
        case .after: return .end
        }
      }
      advance(over: extent)
    }
  }

  /// Whether the input is a record that cannot be read. A change and a shortage end the run instead: another run may read the
  /// same record, and its row must not depend on that.
  private func isUnreadableRecord(_ error: InputOutputError) -> Bool {
    guard case .failed = error else { return false }
    return parser.format == .file
  }

  /// Moves on after a file that is a record and cannot be read. Returns nil if it belongs to an earlier part.
  private func skipUnreadableFile(_ error: InputOutputError) -> Step? {
    let place = place(of: bytesBefore)
    leaveFile()
    guard place != .after else { return .end }
    position.records += 1
    return place == .within ? .unreadable(error.description) : nil
  }

  /// Reads one of a table's first lines. Returns false if the header is still to come.
  private func readHeader(_ line: ArraySlice<UInt8>) throws(InputOutputError) -> Bool {
    do {
      let isHeader = try parser.readHeader(line)
      splitter = RecordSplitter(parser.framing)
      return isHeader
    } catch {
      if let foreign = check?.foreignProblem() { throw .failed("\(inputName): \(foreign)") }
      throw problem(error.problem, atLine: 0)
    }
  }

  private func place(of byte: Int) -> PlaceInPart {
    guard let part = configuration.part else { return .within }
    guard byte >= part.lowerBound else { return .before }
    partStart = partStart ?? position
    isAfterPart = byte >= part.upperBound
    return isAfterPart ? .after : .within
  }

  private func advance(over extent: Extent) {
    start += extent.length - omitted
    searched = start
    digest(upTo: start)
    position.offset += leadCount + extent.length
    position.line += extent.lines
    position.checksum = checksum
    (leadCount, omitted) = (0, 0)
    splitter.reset()
  }

  /// Adds the bytes before an index of the buffer to the checksum by which two runs compare what they read.
  private func digest(upTo index: Int) {
    if configuration.digests {
      var crc = CRC32(continuing: UInt32(truncatingIfNeeded: checksum))
      crc.update(buffer[digested..<index])
      checksum = Int(crc.value)
    }
    digested = index
  }

  /// The next unit; nil at the file's end, or if `waits` is false and the file has no bytes at the moment.
  private func nextExtent(waits: Bool) throws(InputOutputError) -> Extent? {
    guard try skipByteOrderMark(waits: waits) else { return nil }
    while true {
      if let found = splitter.findEnd(in: buffer.span.extracting(searched..<end)) {
        let mark = searched + found
        return extent(end: mark, length: mark + splitter.markCount - start + omitted)
      }
      searched = end
      if let problem = splitter.problem { throw .failed("\(inputName): \(check?.foreignProblem() ?? problem)") }
      if end - start > sizeLimit {
        if let lines = splitter.linesBeforeOpenQuote {
          throw problem(
            "a quote that opens here is not closed within \(sizeLimit) bytes; \(TableQuoting.remedy)", atLine: lines)
        }
        dropRest()
      }
      if isAtEnd {
        if let problem = splitter.problemAtEnd { throw .failed("\(inputName): \(problem)") }
        // Bytes after the last end mark are a record, if there are any.
        let isRecord = isOneRecord ? isAtFileStart : splitter.markCount > 0 && end > start
        return isRecord ? extent(end: end - splitter.markCountAtEnd, length: end - start + omitted) : nil
      }
      if !waits, file?.isReady == false { return nil }
      try fill()
    }
  }

  private func extent(end mark: Int, length: Int) -> Extent {
    var last = mark
    // A carriage return before a newline belongs to the line's end; without a newline it belongs to the record.
    if parser.endsLines, !isOneRecord, mark < end, last > start, buffer[last - 1] == 0x0D { last -= 1 }
    let kept = omitted > 0 || last - start > sizeLimit ? keptEnd : last
    return Extent(
      range: min(start + splitter.leadCount, kept)..<kept, isShortened: kept < last || omitted > 0, length: length,
      lines: 1 + splitter.innerLineEnds)
  }

  private var sizeLimit: Int {
    configuration.keptTextSize ?? configuration.maximumRecordSize
  }

  /// The end of the kept part of a record that is longer than the limit: the end of a character.
  private var keptEnd: Int {
    var kept = start + sizeLimit
    for _ in 0..<3 where buffer[kept] & 0xC0 == 0x80 { kept -= 1 }
    return kept
  }

  /// Drops the rest of a record that is longer than the limit. One byte more than the limit stays, by which `keptEnd` later
  /// finds where a character ends.
  private func dropRest() {
    let rest = start + sizeLimit + 1
    digest(upTo: end)
    omitted += end - rest
    (end, searched, digested) = (rest, rest, rest)
  }

  /// Reads more bytes into the buffer.
  private func fill() throws(InputOutputError) {
    guard let file else { return }
    if start > 0, buffer.count - end < buffer.count / 2 {
      buffer.withUnsafeMutableBytes { bytes in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      }
      (end, searched, digested, start) = (end - start, searched - start, digested - start, 0)
    }
    if end == buffer.count { try growBuffer() }
    let count = try file.read(into: &buffer, from: end)
    end += count
    isAtEnd = count == 0
    try checkContent(buffer[end - count..<end])
  }

  /// - Throws: if the file does not begin with text.
  private func checkContent(_ bytes: ArraySlice<UInt8>) throws(InputOutputError) {
    if let problem = check?.problem(adding: bytes, isAtEnd: isAtEnd) { throw .failed("\(inputName): \(problem)") }
    if check?.isDone == true { check = nil }
  }

  private func growBuffer() throws(InputOutputError) {
    // A buffer of twice the size, the record as valid UTF-8, which may take three times its bytes, and its text.
    guard buffer.count < 1 << 20 || FreeMemory.has(16 * buffer.count) else {
      throw shortage("a record longer than \(buffer.count) bytes", for: "it")
    }
    buffer.append(contentsOf: repeatElement(0, count: buffer.count))
  }

  /// Skips a byte order mark at a file's start, which is not part of the first record. It may come in pieces.
  ///
  /// - Returns: false if the bytes so far may begin a mark, `waits` is false, and the file has no more at the moment.
  private func skipByteOrderMark(waits: Bool) throws(InputOutputError) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    while mayHaveByteOrderMark {
      if buffer[..<end].starts(with: mark) {
        (start, searched, leadCount, mayHaveByteOrderMark) = (mark.count, mark.count, mark.count, false)
      } else if isAtEnd || !mark.starts(with: buffer[..<end]) {
        mayHaveByteOrderMark = false
      } else if !waits, file?.isReady == false {
        return false
      } else {
        try fill()
      }
    }
    return true
  }

  // MARK: Files

  private func openFile() throws(InputOutputError) {
    let file = try configuration.open(configuration.inputs[position.input])
    if configuration.identities.indices.contains(position.input) {
      guard let before = configuration.identities[position.input],
        !before.isRegular || file.identity.isUnchanged(since: before)
      else { throw .changed("\(file.name): changed since the run began") }
    }
    self.file = file
    if case .text = configuration.inputs[position.input] { isOneRecord = true } else { isOneRecord = false }
    parser.beginFile()
    // A text from the command line is text.
    check =
      isOneRecord
      ? nil
      : ContentCheck(
        of: inputName, framing: parser.framing, encodingErrors: configuration.syntax.encodingErrors,
        sampleSize: configuration.sampleSize)
    isOneRecord = isOneRecord || parser.format == .file
    splitter = RecordSplitter(isOneRecord ? .wholeFile : parser.framing)
    isAtFileStart = true
    mayHaveByteOrderMark = true
    (start, searched, end, leadCount, digested, isAtEnd, omitted) = (0, 0, 0, 0, 0, false, 0)
    // A pipe's writer may wait for an answer before it writes more, so its content is checked as it comes.
    guard parser.format == .file || file.extent != nil else { return }
    // Where each file is a record, a file that is not text is an unreadable record, as is a file that cannot be opened.
    do {
      while check != nil { try fill() }
    } catch {
      self.file = nil
      throw error
    }
  }

  private func nextFile() throws(InputOutputError) {
    if file == nil { try openFile() }
    try checkUnchanged()
    leaveFile()
  }

  private func leaveFile() {
    bytesBefore += file?.extent ?? 0
    file = nil
    position.input += 1
    position.offset = 0
    position.line = 0
  }
}
