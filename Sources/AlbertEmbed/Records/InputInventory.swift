import Files

/// What is known of all inputs before the first byte is read.
struct InputInventory {
  let names: [InputName]
  /// Nil for one that cannot be read, where that concerns one record only.
  let identities: [FileIdentity?]
  /// Where standard input is read from, in bytes.
  private let startOffset: Int
  /// Whether every input is a regular file, which can be read more than once.
  let areRepeatable: Bool
  /// The part to read, where there is a shard.
  let part: Range<Int>?
  /// Bytes that are to be read, where that is known.
  let byteCount: Int?

  /// Inputs that a journal lists by themselves; of the others it holds one fingerprint.
  private static let listedInputs = 100

  /// - Parameter passesUnreadable: whether an input that cannot be read is a record that fails, and no more.
  /// - Throws: where an input is missing, unreadable or a directory, or a shard of a pipe is wanted.
  init(_ names: [InputName], passesUnreadable: Bool = false, shard: Shard? = nil) throws(InputOutputError) {
    self.names = names
    var identities: [FileIdentity?] = []
    var total: Int? = 0
    var startOffset = 0
    for input in names {
      do {
        let (identity, byteCount) = try Self.inspect(input)
        identities.append(identity)
        if let known = total, let byteCount { total = known + byteCount } else { total = nil }
        if input == .standardInput, let byteCount { startOffset = identity.size - byteCount }
      } catch  where passesUnreadable && input != .standardInput {
        identities.append(nil)
      }
    }
    self.identities = identities
    self.startOffset = startOffset
    areRepeatable = identities.allSatisfy { $0?.isRegular ?? true }
    if let shard {
      guard let total else { throw .failed("--shard: an input is a pipe, whose size is not known; name files") }
      let part = shard.byteRange(of: total)
      self.part = part
      byteCount = min(total, part.upperBound) - part.lowerBound
    } else {
      part = nil
      byteCount = total
    }
  }

  /// What an input is, and its bytes where they can be known.
  private static func inspect(_ input: InputName) throws(InputOutputError) -> (FileIdentity, byteCount: Int?) {
    // A named pipe is opened once only: its writer would take a second time for the end of all reading.
    if case .path(let path) = input, let identity = FileIdentity(path: path), !identity.isRegular,
      !identity.isDirectory
    {
      guard isAccessible(path, R_OK) else { throw .system(path, "read") }
      return (identity, nil)
    }
    let file = try InputFile(input)
    return (file.identity, file.byteCount)
  }

  /// The inputs, which no output may destroy.
  func add(to reads: inout ReadFiles) {
    for (name, identity) in zip(names, identities) { reads.add(name.description, identity, as: "an input") }
  }

  /// What tells an input from a changed one, for the journal.
  var dependencies: [Journal.Dependency] {
    let states = zip(names, identities).map { name, identity in
      let start = name == .standardInput && startOffset > 0 ? ", from byte \(startOffset) on" : ""
      return "\(name.description), \(identity?.description ?? "cannot be read")\(start)"
    }
    var dependencies: [Journal.Dependency] = [("number of inputs", String(names.count))]
    for (number, state) in states.prefix(Self.listedInputs).enumerated() {
      dependencies.append(("input \(number + 1)", state))
    }
    if states.count > Self.listedInputs {
      var fingerprint = Fingerprint()
      for state in states.dropFirst(Self.listedInputs) { fingerprint.add("\(state)\n") }
      dependencies.append(("fingerprint of the other inputs", fingerprint.description))
    }
    return dependencies
  }
}
