#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// FILE.partial.journal, a text file that is replaced as a whole:
//
//     albert-embed journal 1
//     model: ...           what the output depends on, a line each: these must be the same when it is gone on with
//     option --pooling: ...
//     input 1: ...
//     state: records=.. input=.. offset=.. line=.. bytes=.. ...

/// How far an output has come, kept beside FILE.partial so that a later run can go on from there.
struct ResumeJournal {
  /// What the output depends on: a name and a value.
  typealias Dependency = (name: String, value: String)

  /// Between two windows: everything before is in FILE.partial.
  struct State: Equatable {
    var position = ReaderPosition()
    /// Bytes and rows of FILE.partial.
    var bytes = 0
    var rows = 0
    /// Bytes of the row offsets' file.
    var offsetBytes = 0
    var counts = RunCounts()
  }

  private static let firstLine = "albert-embed journal 1"

  let path: String
  private let dependencies: [Dependency]

  init(partialPath: String, dependencies: [Dependency]) {
    path = "\(partialPath).journal"
    // A line each, whatever the values hold.
    self.dependencies = dependencies.map { ($0.name, String($0.value.map { $0.isNewline ? " " : $0 })) }
  }

  func save(_ state: State) throws(InputOutputError) {
    var lines = [Self.firstLine]
    lines += dependencies.map { "\($0.name): \($0.value)" }
    lines.append("state: " + Self.fields.map { "\($0.name)=\(state[keyPath: $0.path])" }.joined(separator: " "))
    try TextFile.replace(path, with: lines.joined(separator: "\n") + "\n")
  }

  /// The state that an interrupted run left; nil where it left none.
  ///
  /// - Throws: where that run was another one, with what differs.
  func load() throws(InputOutputError) -> State? {
    guard let content = TextFile.read(path) else { return nil }
    var lines = content.split(separator: "\n").map(String.init)
    guard lines.count >= 2, lines.removeFirst() == Self.firstLine, let state = Self.parse(lines.removeLast()) else {
      throw .failed("\(path): is no journal of this program; remove it and FILE.partial to begin anew")
    }
    let previous = lines.map { line -> Dependency in
      guard let colon = line.firstRange(of: ": ") else { return (line, "") }
      return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
    }
    for dependency in dependencies {
      guard let before = previous.first(where: { $0.name == dependency.name }) else {
        throw refusal("there was no \(dependency.name)")
      }
      guard before.value == dependency.value else {
        throw refusal("\(dependency.name) was \(before.value), and is \(dependency.value)")
      }
    }
    for before in previous where !dependencies.contains(where: { $0.name == before.name }) {
      throw refusal("there is no \(before.name)")
    }
    return state
  }

  private func refusal(_ difference: String) -> InputOutputError {
    .failed("--resume: \(difference); the run that began the output must be gone on with as it was")
  }

  func remove() { unlink(path) }

  // MARK: State line

  private static var fields: [(name: String, path: WritableKeyPath<State, Int>)] {
    [
      ("records", \.position.records), ("input", \.position.input), ("offset", \.position.offset),
      ("line", \.position.line), ("bytes", \.bytes), ("rows", \.rows), ("offset-bytes", \.offsetBytes),
      ("written", \.counts.records), ("tokens", \.counts.tokens), ("truncated", \.counts.truncatedRecords),
      ("replaced", \.counts.replacedBytes), ("null", \.counts.nullRecords),
    ]
  }

  private static func parse(_ line: String) -> State? {
    guard line.hasPrefix("state: ") else { return nil }
    let words = line.dropFirst("state: ".count).split(separator: " ")
    guard words.count == fields.count else { return nil }
    var state = State()
    for (word, field) in zip(words, fields) {
      let parts = word.split(separator: "=")
      guard parts.count == 2, parts[0] == field.name, let value = Int(parts[1]), value >= 0 else { return nil }
      state[keyPath: field.path] = value
    }
    return state
  }
}
