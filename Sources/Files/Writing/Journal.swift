// FILE.partial.journal, a text file that is replaced as a whole:
//
//     albert-embed journal 3
//     model: ...           what the output depends on, a line each: these must be the same when it is gone on with
//     input 1: ...
//     run: records=.. input=.. ...                 how far the run has come, in its own numbers
//     file 1: body=.. bytes=.. checksum=.. header=..   how far each file has come
//     name 2: ...          where the second file is: its path, or its name if it is in FILE's directory
//     phase: writing                               or complete: the files are whole and have only to get their names
//     checksum: ...        CRC-32 of all lines before

/// How far the files of a run have come, kept beside FILE.partial so that a later run can go on from there.
public struct Journal {
  /// What the output depends on: a name and a value.
  public typealias Dependency = (name: String, value: String)

  /// How far a file has come.
  public struct FileMark: Equatable, Sendable {
    /// Where its body begins: what is before, a header, is written anew at the end.
    public var bodyStart: Int
    /// Bytes that belong to the output, header included.
    public var byteCount: Int
    /// CRC-32 of the bytes `bodyStart..<byteCount`.
    public var checksum: UInt32
    /// CRC-32 of the bytes before them, which counts where the file is complete.
    public var headerChecksum: UInt32

    public init(bodyStart: Int, byteCount: Int, checksum: UInt32, headerChecksum: UInt32) {
      self.bodyStart = bodyStart
      self.byteCount = byteCount
      self.checksum = checksum
      self.headerChecksum = headerChecksum
    }
  }

  /// Everything before it is in the files, on the disk.
  public struct Entry: Equatable, Sendable {
    /// The run's own numbers, by name: `written` records and `seconds` of work are among them.
    public var numbers: [String: Int]
    public var marks: [FileMark]
    /// Where the files are but for the first one: a path, or the name alone in the first one's directory.
    var companions: [String] = []
    public var isComplete: Bool
  }

  private static let firstLine = "albert-embed journal 3"
  /// Of the version before, which lacks the names of the files beside FILE.
  private static let earlierFirstLine = "albert-embed journal 2"
  /// What the names of dependencies begin with that a journal may lack, since earlier versions did not note them.
  public static let statusPrefix = "status of "
  /// No count of anything comes near; sums of a few cannot overflow.
  private static let largestNumber = 1 << 53

  let name: DirectoryEntry

  init(_ name: DirectoryEntry) { self.name = name }

  /// The names that writing it changes.
  var names: [DirectoryEntry] { [name, AtomicReplacement.temporaryName(of: name)] }

  func remove() { AtomicReplacement.remove(name) }

  // MARK: Writing

