import Files

/// Reads the records of all inputs in order, a batch at a time, in memory that does not grow with the input.
///
/// `position` may be saved whenever a batch ends, and a batch ends wherever nothing more is there at the moment. So the position
/// alone tells how to go on: it stands at an input's first byte, of which nothing has been taken then, or behind a whole unit:
/// a header, a record, a line that is not a record. What has been read beyond that, such as a byte order mark or the
/// beginning of a record, moves it together with the unit that it belongs to.
package final class RecordReader {
  let configuration: Configuration
  private(set) var parser: RecordParser
  private var splitter: RecordSplitter
  package private(set) var position = ReaderPosition()
  /// Where the first record of the part stands; nil before it is reached.
  package var partStart: ReaderPosition?
  /// Where reading ends, if it comes to that; nil where it goes on to the end.
  private var goal: ReaderPosition?
  /// Whether a record behind the part has been found.
  private var isBehindPart = false
  private var file: (any InputSource)?
  private var isAtFileStart = true
  /// Whether the current input is a record as a whole.
  private var isOneRecord = false
  /// Bytes of the inputs before the current one; only counted where they are regular files.
  private var bytesBefore = 0

  // The current file's bytes that are read but not yet used are buffer[start..<end]; buffer[start..<searched] holds no
  // record's end. `leadCount` bytes before `start` belong to the next unit: a byte order mark.
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var start = 0
  private var searched = 0
  private var end = 0
  private var leadCount = 0
  /// CRC-32 of the bytes before buffer[digested], which the position's checksum becomes with the next unit.
  private var checksum = 0
  private var digested = 0
  private var isAtEnd = false
  private var mayHaveByteOrderMark = false
  /// Looks at what the current file begins with, until it is known whether that is text.
  private var check: ContentCheck?
  /// Bytes of the current record that were left out.
  private var omitted = 0

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    parser = RecordParser(format: configuration.format, fields: configuration.fields, syntax: configuration.syntax)
    splitter = RecordSplitter(parser.framing)
  }

  /// Goes on from a position that a batch of an equal reader ended with.
  package func resume(from position: ReaderPosition) throws(InputOutputError) {
    guard position.input <= configuration.inputs.count else {
      throw .failed("--resume: the journal speaks of input \(position.input + 1) of \(configuration.inputs.count)")
    }
    while self.position.input < position.input {
      do {
        try nextFile()
      } catch  where parser.format == .file {
        // It was a record that could not be read then, either.
        self.position.input += 1
      }
    }
    // An empty file that is a record has been read at byte 0.
    guard position.offset > 0 || position.line > 0, position.input < configuration.inputs.count else {
      self.position = position
      checksum = position.checksum
      return
    }
    try openFile()
    if let file, !file.isIndivisible, position.offset > file.extent ?? 0 {
      throw .failed(
        "--resume: the journal speaks of byte \(position.offset) of \(configuration.inputs[position.input].description)"
      )
    }
    // The lines before a table's rows say how these are read.
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

  /// Fills `batch` with the next records; false where there are none. Waits for the first record only: what a pipe has
  /// not brought yet is left to the next batch.
  package func read(into batch: inout RecordBatch, limit: BatchLimit) throws(InputOutputError) -> Bool {
    batch.removeAll()
    reading: while batch.contents.records.count < limit.records, batch.byteCount < limit.bytes {
      let step = try nextRecord(waits: batch.contents.records.isEmpty) { bytes, isShortened in
        var record: Record
        if isShortened, configuration.keptTextSize == nil {
          record = Record(.unreadable("is longer than \(sizeLimit) bytes"))
        } else {
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
        // Reading stands behind the input that could not be opened.
        var record = Record(.unreadable(problem), id: pathID(of: position.input - 1, in: &batch))
        record.place = Record.Place(input: position.input - 1, line: 0)
        batch.append(record)
      case .pending, .end: break reading
      }
    }
    // Records of other parts may have been passed over before the first one.
    batch.firstIndex = position.records - batch.contents.records.count
    batch.end = position
    return !batch.contents.records.isEmpty
  }

  /// - Throws: where the input that is open is no longer what it was.
  package func checkUnchanged() throws(InputOutputError) { try file?.checkUnchanged() }

  /// Counts the records that are left, without parsing them.
  package func countRecords() throws(InputOutputError) -> Int {
    var count = 0
    while true {
      switch try nextRecord(waits: true, { _, _ in }) {
      case .record, .unreadable: count += 1
      case .pending, .end: return count
      }
    }
  }

  /// Whether a reader that has read nothing yet comes to this position, which holds the checksum of all bytes before it.
  package func comes(to goal: ReaderPosition) throws(InputOutputError) -> Bool {
    self.goal = goal
    _ = try countRecords()
    return position == goal
  }

  /// Bytes of all inputs that are behind us.
  package var consumedBytes: Int { bytesBefore + position.offset }

  // MARK: Records

  /// Goes on by one record and hands its bytes on.
  private func nextRecord(
    waits: Bool, _ body: (ArraySlice<UInt8>, _ isShortened: Bool) -> Void
  ) throws(InputOutputError) -> Step {
    while true {
      guard !isBehindPart, position.input < configuration.inputs.count, position != goal else { return .end }
      let extent: Extent?
      do {
        if file == nil { try openFile() }
        extent = try nextExtent(waits: waits)
      } catch  where parser.format == .file {
        if let step = try passOver(error) { return step }
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
          body(line, extent.isShortened)
          advance(over: extent)
          position.records += 1
          return .record
        case .behind: return .end
        }
      }
      advance(over: extent)
    }
  }

  /// Goes on behind a file that is a record and cannot be read; nil where it belongs to a part before.
  private func passOver(_ error: InputOutputError) throws(InputOutputError) -> Step? {
    if case .changed = error { throw error }
    let place = place(of: bytesBefore)
    leaveFile()
    guard place != .behind else { return .end }
    position.records += 1
    return place == .within ? .unreadable(error.description) : nil
  }

  /// Reads one of a file's first lines; false where the header is still to come.
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
    isBehindPart = byte >= part.upperBound
    return isBehindPart ? .behind : .within
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

  /// Adds the bytes that were read, in all inputs, to the checksum that tells whether two runs read the same.
  private func digest(upTo place: Int) {
    if configuration.digests {
      var crc = CRC32(continuing: UInt32(truncatingIfNeeded: checksum))
      crc.update(buffer[digested..<place])
      checksum = Int(crc.value)
    }
    digested = place
  }

  /// The next record's place in the buffer; nil at the file's end, or where `waits` is false and nothing is there.
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
        leaveOut()
      }
      if isAtEnd {
        if let problem = splitter.problemAtEnd { throw .failed("\(inputName): \(problem)") }
        // What stands behind the last end mark is a record if there is anything.
        let isRecord = isOneRecord ? isAtFileStart : splitter.markCount > 0 && end > start
        return isRecord ? extent(end: end - splitter.markCountAtEnd, length: end - start + omitted) : nil
      }
      if !waits, file?.isReady == false { return nil }
      try fill()
    }
  }

  private func extent(end mark: Int, length: Int) -> Extent {
    var last = mark
    // The carriage return of a line's end; where a record is a line, the last one may lack the newline only.
    if parser.endsLines, !isOneRecord, mark < end, last > start, buffer[last - 1] == 0x0D { last -= 1 }
    let kept = omitted > 0 || last - start > sizeLimit ? keptEnd : last
    return Extent(
      range: min(start + splitter.leadCount, kept)..<kept, isShortened: kept < last || omitted > 0, length: length,
      lines: 1 + splitter.innerLineEnds)
  }

  private var sizeLimit: Int {
    configuration.keptTextSize ?? configuration.maximumRecordSize
  }

  /// Where the kept part of a record that is longer than the limit ends: in front of a character.
  private var keptEnd: Int {
    var kept = start + sizeLimit
    for _ in 0..<3 where buffer[kept] & 0xC0 == 0x80 { kept -= 1 }
    return kept
  }

  /// Forgets what is behind the kept part and the character after it, which tells later where that part ends.
  private func leaveOut() {
    let rest = start + sizeLimit + 1
    digest(upTo: end)
    omitted += end - rest
    (end, searched, digested) = (rest, rest, rest)
  }

  /// Reads more bytes behind those that are there.
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

  /// Refuses a file that does not begin with text.
  private func checkContent(_ bytes: ArraySlice<UInt8>) throws(InputOutputError) {
    if let problem = check?.problem(adding: bytes, isAtEnd: isAtEnd) { throw .failed("\(inputName): \(problem)") }
    if check?.isDone == true { check = nil }
  }

  private func growBuffer() throws(InputOutputError) {
    // A new buffer twice as long, the record as valid UTF-8, which may take three times its bytes, and its text.
    guard buffer.count < 1 << 20 || FreeMemory.has(16 * buffer.count) else {
      throw problem("a record longer than \(buffer.count) bytes; there is no memory for it", atLine: 0)
    }
    buffer.append(contentsOf: repeatElement(0, count: buffer.count))
  }

  /// Skips a byte order mark at a file's start, which may come in pieces and is not part of the first record's text.
  ///
  /// - Returns: false where what is there may be the beginning of one, and the rest is not there and not waited for.
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
    // What somebody types is text.
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
    // A pipe may have to be answered before more comes.
    guard parser.format == .file || file.extent != nil else { return }
    // Where a file is a record, one that is no text is a record that cannot be read, as is one that cannot be opened.
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
