import Files

/// What is known of all inputs before the first byte is read.
package struct InputInventory {
  package let names: InputNames
  /// Nil for one that cannot be read, where that concerns one record only.
  package let identities: [FileIdentity?]
  /// Where standard input is read from, in bytes.
  private let startOffset: Int
  /// Whether every input is a regular file, which can be read more than once.
  package let areRepeatable: Bool
  /// The part to read, where there is a shard.
  package let part: Range<Int>?
  /// Bytes that are to be read, where that is known.
  package let byteCount: Int?
  /// Bytes of all inputs, of which a shard reads a part; nil for pipes.
  package let size: Int?

  /// Inputs that a journal lists by themselves; of the others it holds one fingerprint.
  private static let listedInputs = 100
  /// What the names of attributes begin with that hold when an input's status changed.
  package static let statusPrefix = "status of "

  /// - Parameter passesUnreadable: whether an input that cannot be read is a record that fails, and no more.
  /// - Throws: where an input is missing, unreadable or a directory, or a shard of a pipe is wanted.
  package init(_ names: InputNames, passesUnreadable: Bool = false, shard: Shard? = nil) throws(InputOutputError) {
    self.names = names
    var identities: [FileIdentity?] = []
    let need = names.count * MemoryLayout<FileIdentity?>.stride
    guard need < 1 << 20 || FreeMemory.has(need) else { throw .failed("there is no memory for \(names.count) inputs") }
    identities.reserveCapacity(names.count)
    var total: Int? = 0
    var startOffset = 0
    var hasPartsOfOwn = false
    for input in names {
      do {
        let (identity, source) = try Self.inspect(input)
        identities.append(identity)
        if let known = total, let extent = source?.extent { total = known + extent } else { total = nil }
        if input == .standardInput, let extent = source?.extent { startOffset = identity.size - extent }
        if source?.isIndivisible == true { hasPartsOfOwn = true }
      } catch  where passesUnreadable && input != .standardInput {
        identities.append(nil)
      }
    }
    self.identities = identities
    self.startOffset = startOffset
    size = total
    areRepeatable = identities.allSatisfy { $0?.isRegular ?? true }
    if let shard {
      guard let total else { throw .failed("--shard: an input is a pipe, whose size is not known; name files") }
      guard !hasPartsOfOwn || names.count > 1 else {
        throw .failed(
          "--shard: \(names[0].description) is compressed, and goes to one shard as a whole; name several files")
      }
      let part = shard.byteRange(of: total)
      self.part = part
      byteCount = hasPartsOfOwn ? nil : min(total, part.upperBound) - part.lowerBound
    } else {
      part = nil
      byteCount = hasPartsOfOwn ? nil : total
    }
  }

  /// What an input is; nil for a named pipe.
  private static func inspect(_ input: InputName) throws(InputOutputError) -> (FileIdentity, (any InputSource)?) {
    // A named pipe is opened once only: its writer would take a second time for the end of all reading.
    if case .path(let path) = input, let identity = FileIdentity(path: path), !identity.isRegular,
      !identity.isDirectory
    {
      guard isAccessible(path, R_OK) else { throw .system(path, "read") }
      return (identity, nil)
    }
    let source = try openInput(input)
    return (source.identity, source)
  }

  /// The inputs, which no output may destroy.
  package func add(to reads: inout ReadFiles) {
    reads.add(inputs: names, identities)
    for (index, identity) in identities.enumerated() where identity == nil {
      if case .path(let path) = names[index] { reads.add(path: path, as: ReadFiles.input) }
    }
  }

  /// What tells an input from a changed one, for the journal.
  package var attributes: [Journal.Attribute] {
    let states = names.indices.lazy.map { index in
      let start = names[index] == .standardInput && startOffset > 0 ? ", from byte \(startOffset) on" : ""
      return "\(names[index].description), \(identities[index]?.description ?? "cannot be read")\(start)"
    }
    // Apart from the others, since journals of version 2 lack them, and a changed status alone may be harmless.
    let statuses = names.indices.lazy.map { index in
      "\(names[index].description), \(identities[index]?.statusDescription ?? "cannot be read")"
    }
    return [("number of inputs", String(names.count))]
      + Self.list(states, as: "input", others: "fingerprint of the other inputs")
      + Self.list(statuses, as: "\(Self.statusPrefix)input", others: "\(Self.statusPrefix)the other inputs")
  }

  /// - Parameter states: made one by one, of which there may be millions.
  private static func list(
    _ states: some RandomAccessCollection<String>, as name: String, others: String
  ) -> [Journal.Attribute] {
    var attributes: [Journal.Attribute] = []
    for (number, state) in states.prefix(listedInputs).enumerated() {
      attributes.append(("\(name) \(number + 1)", state))
    }
    if states.count > listedInputs {
      var fingerprint = Fingerprint()
      for state in states.dropFirst(listedInputs) { fingerprint.add("\(state)\n") }
      attributes.append((others, fingerprint.description))
    }
    return attributes
  }
}
