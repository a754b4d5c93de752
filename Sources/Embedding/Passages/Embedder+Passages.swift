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
  func embedPassages(_ contents: RecordContents, deliver: (EmbeddedRows) throws -> Void) rethrows {
    var builder = PassageRowBuilder(settings: rowSettings, contents: contents)
    var waiting: [Waiting] = []
    var (tokenCount, floatCount) = (0, 0)
    func deliverWaiting() throws {
      add(waiting, to: &builder)
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

  private func add(_ waiting: [Waiting], to builder: inout PassageRowBuilder) {
    let records = waiting.map(\.passage.tokens)
    let sequences = records.enumerated().filter { $1.failure == nil }.map { index, tokens in
      TokenSequence(record: index, pieces: [0..<tokens.tokenCount], kept: 0..<tokens.tokenCount)
    }
    var vectors = encode(sequences, of: records).makeIterator()
    for passage in waiting {
      let failed = passage.passage.tokens.failure != nil
      builder.add(passage.passage, of: passage.text, failed ? nil : vectors.next())
      if passage.isLast { builder.endRecord() }
    }
  }
}
