import Albert
import ArgumentParsing
import Files
import Records

// Options of several commands.
extension Option {
  static func model(to path: WritableKeyPath<Arguments, String?> & Sendable) -> Option {
    .text(
      "model", short: "m", "NAME|PATH",
      """
      a checkpoint, or the name of one that is looked up as NAME.albert in models/ (see below); default: \
      $ALBERT_EMBED_MODEL, else '\(ModelLocator.bundledName)'
      """, completion: .models, to: path)
  }

  static func delimiter(to path: WritableKeyPath<Arguments, TableDelimiter?> & Sendable) -> Option {
    .parsed(
      "delimiter", "CHAR",
      """
      the character that separates the fields of csv or tsv; tab or \\t is a tab. Default: the one that a first line \
      'sep=;' names, else a comma, in tsv a tab
      """, to: path
    ) { text throws(UsageError) in
      guard let delimiter = TableDelimiter(typed: text) else {
        throw UsageError("'\(text)' is not one ASCII character other than a quotation mark and a line end")
      }
      return delimiter
    }
  }

  static func quoting(to path: WritableKeyPath<Arguments, TableQuoting?> & Sendable) -> Option {
    .choice(
      "quoting",
      """
      standard (default): a field that begins with a quotation mark ends at the next single one, and may hold delimiters and \
      line ends. none: a quotation mark is an ordinary character
      """, to: path)
  }

  static func encodingErrors(to path: WritableKeyPath<Arguments, EncodingErrors?> & Sendable) -> Option {
    .choice(
      "encoding-errors",
      """
      bytes that are not UTF-8 become U+FFFD. auto (default) refuses an input most of whose first records have such bytes; \
      replace reads it
      """, to: path)
  }

  static func threads(to path: WritableKeyPath<Arguments, Int?> & Sendable) -> Option {
    .number(
      "threads", short: "t", "default: the processors this process may use", atLeast: 1, atMost: 1024, to: path)
  }

  static func poolings(
    _ help: @escaping @Sendable @autoclosure () -> String,
    to path: WritableKeyPath<Arguments, [PoolingStrategy]?> & Sendable
  ) -> Option {
    .parsed(
      "pooling", "NAME[,NAME...]", help(), completion: .list(PoolingStrategy.allCases.map(\.rawValue)), to: path,
      by: parsePoolings)
  }
}

/// Takes the names of sentence-transformers and other libraries, too.
private func parsePoolings(_ list: String) throws(UsageError) -> [PoolingStrategy] {
  let otherNames: NamedValues<PoolingStrategy> = [
    "avg": .mean, "CLS": .cls, "lasttoken": .last, "mean_sqrt_len_tokens": .meanSqrt,
  ]
  var poolings: [PoolingStrategy] = []
  for name in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
    guard let pooling = PoolingStrategy(rawValue: name) ?? otherNames[name] else {
      throw UsageError("'\(name)' is not one of \(PoolingStrategy.allNames)")
    }
    poolings.append(pooling)
  }
  return poolings
}

/// The text of a word of the command line.
///
/// - Throws: where the word's bytes are not UTF-8. Replacing them would change rows, and nothing in the output would show it.
func typedText(_ word: String) throws(UsageError) -> String {
  let bytes = fileNameBytes(word)
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw UsageError("'\(word)' is not UTF-8; `iconv -f cp1252 -t UTF-8` converts text from Windows")
  }
  return text
}

extension PoolingStrategy {
  static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
