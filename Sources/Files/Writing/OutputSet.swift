// The states of a FILE and what lies beside it. Only the holder of FILE.partial's lock changes any of them.
//
//   FILE.partial  journal    what happened                       a new run            --resume
//   ------------  ---------  ----------------------------------  -------------------  -------------------------------
//   none, any     none       nothing; or a run ended that left   begins               begins
//                            nothing to go on from
//   as it says    writing    a run was interrupted               is refused (1)       goes on
//   whole         complete   a run was interrupted while it      is refused (1)       gives the files their names
//                            gave the files their names
//   none, empty   complete   it was interrupted after that       begins               done if FILE is what it says
//   none, empty   writing    somebody removed FILE.partial       begins               begins, and says so
//   otherwise     any        one of the two was damaged          is refused (1)       is refused
//   any           damaged                                        is refused           is refused
//
// (1) Where the work took less than `smallWork`, a new run begins: running it again costs less than asking.
//
// A journal is written when what it speaks of is on the disk, and is gone before anything that it speaks of is changed:
// a run that begins removes it before it cuts FILE.partial. At the end the files become whole under their partial names,
// the journal says complete, they get their names, FILE last, and then the journal goes. So there is no moment at which
// FILE is not what it was before or whole, or at which --resume takes one thing for another.
//
// Beside a FILE that is a part of something stands FILE.shard (`ShardNote`), which is replaced between "complete" and the names.
// Until FILE has its name the note's checksums are not those of what is there, so that nobody takes the one for the other.

/// The files that one run writes: FILE, and others beside it that belong to it.
public final class OutputSet {
  /// What a run does with what it found.
  public enum Beginning {
    /// It writes the files from their beginning.
    case anew
    /// It goes on behind what is there.
    case resumed(Journal.Entry)
    /// Everything had been written, and the files have their names now.
    case finished(Journal.Entry)
  }

  /// FILE, whatever the user named as output.
  public let main: OutputFile
  /// FILE and its companions.
  private let files: [OutputFile]
  private let companionPaths: [String]
  /// All of them, where all of them are replaced at once.
  private let partials: [PartialFile]?
  private let journal: Journal?
  private let note: ShardNote?
  private var dependencies: [Journal.Dependency] = []
  /// Whether the run can be repeated, so that a journal is worth keeping.
  public private(set) var keepsJournal = false
  /// Whether an interrupt leaves what cannot be gone on with.
  private var leavesPartial = false
  /// Whether a later run can go on from what is there.
  public private(set) var hasJournal = false

  /// Opens and locks everything.
  ///
  /// - Parameters:
  ///   - companions: files that are whole when FILE appears.
  ///   - shard: what is noted of a FILE that is a part of something.
  ///   - reads: what must not be written.
  public init(
    _ name: OutputName, companions: [String] = [], shard: [Journal.Dependency]? = nil, reads: ReadFiles
  ) throws(InputOutputError) {
    // What this run makes and nobody has written is gone again when a signal ends it, from the first moment on.
    let signals = Interruption.postpone()
    defer { Interruption.admit(signals) }
    main = try OutputFile(name, readerMayLeave: true)
    try main.refuse(reads)
    let partial = main.partial
    journal = partial.map { Journal(partialPath: $0.sink.name) }
    note = shard.flatMap { common in partial.map { ShardNote(of: $0.path, common: common) } }
    try note?.refuse(reads)
    var others: [OutputFile] = []
    for path in companions {
      let file = try Self.companion(path, besides: [main] + others)
      let taken = [journal?.path, note?.path].compactMap { $0.map(canonicalPath) }
      if let path = file.partial?.path, taken.contains(canonicalPath(path)) {
        throw .failed("\(path): would be two outputs at once")
      }
      try file.refuse(reads)
      others.append(file)
    }
    companionPaths = companions
    files = [main] + others
    Interruption.plan(saying: "", removing: files.compactMap(\.partial).filter { $0.size == 0 }.map(\.sink.name))
    let partials = files.compactMap(\.partial)
    self.partials = partials.count == files.count ? partials : nil
  }

  /// The companion with this path, and its place among the files, FILE's being 0.
  public func companion(_ path: String) -> (place: Int, file: OutputFile) {
    guard let index = companionPaths.firstIndex(of: path) else { preconditionFailure("no companion: \(path)") }
    return (index + 1, files[index + 1])
  }

