#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is known of all inputs before the first byte is read.
struct InputInventory {
  /// Nil for one that cannot be read, where that concerns one record only.
  private let identities: [FileIdentity?]
  private let names: [InputName]
  /// Whether every input is a regular file, which can be read more than once.
  let areRepeatable: Bool
  /// The part to read, where there is a shard.
  let part: Range<Int>?
  /// Bytes that are to be read, where that is known.
  let byteCount: Int?

  /// - Throws: where an input is missing, unreadable or a directory, or a shard of a pipe is wanted.
  init(_ job: EmbeddingJob) throws(InputOutputError) {
    names = job.inputs
    var identities: [FileIdentity?] = []
    var total: Int? = 0
    for input in job.inputs {
      do {
        let (identity, byteCount) = try Self.inspect(input)
        identities.append(identity)
        if let known = total, let byteCount { total = known + byteCount } else { total = nil }
      } catch  where job.inputFormat == .file && job.errorPolicy == .null && input != .standardInput {
        identities.append(nil)
      }
    }
    self.identities = identities
    areRepeatable = identities.allSatisfy { $0?.isRegular ?? true }
    if let shard = job.shard {
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
      guard access(path, R_OK) == 0 else { throw .system(path, "read") }
      return (identity, nil)
    }
    let file = try InputFile(input)
    return (file.identity, file.byteCount)
  }

  /// What tells an input from a changed one, for the journal.
  var dependencies: [ResumeJournal.Dependency] {
    var dependencies: [ResumeJournal.Dependency] = [("number of inputs", String(names.count))]
    for (number, (name, identity)) in zip(names, identities).enumerated() {
      let state =
        identity.map { "\($0.size) bytes, changed at \($0.modified) ns, inode \($0.inode)" } ?? "cannot be read"
      dependencies.append(("input \(number + 1)", "\(name.description), \(state)"))
    }
    return dependencies
  }

  /// - Throws: where writing the output would destroy an input or the model.
  func check(_ output: OutputFile, isNotAnInputOf job: EmbeddingJob) throws(InputOutputError) {
    for (name, identity) in zip(names, identities) {
      if let identity, output.isSameFile(as: identity) {
        throw .failed("\(name.description): is an input and the output at once")
      }
    }
    if let model = FileIdentity(path: job.modelPath), output.isSameFile(as: model) {
      throw .failed("\(job.modelPath): is the model and the output at once")
    }
  }
}
