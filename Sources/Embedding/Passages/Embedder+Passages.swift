import EmbeddingFormats
import Files
import Records

extension Embedder {
  /// The number of tokens that are encoded before their rows are delivered: enough tiles for many threads.
  private static let passageTokens = 1 << 16

  /// A record's first passages, and those that are still to be made.
  private struct CutRecord: Sendable {
    var passages: [RecordPassages.Passage]
    var rest: RecordPassages
  }

  /// A passage that was cut from a record.
  private struct CutPassage {
    let passage: RecordPassages.Passage
    /// The range of its text in bytes.
    let text: Range<Int>
    /// Whether it is the last passage of its record.
    let isLast: Bool
  }

  /// Embeds records as `embed` does, at passage level.
  func embedPassages(
    _ contents: RecordContents, keepsKeys: Bool, reusing earlier: ReusableRows?,
    deliver: (EmbeddedRows) throws -> Void
  ) throws {
    var builder = PassageRowBuilder(settings: rowSettings, contents: contents, keepsKeys: keepsKeys)
    var waiting: [CutPassage] = []
    var (tokenCount, floatCount) = (0, 0)
    func deliverWaiting() throws {
      try add(waiting, to: &builder, findsKeys: keepsKeys || earlier != nil, earlier)
      waiting.removeAll(keepingCapacity: true)
      (tokenCount, floatCount) = (0, 0)
      if let rows = builder.takeRows() { try deliver(rows) }
    }
    try forEachPassage(of: contents) { next in
      let tokens = next.passage.tokens.tokenCount
      if tokenCount + tokens > Self.passageTokens || floatCount + tileEncoder.width > rowBudget { try deliverWaiting() }
      waiting.append(next)
      tokenCount += tokens
      floatCount += tileEncoder.width
    }
    try deliverWaiting()
  }

  /// Plans records as `plan` does, at passage level.
  func planPassages(
    _ contents: RecordContents, reusing earlier: ReusableRows?
  ) throws(InputOutputError) -> [PlannedRecord] {
    var planned: [PlannedRecord] = []
    var plan = PlannedRecord()
    try forEachPassage(of: contents) { (next) throws(InputOutputError) in
      let tokens = next.passage.tokens
      plan.rowCount += 1
      plan.record.tokenCount += tokens.tokenCount
      if tokens.isTruncated { plan.record.isTruncated = true }
      if let failure = tokens.failure { plan.record.failure = failure }
      switch try content(of: tokens, findsKeys: earlier != nil, earlier) {
      case nil: plan.origins.append(.encoder)
      case .earlierRow?: plan.origins.append(.reuse)
      case .sequence(_, _, _, let isNew)?:
        plan.origins.append(isNew ? .encoder : .duplicate)
        if isNew { plan.encodedTokenCount += tokens.tokenCount }
      }
      guard next.isLast else { return }
      planned.append(plan)
      plan = PlannedRecord()
    }
    return planned
  }

  /// Calls `body` with each passage of the records, in input order. All records are cut at once. Those with many passages are cut
  /// further as the passages are needed.
  private func forEachPassage<Failure>(
    of contents: RecordContents, _ body: (CutPassage) throws(Failure) -> Void
  ) throws(Failure) {
    for var record in cut(contents) {
      while true {
        for (index, passage) in record.passages.enumerated() {
          let isLast = record.rest.isAtEnd && index == record.passages.count - 1
          try body(CutPassage(passage: passage, text: record.rest.text, isLast: isLast))
        }
        if record.rest.isAtEnd { break }
        record.passages = record.rest.next(
          upTo: Self.passageTokens, in: contents, scratch: &tokenizers.firstWorkspace.scratch)
      }
    }
  }

  private func cut(_ contents: RecordContents) -> [CutRecord] {
    let runs = tokenizers.mapRuns(of: contents.records.count) { [recordTokenizer] run, workspace in
      run.map { index in
        var rest = RecordPassages(
          of: contents.records[index], in: contents, by: recordTokenizer, scratch: &workspace.scratch)
        let passages = rest.next(upTo: Self.passageTokens, in: contents, scratch: &workspace.scratch)
        return CutRecord(passages: passages, rest: rest)
      }
    }
    return Array(runs.joined())
  }

  /// The source of a passage's row.
  private enum Content {
    case earlierRow(ReusableRows.Row, RowKey)
    case sequence(TokenSequence, RowKey?, SharedVectors, isNew: Bool)
  }

  /// - Parameter index: the index of the passage among those that are encoded together.
  /// - Returns: nil for a passage that cannot be embedded.
  private func content(
    of tokens: TokenizedRecord, index: Int = 0, findsKeys: Bool, _ earlier: ReusableRows?
  ) throws(InputOutputError) -> Content? {
    guard tokens.failure == nil else { return nil }
    let sequence = TokenSequence(record: index, pieces: [0..<tokens.tokenCount], kept: 0..<tokens.tokenCount)
    let input = tileEncoder.input(of: sequence, in: tokens)
    let key = findsKeys ? RowKey(input) : nil
    if let key, let row = try earlier?.row(key) { return .earlierRow(row, key) }
    let (vectors, isNew) = sharedVectors(of: RecentSequences.Key(input), floatCount: tileEncoder.width)
    return .sequence(sequence, key, vectors, isNew: isNew)
  }

  private func add(
    _ waiting: [CutPassage], to builder: inout PassageRowBuilder, findsKeys: Bool, _ earlier: ReusableRows?
  ) throws(InputOutputError) {
    let records = waiting.map(\.passage.tokens)
    var sources: [PassageRowBuilder.Source] = []
    var keys: [RowKey?] = []
    var sequences: [TokenSequence] = []
    var targets: [SharedVectors] = []
    for (index, tokens) in records.enumerated() {
      switch try content(of: tokens, index: index, findsKeys: findsKeys, earlier) {
      case nil:
        sources.append(.nothing)
        keys.append(nil)
      case .earlierRow(let row, let key)?:
        if let earlier { sources.append(.earlierRow(try earlier.values(row))) }
        keys.append(key)
      case .sequence(let sequence, let key, let vectors, let isNew)?:
        sources.append(.vectors(vectors, isNew: isNew))
        keys.append(key)
        guard isNew else { continue }
        sequences.append(sequence)
        targets.append(vectors)
      }
    }
    for (target, vectors) in zip(targets, encode(sequences, of: records)) { target.fill(vectors) }
    for (index, passage) in waiting.enumerated() {
      builder.add(passage.passage, of: passage.text, sources[index], key: keys[index])
      if passage.isLast { builder.endRecord() }
    }
  }
}