  private static func companion(_ path: String, besides files: [OutputFile]) throws(InputOutputError) -> OutputFile {
    if let descriptor = namedDescriptor(path), files.contains(where: { $0.sink.descriptor == descriptor }) {
      throw .failed("\(path): would be two outputs at once")
    }
    let final = canonicalPath(try resolvedPath(path))
    let identity = FileIdentity(path: final)
    for file in files {
      let isSame =
        file.partial.map { canonicalPath($0.path) == final || canonicalPath($0.sink.name) == final } ?? false
        || identity.map { $0.isRegular && $0.isSameFile(as: file.sink.identity) } ?? false
        || identity.flatMap { identity in
          file.partial.flatMap { FileIdentity(path: $0.path)?.isSameFile(as: identity) }
        } ?? false
      guard !isSame else { throw .failed("\(path): would be two outputs at once") }
    }
    return try OutputFile(.path(path), readerMayLeave: false)
  }

  /// The file that is left when the run is interrupted.
  private var partialName: String { main.sink.name }

  // MARK: Beginning

  /// How an interrupted run can be made good.
  public enum Remedy {
    /// By going on with it; the output depends on these.
    case resuming(dependencies: () -> [Journal.Dependency])
    /// By running it again.
    case repeating
    /// By nothing: an input is a pipe. What was done is left for people to look at.
    case nothing
  }

  /// Seconds.
  private static let smallWork = 10

  /// Finds out what an earlier run left.
  ///
  /// - Parameter resumes: whether the user wants to go on with what is there.
  public func begin(_ remedy: Remedy, resumes: Bool = false) throws(InputOutputError) -> Beginning {
    guard let journal, let partials else {
      guard !resumes else {
        let name = files.first { $0.partial == nil }?.sink.name ?? ""
        throw .failed("--resume: \(name) is no file that could be gone on with")
      }
      try cut()
      return .anew
    }
    switch remedy {
    case .resuming(let dependencies):
      keepsJournal = true
      self.dependencies = dependencies()
    case .repeating: break
    case .nothing:
      guard !resumes else { throw .failed("--resume: an input is a pipe, which cannot be read again") }
      leavesPartial = true
    }
    let beginning = try beginning(journal, partials, resumes: resumes)
    switch beginning {
    case .anew:
      journal.remove()
      // Before the cut: what an earlier run left must not stay behind as an empty file.
      planInterruption()
      try cut()
    case .resumed:
      hasJournal = true
      planInterruption()
    case .finished: break
    }
    return beginning
  }

  private func beginning(
    _ journal: Journal, _ partials: [PartialFile], resumes: Bool
  ) throws(InputOutputError) -> Beginning {
    guard let (entry, before) = try journal.load() else { return .anew }
    let hasPartial = partials.contains { $0.size > 0 }
    guard resumes else {
      guard hasPartial, entry.numbers["seconds"] ?? .max >= Self.smallWork else { return .anew }
      throw .failed(
        """
        \(partialName): holds the work of an interrupted run (\(entry.numbers["written"] ?? 0) records); --resume goes on \
        with it, and removing it begins anew
        """)
    }
    if !hasPartial {
      guard entry.isComplete, (try? Journal.compare(before, with: dependencies)) != nil,
        try holdings(entry, partials) != nil
      else {
        StandardError.write(line: "\(partialName) is not there any more; beginning anew")
        return .anew
      }
    }
    try Journal.compare(before, with: dependencies)
    guard let unnamed = try holdings(entry, partials) else {
      throw .failed("\(partialName): is not what its journal says; remove it to begin anew")
    }
    if entry.isComplete {
      try name(unnamed, entry)
      return .finished(entry)
    }
    for (partial, mark) in zip(partials, entry.marks) { try partial.sink.cut(to: mark.byteCount) }
    return .resumed(entry)
  }

