/// A format for rows as the user chooses it: its name, what it can hold, and how to make it for a run. `RecordFormat` says how to
/// add one.
public struct OutputFormat: Sendable, Hashable, RawRepresentable, CaseIterable {
  /// What a format can hold besides numbers, and whether it is text.
  public struct Abilities: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Records' identifiers.
    public static let ids = Abilities(rawValue: 1)
    /// Records' texts.
    public static let texts = Abilities(rawValue: 2)
    /// The passage, word or token of each row, at those levels.
    public static let labels = Abilities(rawValue: 4)
    /// Rows that are mixed, pooled, projected or normalized. A format without it holds the layers of tokens as they are.
    public static let vectors = Abilities(rawValue: 8)
    /// Elements of another type than float32.
    public static let elementTypes = Abilities(rawValue: 16)
    /// The layers' numbers, as the user typed them.
    public static let layerNumbers = Abilities(rawValue: 32)
    /// The bytes are not text, so a terminal cannot show them.
    public static let binary = Abilities(rawValue: 64)
  }

  /// The layout of a run's rows.
  public struct Layout {
    /// The number of columns of a row.
    public var columnCount: Int
    /// The names of the equal parts of a row, where it has several.
    public var partNames: [String] = []
    /// The name of each column; nil for embeddings.
    public var labels: LabelColumns?
    /// The numbers of the layers that a row holds side by side, as the user typed them.
    public var layerIndices: [Int] = []
    public var elementType = OutputElementType.float32
    public var hasIDs = false
    public var hasTexts = false
    /// Whether a record's rows are its words or tokens.
    public var labelsRows = false
    /// Whether a record's rows are its passages.
    public var hasPassages = false
    /// What the rows depend on besides their keys; empty where the output does not keep keys.
    public var rowIdentity: [UInt8] = []
    /// Returns the names of all rows of the static table.
    public var rowNames: () -> [String] = { [] }

    public init(columnCount: Int) { self.columnCount = columnCount }
  }

  /// Its name for `--format`.
  public let rawValue: String
  /// Its extensions in lower case. An extension that several formats have names the first of them in the list.
  public let fileExtensions: [String]
  public let abilities: Abilities
  /// Its description for the manual page.
  public let notes: String
  /// Makes the format for rows of a layout.
  public let make: @Sendable (Layout) -> any RecordFormat<OutputRecord>
  /// Makes the format of a shard from the shard's header; nil where this program does not write such a header. Formats without a
  /// header are given an empty one.
  public let makeFromHeader: @Sendable ([UInt8]) -> (any RecordFormat<OutputRecord>)?

  /// - Parameter makeFromHeader: a format with a header must give it.
  init(
    _ name: String, fileExtensions: [String], abilities: Abilities, notes: String,
    makeFromHeader: (@Sendable ([UInt8]) -> (any RecordFormat<OutputRecord>)?)? = nil,
    make: @escaping @Sendable (Layout) -> any RecordFormat<OutputRecord>
  ) {
    rawValue = name
    self.fileExtensions = fileExtensions
    self.abilities = abilities
    self.notes = notes
    self.make = make
    // Shards without a header are joined byte by byte, so their layout does not matter.
    self.makeFromHeader = makeFromHeader ?? { _ in make(Layout(columnCount: 0)) }
  }

  /// The formats of embeddings.
  public static let allCases: [OutputFormat] = [.npy, .jsonl, .csv, .bertJSONLines]
  /// The formats of the static table.
  public static let tables = allCases.filter { $0.abilities.contains(.vectors) } + [.word2vec]
  /// The format where neither an option nor the output's name chooses one.
  public static let standard = npy
  /// The same for a terminal.
  public static let standardOnTerminal = jsonl

  public init?(rawValue name: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
    self = format
  }

  /// Whether its files state the number of their rows.
  public var statesCount: Bool { make(Layout(columnCount: 1)).header != nil }

  public static func == (a: OutputFormat, b: OutputFormat) -> Bool { a.rawValue == b.rawValue }
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
