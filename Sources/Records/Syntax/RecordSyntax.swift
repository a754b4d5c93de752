/// The meaning of quotation marks in CSV and TSV.
public enum TableQuoting: String, Sendable, CaseIterable {
  /// A field that begins with a quotation mark ends at the next single one (RFC 4180).
  case standard
  /// They are ordinary characters.
  case none

  /// What to do if a quotation mark is meant as an ordinary character.
  static let remedy = "--quoting none reads quotation marks as ordinary characters"
}

/// How inputs that are not UTF-8 are treated.
public enum EncodingErrors: String, Sendable, CaseIterable {
  /// Each invalid byte becomes U+FFFD. But an input is refused if most of its first lines have such bytes, since it is in
  /// another encoding.
  case auto
  /// Each invalid byte becomes U+FFFD.
  case replace
}

/// The details of reading records that an input's format leaves open.
public struct RecordSyntax: Sendable, Equatable {
  /// The delimiter of CSV and TSV. Nil stands for the one that a first line `sep=;` names, else for a comma in CSV and a
  /// tab in TSV.
  public var delimiter: TableDelimiter?
  public var quoting = TableQuoting.standard
  public var encodingErrors = EncodingErrors.auto

  public init() {}
}
