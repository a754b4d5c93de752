import EmbeddingFormats

extension TileEncoder {
  /// The input of a record's row at text level.
  func input(of record: TokenizedRecord) -> RowInput {
    var input = RowInput()
    for sequence in record.sequences.map(Array.init) ?? [] { add(sequence, of: record, to: &input) }
    return input
  }

  /// The input of a sequence: all that its vectors depend on. Two sequences with the same input have the same vectors, whatever
  /// their texts are.
  func input(of sequence: TokenSequence, in record: TokenizedRecord) -> RowInput {
    var input = RowInput()
    add(sequence, of: record, to: &input)
    return input
  }

  private func add(_ sequence: TokenSequence, of record: TokenizedRecord, to input: inout RowInput) {
    let positions =
      !level.isPooled
      ? [sequence.kept]
      : poolsAllTokens ? [0..<sequence.tokenCount] : ranges(of: pooledTokens(of: sequence, record: record))
    let encoding = record.encoding
    if sequence.pieces.count == 1 {
      let piece = sequence.pieces[0]
      return input.addSequence(ids: encoding.ids[piece], typeIDs: encoding.typeIDs[piece], positions: positions)
    }
    var ids: [Int32] = []
    var typeIDs: [UInt8] = []
    for piece in sequence.pieces {
      ids += encoding.ids[piece]
      typeIDs += encoding.typeIDs[piece]
    }
    input.addSequence(ids: ids[...], typeIDs: typeIDs[...], positions: positions)
  }

  /// Ascending numbers as ranges that do not touch.
  private func ranges(of numbers: [Int]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number {
        ranges[ranges.count - 1] = last.lowerBound..<number + 1
      } else {
        ranges.append(number..<number + 1)
      }
    }
    return ranges
  }
}
