/// What quotation marks mean in CSV and TSV.
public enum TableQuoting: String, Sendable, CaseIterable {
  /// A field that begins with one goes on to the next single one (RFC 4180).
  case standard
  /// They are characters like any other.
  case none

  /// What to do where a quote has a meaning that it should not have.
  static let remedy = "--quoting none takes quotation marks as they stand"
}

/// What is done about an input that is not UTF-8.
public enum EncodingErrors: String, Sendable, CaseIterable {
  /// Each invalid byte becomes U+FFFD, but an input is refused where most of its first lines have such bytes: it is in
  /// another encoding.
  case auto
  /// Each invalid byte becomes U+FFFD.
  case replace
}

/// How the bytes of records are to be read, as far as their format leaves that open.
public struct RecordSyntax: Sendable, Equatable {
  /// What separates the fields of CSV and TSV. Nil: what a first line `sep=;` names, else a comma, in TSV a tab.
  public var delimiter: TableDelimiter?
  public var quoting = TableQuoting.standard
  public var encodingErrors = EncodingErrors.auto

  public init() {}
}
