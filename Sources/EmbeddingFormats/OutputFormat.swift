/// A format that embeddings are written in: what it is called, what it can carry, and how it is made for a run's rows.
/// Another format is a file with its `OutputFormat` and its writer, and a name in `allCases`.
public struct OutputFormat: Sendable, Hashable, RawRepresentable, CaseIterable {
  /// What a format may be able to hold besides the numbers.
  public struct Abilities: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Records' identifiers.
    public static let ids = Abilities(rawValue: 1)
    /// Records' texts.
    public static let texts = Abilities(rawValue: 2)
    /// What each row stands for, at word and token level.
    public static let labels = Abilities(rawValue: 4)
    /// Rows that are mixed, pooled, projected or normalized; without it, tokens' layers as they are.
    public static let vectors = Abilities(rawValue: 8)
    /// Elements of another precision.
    public static let elementTypes = Abilities(rawValue: 16)
    /// The number of rows, before the first of them. Such a format is no text.
    public static let count = Abilities(rawValue: 32)
  }

  /// What a run's rows consist of.
  public struct Layout: Sendable {
    /// Columns of a row.
    public var columnCount: Int
    /// Names of the equal parts that a row consists of, where there are several.
    public var partNames: [String] = []
    /// Numbers of the layers that a row holds side by side, as the user gave them.
    public var layerIndices: [Int] = []
    public var elementType = NPYFormat.ElementType.float32
    public var hasIDs = false
    public var hasTexts = false
    /// Whether a record's rows are its words or tokens.
    public var labelsRows = false

    public init(columnCount: Int) { self.columnCount = columnCount }
  }

  /// What writes the rows.
  public enum Writer: Sendable {
    case npy(NPYFormat)
    case text(any TextFormat)
  }

  /// What `--format` calls it.
  public let rawValue: String
  /// In lower case. Of several formats with an extension, those behind the first must be asked for.
  public let fileExtensions: [String]
  public let abilities: Abilities
  /// Makes the writer of rows with this layout.
  public let writer: @Sendable (Layout) -> Writer

  init(
    _ name: String, fileExtensions: [String], abilities: Abilities,
    writer: @escaping @Sendable (Layout) -> Writer
  ) {
    rawValue = name
    self.fileExtensions = fileExtensions
    self.abilities = abilities
    self.writer = writer
  }

  public static let allCases: [OutputFormat] = [.npy, .jsonl, .csv, .bertJSONLines]

  public init?(rawValue name: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
    self = format
  }

  /// The format that a file's extension stands for, nil where it stands for none.
  public init?(fileExtension: String) {
    guard let format = Self.allCases.first(where: { $0.fileExtensions.contains(fileExtension) }) else { return nil }
    self = format
  }

  public static func == (a: OutputFormat, b: OutputFormat) -> Bool { a.rawValue == b.rawValue }
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
