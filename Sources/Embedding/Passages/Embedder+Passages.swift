import EmbeddingFormats
import Files
import Records

extension Embedder {
  /// Tokens of passages that are encoded before their rows are delivered: enough tiles for many threads.
  private static let passageTokens = 1 << 16

  /// A record's first passages, and those that are still to be made.
  private struct CutRecord: Sendable {
    var passages: [RecordPassages.Passage]
    var rest: RecordPassages
  }

  /// A passage whose rows are to come.
  private struct Waiting {
    let passage: RecordPassages.Passage
    /// Bytes of the text that it is of.
    let text: Range<Int>
    /// Whether its record has no more of them.
    let isLast: Bool
  }

  /// Does what `embed` does, at passage level. All records are cut at once, those of many passages as these are needed.
  func embedPassages(
    _ contents: RecordContents, keepsKeys: Bool, reusing earlier: ReusableRows?,
    deliver: (EmbeddedRows) throws -> Void
  ) throws {
    var builder = PassageRowBuilder(settings: rowSettings, contents: contents, keepsKeys: keepsKeys)
    var waiting: [Waiting] = []
    var (tokenCount, floatCount) = (0, 0)
    func deliverWaiting() throws {
      try add(waiting, to: &builder, findsKeys: keepsKeys || earlier != nil, earlier)
      waiting.removeAll(keepingCapacity: true)
      (tokenCount, floatCount) = (0, 0)
      if let rows = builder.takeRows() { try deliver(rows) }
    }
    for var record in cut(contents) {
      while true {
        for (index, passage) in record.passages.enumerated() {
          if tokenCount + passage.tokens.tokenCount > Self.passageTokens || floatCount + tileEncoder.width > rowBudget {
            try deliverWaiting()
          }
          let isLast = record.rest.isAtEnd && index == record.passages.count - 1
          waiting.append(Waiting(passage: passage, text: record.rest.text, isLast: isLast))
          tokenCount += passage.tokens.tokenCount
          floatCount += tileEncoder.width
        }
        if record.rest.isAtEnd { break }
        record.passages = record.rest.next(
          upTo: Self.passageTokens, in: contents, scratch: &tokenizers.firstWorkspace.scratch)
      }
    }
    try deliverWaiting()
  }

  /// Does what `plan` does, at passage level.
  func planPassages(_ contents: RecordContents) -> [(record: EmbeddedRows.Record, rowCount: Int)] {
    cut(contents).map { first in
      var (record, outcome, rowCount) = (first, EmbeddedRows.Record(), 0)
      while true {
        for passage in record.passages {
          rowCount += 1
          outcome.tokenCount += passage.tokens.tokenCount
          if passage.tokens.isTruncated { outcome.isTruncated = true }
          outcome.failure = passage.tokens.failure
        }
        if record.rest.isAtEnd { return (outcome, rowCount) }
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

  private func add(
    _ waiting: [Waiting], to builder: inout PassageRowBuilder, findsKeys: Bool, _ earlier: ReusableRows?
  ) throws(InputOutputError) {
    let records = waiting.map(\.passage.tokens)
    var sources: [PassageRowBuilder.Source] = []
    var keys: [RowKey?] = []
    var sequences: [TokenSequence] = []
    var targets: [SharedVectors] = []
    for (index, tokens) in records.enumerated() {
      guard tokens.failure == nil else {
        sources.append(.nothing)
        keys.append(nil)
        continue
      }
      let sequence = TokenSequence(record: index, pieces: [0..<tokens.tokenCount], kept: 0..<tokens.tokenCount)
      let input = tileEncoder.input(of: sequence, in: tokens)
      let key = findsKeys ? RowKey(input) : nil
      keys.append(key)
      if let key, let row = try earlier?.row(key), let values = try earlier?.values(row) {
        sources.append(.earlierRow(values))
        continue
      }
      let (vectors, isNew) = sharedVectors(of: RecentSequences.Key(input), floatCount: tileEncoder.width)
      sources.append(.vectors(vectors, isNew: isNew))
      if isNew {
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
