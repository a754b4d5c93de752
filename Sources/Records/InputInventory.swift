import Files

/// The inputs' identities and sizes. They are found before the first byte is read.
package struct InputInventory {
  package let names: InputNames
  /// An identity for each input; nil for an input that cannot be read, which is then a record that fails.
  package let identities: [FileIdentity?]
  /// The offset at which reading of standard input begins, in bytes.
  private let startOffset: Int
  /// Whether every input is a regular file and so can be read more than once.
  package let areRepeatable: Bool
  /// The bytes of all inputs that the shard reads; nil without a shard.
  package let part: Range<Int>?
  /// The number of bytes that this run reads; nil if it is not known.
  package let byteCount: Int?
  /// The size of all inputs in bytes, also of those that a shard does not read; nil if one is a pipe.
  package let size: Int?

  /// The number of inputs that a journal lists one by one. For the others it holds one fingerprint.
  private static let listedInputs = 100
  /// The prefix of the names of attributes that hold when an input's status changed.
  package static let statusPrefix = "status of "

  /// - Parameter passesUnreadable: whether an input that cannot be read is a record that fails, and not an error.
  /// - Throws: if an input is missing, unreadable or a directory, or if a shard of a pipe is wanted.
  package init(_ names: InputNames, passesUnreadable: Bool = false, shard: Shard? = nil) throws(InputOutputError) {
    self.names = names
    var identities: [FileIdentity?] = []
    let need = names.count * MemoryLayout<FileIdentity?>.stride
    guard need < 1 << 20 || FreeMemory.has(need) else {
      throw .shortage("there is not enough memory for \(names.count) inputs")
    }
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

  /// An input's identity, and the opened input; nil for a named pipe.
  private static func inspect(_ input: InputName) throws(InputOutputError) -> (FileIdentity, (any InputSource)?) {
    // A named pipe is opened only to be read: if a reader closed it, the writer would take that for the end of all reading.
    if case .path(let path) = input, let identity = FileIdentity(path: path), !identity.isRegular,
      !identity.isDirectory
    {
      guard isAccessible(path, R_OK) else { throw .system(path, "read") }
      return (identity, nil)
    }
    let source = try openInput(input)
    return (source.identity, source)
  }

  /// Adds the inputs to the files that no output may replace.
  package func add(to reads: inout ReadFiles) {
    reads.add(inputs: names, identities)
    for (index, identity) in identities.enumerated() where identity == nil {
      if case .path(let path) = names[index] { reads.add(path: path, as: ReadFiles.input) }
    }
  }

  /// The attributes that a journal keeps to notice a changed input.
  package var attributes: [Journal.Attribute] {
    let states = names.indices.lazy.map { index in
      let start = names[index] == .standardInput && startOffset > 0 ? ", from byte \(startOffset) on" : ""
      return "\(names[index].description), \(identities[index]?.description ?? "cannot be read")\(start)"
    }
    // These are attributes of their own, since journals of version 2 lack them, and a changed status alone may be harmless.
    let statuses = names.indices.lazy.map { index in
      "\(names[index].description), \(identities[index]?.statusDescription ?? "cannot be read")"
    }
    return [("number of inputs", String(names.count))]
      + Self.list(states, as: "input", others: "fingerprint of the other inputs")
      + Self.list(statuses, as: "\(Self.statusPrefix)input", others: "\(Self.statusPrefix)the other inputs")
  }

  /// - Parameter states: a lazy collection, since there may be millions of inputs.
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