  /// The files that hold under their partial names what the journal says; the others, where the journal says complete, have
  /// their names already. Nil where one is neither.
  private func holdings(_ entry: Journal.Entry, _ partials: [PartialFile]) throws(InputOutputError) -> [PartialFile]? {
    guard entry.marks.count == partials.count else { return nil }
    var unnamed: [PartialFile] = []
    for (partial, mark) in zip(partials, entry.marks) {
      let size = partial.size
      if entry.isComplete, size == 0, try Self.holds(partial.path, mark, isWhole: true) { continue }
      guard size >= mark.byteCount, try Self.holds(partial.sink.name, mark, isWhole: entry.isComplete) else {
        return nil
      }
      unnamed.append(partial)
    }
    return unnamed
  }

  private static func holds(
    _ path: String, _ mark: Journal.FileMark, isWhole: Bool
  ) throws(InputOutputError) -> Bool {
    guard let identity = FileIdentity(path: path), identity.isRegular, identity.size >= mark.byteCount,
      !isWhole || identity.size == mark.byteCount
    else { return false }
    let file = try InputFile(regularFile: path)
    let header = try checksum(of: file, 0..<mark.bodyStart)
    guard !isWhole || header == mark.headerChecksum else { return false }
    return try checksum(of: file, mark.bodyStart..<mark.byteCount) == mark.checksum
  }

  /// CRC-32 of some bytes; nil where the file ends before.
  private static func checksum(of file: InputFile, _ range: Range<Int>) throws(InputOutputError) -> UInt32? {
    try file.seek(to: range.lowerBound)
    var crc = CRC32()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var left = range.count
    while left > 0 {
      let count = min(left, try file.read(into: &chunk, from: 0))
      guard count > 0 else { return nil }
      crc.update(chunk[..<count])
      left -= count
    }
    return crc.value
  }

  private func cut() throws(InputOutputError) {
    for file in files where file.partial != nil { try file.sink.cut(to: 0) }
  }

  // MARK: Under way

  /// Notes that everything before is in the files.
  ///
  /// - Parameters:
  ///   - numbers: the run's own.
  ///   - marks: one a file, FILE first. What they speak of has been written.
  public func save(_ numbers: [String: Int], marks: [Journal.FileMark]) throws(InputOutputError) {
    guard let journal, keepsJournal else { return }
    // Before the journal is there, a signal removes the files; between it and the new plan it would remove what it speaks of.
    let signals = hasJournal ? nil : Interruption.postpone()
    defer { if let signals { Interruption.admit(signals) } }
    // The journal must not survive a crash of the machine that the rows do not survive.
    for file in files { try file.sink.synchronize() }
    try journal.save(
      Journal.Entry(numbers: numbers, marks: marks, isComplete: false), dependencies: dependencies)
    if !hasJournal {
      hasJournal = true
      planInterruption()
    }
  }

  private func planInterruption() {
    if hasJournal {
      Interruption.plan(saying: "interrupted; \(partialName) is kept: the same command with --resume goes on with it")
    } else if leavesPartial {
      Interruption.plan(
        saying: "interrupted; \(partialName) is left, but an input was a pipe, so that no run can go on with it")
    } else {
      Interruption.plan(saying: "", removing: files.compactMap { $0.partial?.sink.name })
    }
  }

  // MARK: End

  /// Gives the files their names. They are whole.
  public func commit(_ numbers: [String: Int] = [:], marks: [Journal.FileMark] = []) throws(InputOutputError) {
    let partials = files.compactMap(\.partial)
    // Also those that are not replaced: what a shell opened for us is on the disk when the status says so.
    for file in files { try file.sink.finish() }
    let signals = Interruption.postpone()
    defer { Interruption.admit(signals) }
    let entry = Journal.Entry(numbers: numbers, marks: marks, isComplete: true)
    if let journal, keepsJournal, hasJournal || partials.count > 1 || note != nil {
      try journal.save(entry, dependencies: dependencies)
      hasJournal = true
      planInterruption()
    } else {
      Interruption.forget()
    }
    try name(partials, entry)
  }

  private func name(_ partials: [PartialFile], _ entry: Journal.Entry) throws(InputOutputError) {
    if keepsJournal { try note?.save(entry) }
    // FILE is the first, and gets its name last.
    for partial in partials.reversed() { try partial.commit() }
    Interruption.forget()
    journal?.remove()
    hasJournal = false
    for partial in partials { partial.unlock() }
  }

  /// Ends without a result: removes the files, unless a later run can go on with them.
  public func abandon() {
    guard !hasJournal else { return }
    for file in files { file.partial?.discard() }
    Interruption.forget()
  }
}