  func save(_ entry: Entry, dependencies: [Dependency]) throws(InputOutputError) {
    var lines = [Self.firstLine]
    lines += dependencies.map { "\($0.name): \(Self.escaped($0.value))" }
    lines.append("run: " + Self.text(entry.numbers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    for (index, mark) in entry.marks.enumerated() {
      let numbers = [
        ("body", mark.bodyStart), ("bytes", mark.byteCount), ("checksum", Int(mark.checksum)),
        ("header", Int(mark.headerChecksum)),
      ]
      lines.append("file \(index + 1): " + Self.text(numbers))
    }
    for (index, companion) in entry.companions.enumerated() {
      lines.append("name \(index + 2): \(Self.escaped(companion))")
    }
    lines.append("phase: \(entry.isComplete ? "complete" : "writing")")
    let content = Array(lines.map { "\($0)\n" }.joined().utf8)
    try AtomicReplacement.replace(name, with: content + Array("checksum: \(Self.checksum(content))\n".utf8))
  }

  private static func text(_ numbers: [(String, Int)]) -> String {
    numbers.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
  }

  /// One line, whatever the value holds, and another line for another value.
  private static func escaped(_ value: String) -> String {
    String(
      value.unicodeScalars.flatMap { scalar -> [Character] in
        switch scalar {
        case "\n": ["\\", "n"]
        case "\r": ["\\", "r"]
        case "\\": ["\\", "\\"]
        default: [Character(scalar)]
        }
      })
  }

  static func unescaped(_ value: String) -> String {
    var result = ""
    var rest = value.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let next = rest.popFirst() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      result.unicodeScalars.append(next == "n" ? "\n" : next == "r" ? "\r" : next)
    }
    return result
  }

  private static func checksum(_ content: [UInt8]) -> String {
    var crc = CRC32()
    crc.update(content)
    return hexadecimal(crc.value)
  }

  // MARK: Reading

  /// What a run that did not end left; nil where there is none.
  ///
  /// - Parameter remedy: what to do about a damaged one.
  /// - Throws: where the file cannot be read or is damaged.
  func load(
    remedy: String = "remove it and FILE.partial to begin anew"
  ) throws(InputOutputError) -> (entry: Entry, dependencies: [Dependency])? {
    guard let identity = name.identity() else { return nil }
    // A named pipe would keep who opens it waiting.
    guard identity.isRegular else { throw .failed("\(name.path): is no regular file; remove it") }
    let content = try name.content(atMost: TextFile.largestSize)
    var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.popLast() == "", let last = lines.popLast(),
      lines.first == Self.firstLine || lines.first == Self.earlierFirstLine,
      last == "checksum: \(Self.checksum(Array(content.dropLast(last.utf8.count + 1))))",
      let result = Self.parse(lines.dropFirst())
    else {
      throw .failed("\(name.path): is damaged or no journal of this version; \(remedy)")
    }
    return result
  }

  private static func parse(_ lines: ArraySlice<String>) -> (entry: Entry, dependencies: [Dependency])? {
    var dependencies: [Dependency] = []
    var entry = Entry(numbers: [:], marks: [], isComplete: false)
    var phase = ""
    for line in lines {
      // A value may begin with a mark that a character takes for a part of the blank.
      guard let colon = line.utf8.firstRange(of: ": ".utf8) else { return nil }
      let (name, value) = (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
      switch name {
      case "run":
        guard let numbers = numbers(in: value) else { return nil }
        entry.numbers = numbers
      case "file \(entry.marks.count + 1)":
        guard let numbers = numbers(in: value), let mark = FileMark(numbers) else { return nil }
        entry.marks.append(mark)
      case "name \(entry.companions.count + 2)": entry.companions.append(unescaped(value))
      case "phase": phase = value
      default: dependencies.append((name, value))
      }
    }
    entry.isComplete = phase == "complete"
    return phase == "complete" || phase == "writing" ? (entry, dependencies) : nil
  }

  private static func numbers(in text: String) -> [String: Int]? {
    var numbers: [String: Int] = [:]
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "=")
      guard parts.count == 2, let value = Int(parts[1]), (0...largestNumber).contains(value),
        numbers.updateValue(value, forKey: String(parts[0])) == nil
      else { return nil }
    }
    return numbers
  }

  /// - Throws: where what the output depends on is not what it was, with the first difference.
  static func compare(_ before: [Dependency], with now: [Dependency]) throws(InputOutputError) {
    func refusal(_ difference: String) -> InputOutputError {
      .failed("--resume: \(difference); the run that began the output must be gone on with as it was")
    }
    for dependency in now {
      guard let earlier = before.first(where: { $0.name == dependency.name }) else {
        // Earlier versions noted no statuses, and had not all the options. Empty is what is not given.
        if dependency.name.begins(with: statusPrefix) || dependency.value.isEmpty { continue }
        throw refusal("there was no \(dependency.name)")
      }
      let value = escaped(dependency.value)
      guard earlier.value.isSame(as: value) else {
        throw refusal("\(dependency.name) was \(earlier.value), and is \(value)")
      }
    }
    for earlier in before where !now.contains(where: { $0.name == earlier.name }) {
      throw refusal("there is no \(earlier.name)")
    }
  }
}

extension Journal.FileMark {
  fileprivate init?(_ numbers: [String: Int]) {
    guard numbers.count == 4, let start = numbers["body"], let count = numbers["bytes"],
      let checksum = numbers["checksum"].flatMap({ UInt32(exactly: $0) }),
      let header = numbers["header"].flatMap({ UInt32(exactly: $0) }), start <= count
    else { return nil }
    self.init(bodyStart: start, byteCount: count, checksum: checksum, headerChecksum: header)
  }
}
