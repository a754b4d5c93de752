/// A kind of file that is written beside the rows and holds something of each record or row. `RecordFormat` tells how to
/// add one.
public struct CompanionFormat: Sendable, Hashable, CaseIterable {
  /// What it is called; `--NAME` asks for it.
  public let name: String
  /// What it holds, as help says it.
  public let summary: String
  /// In lower case.
  public let fileExtensions: [String]
  /// What stands for its path in help.
  public let placeholder: String
  /// What its bytes are, as messages say it.
  public let content: String
  /// What its name is longer by than the rows', where it always lies beside these; nil where `--NAME` says the path.
  public let suffix: String?
  /// Makes the format for rows with this layout.
  public let make: @Sendable (OutputFormat.Layout) -> any RecordFormat<OutputRecord>
  /// Makes the format of a shard's file by its header, as `OutputFormat.makeFromHeader` does.
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

  /// All kinds, in the order in which journals and shards' notes list their files. A new kind goes to the end.
  public static let allCases: [CompanionFormat] = [.offsets, .ids, .spans, .keys]

  /// Those whose paths are options' values.
  public static let allNamed = allCases.filter { $0.suffix == nil }

  public static func == (a: CompanionFormat, b: CompanionFormat) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
