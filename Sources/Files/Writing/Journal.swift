// FILE.partial.journal, a text file that is replaced as a whole:
//
//     albert-embed journal 3
//     model: ...           the run's attributes, a line each
//     input 1: ...
//     run: records=.. input=.. ...                 how far the run has come, in its own numbers
//     file 1: body=.. bytes=.. checksum=.. header=..   how far each file has come
//     name 2: ...          where the second file is: its path, or its name if it is in FILE's directory
//     phase: writing                               or complete: the files are whole and have only to get their names
//     checksum: ...        CRC-32 of all lines before

/// How far the files of a run have come, kept beside FILE.partial so that a later run can go on from there.
public struct Journal {
  /// An attribute of a run: a name and a value. This layer keeps it and does not know what it means.
  public typealias Attribute = (name: String, value: String)

  /// The state of a file: its size and checksums so far.
  public struct FileMark: Equatable, Sendable {
    /// The size of the header in bytes. The header is written again at the end.
    public var bodyStart: Int
    /// The size of the output in bytes, with its header.
    public var byteCount: Int
    /// CRC-32 of the bytes `bodyStart..<byteCount`.
    public var checksum: UInt32
    /// CRC-32 of the header, known when the file is complete.
    public var headerChecksum: UInt32

    public init(bodyStart: Int, byteCount: Int, checksum: UInt32, headerChecksum: UInt32) {
      self.bodyStart = bodyStart
      self.byteCount = byteCount
      self.checksum = checksum
      self.headerChecksum = headerChecksum
    }
  }

  /// The state of a run's files. The bytes that the marks describe are on the disk.
  public struct Entry: Equatable, Sendable {
    /// The run's own numbers, by name.
    public var numbers: [String: Int]
    /// The time that the work took so far, in seconds; nil where it was not measured.
    public var seconds: Int?
    /// A mark for each file, FILE first.
    public var marks: [FileMark]
    /// The paths of the files after the first one. A file in the directory of the first one has only its name here.
    var companions: [String] = []
    public var isComplete: Bool
  }

  private static let anyFirstLine = "albert-embed journal "
  private static let firstLine = anyFirstLine + "3"
  /// Version 2 lacks the names of the files beside FILE.
  private static let earlierFirstLine = anyFirstLine + "2"
  /// The name of the seconds in the line of the run.
  private static let secondsName = "seconds"
  /// The limit of numbers. It is far above every count, and so low that sums of a few numbers cannot overflow.
  private static let largestNumber = 1 << 53

  let name: DirectoryEntry

  init(_ name: DirectoryEntry) { self.name = name }

  /// The names that writing it changes.
  var names: [DirectoryEntry] { [name, AtomicReplacement.temporaryName(of: name)] }

  /// - Throws: where writing or removing the journal would destroy a file that bears its temporary name.
  func checkTemporary() throws(InputOutputError) {
    try AtomicReplacement.checkTemporary(of: name, beginning: Array(Self.anyFirstLine.utf8))
  }

  func remove() { AtomicReplacement.remove(name) }

  // MARK: Writing

  func save(_ entry: Entry, attributes: [Attribute]) throws(InputOutputError) {
    var lines = [Self.firstLine]
    lines += attributes.map(Self.line)
    var numbers = entry.numbers
    numbers[Self.secondsName] = entry.seconds
    lines.append("run: " + Self.text(numbers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
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

  /// An attribute as one line, whatever its value holds. Other values give other lines.
  package static func line(_ attribute: Attribute) -> String { "\(attribute.name): \(escaped(attribute.value))" }

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

  private static func unescaped(_ value: String) -> String {
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

  /// Reads what an earlier run left; nil where there is no journal.
  ///
  /// - Parameter remedy: what to do about a damaged one.
  /// - Throws: where the file cannot be read or is damaged.
  func load(
    remedy: String = "remove it and FILE.partial to begin anew"
  ) throws(InputOutputError) -> (entry: Entry, attributes: [Attribute])? {
    guard let identity = try name.fileIfPresent() else { return nil }
    // Opening a named pipe would wait for its writer.
    guard identity.isRegular else { throw .failed("\(name.path): is not a regular file; remove it") }
    let content = try name.content(atMost: TextFile.largestSize)
    var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.popLast() == "", let last = lines.popLast(),
      lines.first == Self.firstLine || lines.first == Self.earlierFirstLine,
      last == "checksum: \(Self.checksum(Array(content.dropLast(last.utf8.count + 1))))",
      let result = Self.parse(lines.dropFirst())
    else {
      throw .failed("\(name.path): is damaged, or not a journal of this version; \(remedy)")
    }
    return result
  }

  private static func parse(_ lines: ArraySlice<String>) -> (entry: Entry, attributes: [Attribute])? {
    var attributes: [Attribute] = []
    var entry = Entry(numbers: [:], seconds: nil, marks: [], isComplete: false)
    var phase = ""
    for line in lines {
      guard let (name, value) = nameAndText(of: line) else { return nil }
      switch name {
      case "run":
        guard var numbers = numbers(in: value) else { return nil }
        entry.seconds = numbers.removeValue(forKey: secondsName)
        entry.numbers = numbers
      case "file \(entry.marks.count + 1)":
        guard let numbers = numbers(in: value), let mark = FileMark(numbers) else { return nil }
        entry.marks.append(mark)
      case "name \(entry.companions.count + 2)": entry.companions.append(unescaped(value))
      case "phase": phase = value
      default: attributes.append((name, unescaped(value)))
      }
    }
    entry.isComplete = phase == "complete"
    return phase == "complete" || phase == "writing" ? (entry, attributes) : nil
  }

  /// The attribute that `line` writes; nil where a line is not one.
  package static func attribute(in line: some StringProtocol) -> Attribute? {
    nameAndText(of: line).map { ($0.name, unescaped($0.text)) }
  }

  private static func nameAndText(of line: some StringProtocol) -> (name: String, text: String)? {
    // By bytes: where a value begins with a combining mark, the blank before it and the mark are one Character.
    guard let colon = line.utf8.firstRange(of: ": ".utf8) else { return nil }
    return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
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
