/// A kind of companion: a file beside the rows with something about each record or row. `RecordFormat` says how to add one.
public struct CompanionFormat: Sendable, Hashable, CaseIterable {
  /// Its name. The option `--NAME` asks for it.
  public let name: String
  /// Its content in words, for help.
  public let summary: String
  /// Its extensions in lower case.
  public let fileExtensions: [String]
  /// The placeholder for its path in help.
  public let placeholder: String
  /// Its format in words, for messages.
  public let content: String
  /// What is appended to the path of the rows to make its path; nil where `--NAME` gives its path.
  public let suffix: String?
  /// Makes the format for rows of a layout.
  public let make: @Sendable (OutputFormat.Layout) -> any RecordFormat<OutputRecord>
  /// Makes the format of a shard's companion from its header, as `OutputFormat.makeFromHeader` does.
  public let makeFromHeader: @Sendable ([UInt8]) -> (any RecordFormat<OutputRecord>)?

  init(
    _ name: String, summary: String, placeholder: String, fileExtensions: [String], content: String,
    suffix: String? = nil,
    makeFromHeader: (@Sendable ([UInt8]) -> (any RecordFormat<OutputRecord>)?)? = nil,
    make: @escaping @Sendable (OutputFormat.Layout) -> any RecordFormat<OutputRecord>
  ) {
    self.name = name
    self.summary = summary
    self.placeholder = placeholder
    self.fileExtensions = fileExtensions
    self.content = content
    self.suffix = suffix
    self.make = make
    self.makeFromHeader = makeFromHeader ?? { _ in make(OutputFormat.Layout(columnCount: 0)) }
  }

  /// All kinds, in the order in which journals and shards' notes list their files. A new kind must be the last.
  public static let allCases: [CompanionFormat] = [.offsets, .ids, .spans, .keys]

  /// The kinds whose paths the user gives.
  public static let allNamed = allCases.filter { $0.suffix == nil }

  public static func == (a: CompanionFormat, b: CompanionFormat) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
