// word2vec's text format, as gensim's KeyedVectors.load_word2vec_format reads it:
//   a line with the number of words and the number of columns
//   a line for each word: the word, then its numbers, with a space before each number
// Readers end the word at the first space, and drop a word that they have read before.

extension OutputFormat {
  /// The extension `.vec` is fastText's.
  public static let word2vec = OutputFormat(
    "word2vec", fileExtensions: ["vec", "word2vec"], abilities: [.vectors],
    notes: """
      The text format that gensim's KeyedVectors.load_word2vec_format reads, for the command table only. Readers split lines at \
      blanks and drop repeated words. So a blank inside a name is written as SentencePiece writes bytes (<0x20>), and a name that is \
      empty or repeated gets its number (cat<3>).
      """
  ) {
    Word2VecFormat(words: $0.rowNames(), columnCount: $0.columnCount)
  }
}

/// Words with a vector each. Record i is word i.
public struct Word2VecFormat: RecordFormat {
  private let names: [[UInt8]]
  private let columnCount: Int

  public init(words: [String], columnCount: Int) {
    self.columnCount = columnCount
    var taken: Set<[UInt8]> = []
    names = words.enumerated().map { number, word in
      var name = Self.escaped(word)
      while name.isEmpty || !taken.insert(name).inserted { name += Array("<\(number)>".utf8) }
      return name
    }
  }

  public func begin(isFirstShard: Bool, to output: inout [UInt8]) {
    output.append(integer: names.count)
    output.append(UInt8(ascii: " "))
    output.append(integer: columnCount)
    output.append(UInt8(ascii: "\n"))
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    output += names[record.index]
    for value in record.rows {
      output.append(UInt8(ascii: " "))
      output.append(number: value, orNonFinite: value.isNaN ? "nan" : value > 0 ? "inf" : "-inf")
    }
    output.append(UInt8(ascii: "\n"))
  }

  /// The word with its blanks and line ends spelled as SentencePiece spells bytes: <0x20>.
  private static func escaped(_ word: String) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return word.utf8.flatMap { byte -> [UInt8] in
      guard byte == 0x20 || 0x09...0x0D ~= byte else { return [byte] }
      return Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
    }
  }
}
