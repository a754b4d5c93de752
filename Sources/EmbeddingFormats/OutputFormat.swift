/// A format that rows are written in: its name, what it can hold, and how it is made for a run's rows. `RecordFormat` tells
/// how to add one.
public struct OutputFormat: Sendable, Hashable, RawRepresentable, CaseIterable {
  /// What a format can hold besides the numbers, and what it is.
  public struct Abilities: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Records' identifiers.
    public static let ids = Abilities(rawValue: 1)
    /// Records' texts.
    public static let texts = Abilities(rawValue: 2)
    /// What each row stands for, at passage, word and token level.
    public static let labels = Abilities(rawValue: 4)
    /// Rows that are mixed, pooled, projected or normalized; without it, tokens' layers as they are.
    public static let vectors = Abilities(rawValue: 8)
    /// Elements of another type than float32.
    public static let elementTypes = Abilities(rawValue: 16)
    /// The layers' numbers, as the user typed them.
    public static let layerNumbers = Abilities(rawValue: 32)
    /// Bytes that are not text, which a terminal cannot show.
    public static let binary = Abilities(rawValue: 64)
  }

  /// What a run's rows consist of.
  public struct Layout {
    /// Columns of a row.
    public var columnCount: Int
    /// Names of the equal parts that a row consists of, where there are several.
    public var partNames: [String] = []
    /// The name of each column; nil for embeddings.
    public var labels: LabelColumns?
    /// Numbers of the layers that a row holds side by side, as the user typed them.
    public var layerIndices: [Int] = []
    public var elementType = OutputElementType.float32
    public var hasIDs = false
    public var hasTexts = false
    /// Whether a record's rows are its words or tokens.
    public var labelsRows = false
    /// Whether a record's rows are its passages.
    public var hasPassages = false
    /// What the rows depend on besides their keys, where these are kept.
    public var rowIdentity: [UInt8] = []
    /// The static table: the names of all rows.
    public var rowNames: () -> [String] = { [] }

    public init(columnCount: Int) { self.columnCount = columnCount }
  }

  /// What `--format` calls it.
  public let rawValue: String
  /// In lower case. Of several formats with the same extension, it stands for the first in the list.
  public let fileExtensions: [String]
  public let abilities: Abilities
  /// Makes the format of rows with this layout.
  public let make: @Sendable (Layout) -> any RecordFormat<OutputRecord>
  /// Makes the format of a shard that this program wrote, by the shard's header; nil for any other header. The header of a
  /// format that has none is empty.
  public let makeFromHeader: @Sendable ([UInt8]) -> (any RecordFormat<OutputRecord>)?

  /// - Parameter makeFromHeader: needed for a format with a header.
  init(
    _ name: String, fileExtensions: [String], abilities: Abilities,
    makeFromHeader: (@Sendable ([UInt8]) -> (any RecordFormat<OutputRecord>)?)? = nil,
    make: @escaping @Sendable (Layout) -> any RecordFormat<OutputRecord>
  ) {
    rawValue = name
    self.fileExtensions = fileExtensions
    self.abilities = abilities
    self.make = make
    // Without a header the columns do not matter: shards are joined byte by byte.
    self.makeFromHeader = makeFromHeader ?? { _ in make(Layout(columnCount: 0)) }
  }

  /// The formats of embeddings.
  public static let allCases: [OutputFormat] = [.npy, .jsonl, .csv, .bertJSONLines]
  /// The formats of the static table.
  public static let tables = allCases.filter { $0.abilities.contains(.vectors) } + [.word2vec]
  /// The format of an output that neither an option nor its name gives one.
  public static let standard = npy
  /// The same on a terminal.
  public static let standardOnTerminal = jsonl

  public init?(rawValue name: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
    self = format
  }

  /// Whether the file states how many rows it holds.
  public var statesCount: Bool { make(Layout(columnCount: 1)).header != nil }

  public static func == (a: OutputFormat, b: OutputFormat) -> Bool { a.rawValue == b.rawValue }
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
