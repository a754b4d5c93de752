import Checkpoint

/// The prompts of a model: texts, each with a name, that it expects in front of other texts, such as one for queries and one for
/// documents.
public struct TextPrompts: Sendable, Equatable {
  public var names: [String]
  /// The prompts in UTF-8, as many as names.
  public var texts: [[UInt8]]
  /// The index of the prompt that is used where the user names none; nil for no prompt.
  public var defaultIndex: Int?
  /// Whether a prompt's tokens, and the special tokens before them, are pooled too.
  public var arePooled: Bool

  public init(names: [String] = [], texts: [[UInt8]] = [], defaultIndex: Int? = nil, arePooled: Bool = true) {
    precondition(names.count == texts.count && defaultIndex.map(names.indices.contains) ?? true)
    self.names = names
    self.texts = texts
    self.defaultIndex = defaultIndex
    self.arePooled = arePooled
  }

  /// The text of the prompt with this name; nil where there is none.
  public func text(named name: String) -> [UInt8]? { index(of: name).map { texts[$0] } }

  /// The index of the prompt whose name has the same bytes; nil where there is none.
  public func index(of name: String) -> Int? { names.firstIndex { $0.utf8.elementsEqual(name.utf8) } }
}

/// A model with prompts has two sections. "embedding-prompts" holds each name and text in UTF-8, with a zero byte after each.
/// "embedding-prompt-use" holds two u32: the number of the default prompt from 1 on, or 0; and 1 where prompts are pooled, or 0.
extension TextPrompts {
  private static let sectionName = "embedding-prompts"
  private static let useSectionName = "embedding-prompt-use"

  func add(to writer: inout CheckpointWriter) {
    guard self != TextPrompts() else { return }
    var bytes: [UInt8] = []
    for (name, text) in zip(names, texts) { bytes += Array(name.utf8) + [0] + text + [0] }
    writer.add(Self.sectionName, bytes)
    writer.add(Self.useSectionName, [UInt32(defaultIndex.map { $0 + 1 } ?? 0), arePooled ? 1 : 0])
  }

  init(checkpoint: Checkpoint) throws(CheckpointError) {
    self.init()
    guard checkpoint.hasSection(Self.sectionName) else { return }
    let strings = Array(try checkpoint.array(Self.sectionName, of: UInt8.self))
      .split(separator: 0, omittingEmptySubsequences: false).dropLast()
    let use = Array(try checkpoint.array(Self.useSectionName, of: UInt32.self))
    guard strings.count % 2 == 0, use.count == 2, Int(use[0]) <= strings.count / 2, use[1] <= 1 else {
      throw CheckpointError(
        path: checkpoint.path, field: "section '\(Self.useSectionName)'",
        problem: "is \(use); a prompt of \(strings.count / 2) or 0, and 0 or 1 were expected")
    }
    for index in stride(from: 0, to: strings.count, by: 2) {
      names.append(String(decoding: strings[index], as: UTF8.self))
      texts.append(Array(strings[index + 1]))
    }
    defaultIndex = use[0] == 0 ? nil : Int(use[0]) - 1
    arePooled = use[1] == 1
  }
}
