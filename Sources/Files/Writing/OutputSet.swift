// The states of a FILE and what lies beside it. Only the holder of FILE.partial's lock changes any of them.
//
//   FILE.partial  journal    what happened                       a new run            --resume
//   ------------  ---------  ----------------------------------  -------------------  -------------------------------
//   none, any     none       nothing; or a run ended that left   begins               begins
//                            nothing to go on from
//   as it says    writing    a run was interrupted               is refused (1)       goes on
//   whole         complete   a run was interrupted while it      gives the files      gives the files their names
//                            gave the files their names          their names, and
//                                                                then begins (2)
//   none, empty   complete   it was interrupted after that       begins               done if FILE is what it says
//   none, empty   writing    somebody removed FILE.partial       begins               begins, and says so
//   otherwise     any        one of the two was damaged          is refused (1)       is refused
//   any           damaged                                        is refused           is refused
//
// (1) Where the work took less than `smallWork`, a new run begins: running it again costs less than asking.
// (2) If it writes the same files. Otherwise it is refused.
//
// A journal is written when what it speaks of is on the disk, and is gone before anything that it speaks of is changed:
// a run that begins removes it before it cuts FILE.partial. So there is no moment at which FILE is not what it was before,
// not there, or whole, or at which --resume takes one thing for another.
//
// A run that writes several files makes them appear together. FILE is the first of those that are replaced:
//
//   FILE   the others   FILE.partial  journal
//   ----   ----------   ------------  --------
//   old    old          whole         complete   All are whole under their partial names, and on the disk. A run that
//                                                cannot be gone on with keeps a journal from here on.
//   none   old          whole         complete   Nobody can take the old rows for those of new ids.
//   none   some new     whole         complete
//   new    new          none          complete
//   new    new          none          none
//
// Each line is on the disk before the next. Who is interrupted on the way leaves no FILE, and a journal that says complete:
// the next run with the same files gives them their names.
//
// Beside a FILE that is a part of something stands FILE.shard (`ShardNote`), which is replaced between "complete" and the names.
// Until FILE has its name the note's checksums are not those of what is there, so that nobody takes the one for the other.
//
// Names are held in open directories, and what is renamed, replaced or removed is the file that was opened (`PartialFile`).

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
  public var main: OutputFile { files[0] }
  /// FILE and its companions.
  private var files: [OutputFile]
  private let names: [OutputName]
  private let places: [OutputPlace]
  /// Those of the outputs that are not replaced, nil for the others.
  private let streams: [OutputFile?]
  private let uses: FileUses
  private let note: ShardNote?
  private var dependencies: [Journal.Dependency] = []
  /// Whether the run can be repeated, so that a journal is worth keeping.
  public private(set) var keepsJournal = false
  /// Whether an interrupt leaves what cannot be gone on with.
  private var leavesPartial = false
  /// Whether a journal speaks of what is there.
  private var hasJournal = false
  private var phase = Phase.working

  private enum Phase {
    case working
    /// Everything was written, and cannot be repeated; nothing is removed any more.
    case ending
    /// Everything is on the disk.
    case whole
    /// The files have their names.
    case named
  }

  /// Opens and locks everything.
  ///
  /// - Parameters:
  ///   - companions: files that are whole when FILE appears.
  ///   - shard: what is noted of a FILE that is a part of something.
  ///   - reads: what must not be written.
  /// - Throws: where a file cannot be written, or could not get its name in the end.
  public init(
    _ name: OutputName, companions: [String] = [], shard: [Journal.Dependency]? = nil, reads: ReadFiles
  ) throws(InputOutputError) {
    names = [name] + companions.map { .path($0) }
    var uses = try FileUses(reads)
    var places: [OutputPlace] = []
    for name in names {
      let place = try OutputPlace(name)
      try place.tell(&uses)
      places.append(place)
    }
    if let shard, case .file(let target) = places[0] {
      let note = ShardNote(of: target, common: shard)
      for name in note.names { try uses.write(name) }
      try note.checkReplaced()
      self.note = note
    } else {
      note = nil
    }
    (self.places, self.uses) = (places, uses)
    var streams: [OutputFile?] = []
    for (index, place) in places.enumerated() {
      // A named pipe that nobody reads keeps the run waiting, which a signal may end.
      if case .file = place {
        streams.append(nil)
      } else {
        streams.append(try OutputFile(place, readerMayLeave: index == 0))
      }
    }
    self.streams = streams
    files = []
    try openPartials()
  }

  deinit { Interruption.forget() }

  /// Opens the files that are replaced.
  private func openPartials() throws(InputOutputError) {
    // What this run makes and nobody has written is gone again when a signal ends it, from the first moment on.
    let signals = Interruption.postpone()
    defer { Interruption.admit(signals) }
    files = []
    for (index, place) in places.enumerated() {
      if let stream = streams[index] {
        files.append(stream)
      } else {
        files.append(try OutputFile(place, readerMayLeave: index == 0))
      }
    }
    Interruption.plan(saying: "", removing: partials.filter { $0.size == 0 }.map(\.removal))
  }

  /// - Throws: where writing the files would destroy one that is read, as was not known before.
  public func refuse(_ reads: ReadFiles) throws(InputOutputError) { try uses.refuse(reads) }

  /// The companion with this path, and its place among the files, FILE's being 0.
  public func companion(_ path: String) -> (place: Int, file: OutputFile) {
    let index = names.indices.dropFirst().first { names[$0].description.isSame(as: path) }
    guard let index else { preconditionFailure("no companion: \(path)") }
    return (index, files[index])
  }

  /// Those that are replaced, FILE first.
  private var partials: [PartialFile] { files.compactMap(\.partial) }

  /// The file that is left when the run is interrupted.
  private var partialName: String { partials.first?.sink.name ?? "" }

  /// Where the files are but for the first one, as the journal keeps it.
  private var companions: [String] {
    guard let first = partials.first?.target else { return [] }
    return partials.dropFirst().map { partial in
      partial.target.isInSameDirectory(as: first) ? partial.target.name : canonicalPath(partial.target.path)
    }
  }

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
    if let file = files.first(where: { $0.partial == nil }) {
      guard !resumes else { throw .failed("--resume: \(file.sink.name) is no file that could be gone on with") }
    } else {
      switch remedy {
      case .resuming(let dependencies):
        keepsJournal = true
        self.dependencies = dependencies()
      case .repeating: break
      case .nothing:
        guard !resumes else { throw .failed("--resume: an input is a pipe, which cannot be read again") }
        leavesPartial = true
      }
    }
    let beginning = try resumes ? goOn() : .anew
    switch beginning {
    case .anew:
      try clearAway()
      for partial in partials { partial.journal.remove() }
      // Before the cut: what an earlier run left must not stay behind as an empty file.
      planInterruption()
      for partial in partials { try partial.begin() }
    case .resumed:
      hasJournal = true
      planInterruption()
    case .finished: break
    }
    return beginning
  }

  private func goOn() throws(InputOutputError) -> Beginning {
    guard let (entry, before) = try partials.first?.journal.load() else { return .anew }
    if partials.allSatisfy({ $0.size == 0 }) {
      guard entry.isComplete, (try? Journal.compare(before, with: dependencies)) != nil, try unnamed(entry) != nil
      else {
        StandardError.write(line: "\(partialName) is not there any more; beginning anew")
        return .anew
      }
    }
    try Journal.compare(before, with: dependencies)
    guard let unnamed = try unnamed(entry) else { throw damage }
    if entry.isComplete {
      try name(unnamed, entry, note)
      return .finished(entry)
    }
    for (partial, mark) in zip(partials, entry.marks) { try partial.sink.cut(to: mark.byteCount) }
    return .resumed(entry)
  }

  /// Makes good what a run left that was interrupted while it gave the files their names.
  ///
  /// - Throws: where there is other work of an interrupted run that is worth keeping.
  private func clearAway() throws(InputOutputError) {
    for (index, partial) in partials.enumerated() {
      guard let (entry, before) = try partial.journal.load() else { continue }
      let hasWork = index == 0 ? partials.contains { $0.size > 0 } : partial.size > 0
      guard entry.isComplete, partial.size > 0 else {
        if hasWork, entry.numbers["seconds"] ?? .max >= Self.smallWork { throw interruptedWork(in: partial, entry) }
        continue
      }
      // Where the journal lacks the names, as that of an earlier version does, the content decides.
      let isOurs =
        index == 0 && entry.marks.count == partials.count
        && (entry.companions.isEmpty || entry.companions.elementsEqual(companions) { $0.isSame(as: $1) })
      guard isOurs else { throw unnamedFiles(of: partial, entry) }
      guard let unnamed = try unnamed(entry) else { throw damage }
      try name(unnamed, entry, note?.ofRun(before))
      let path = partial.target.path
      StandardError.write(
        line: "\(path): an earlier run was interrupted before it gave its files their names; they have them now")
      phase = .working
      try openPartials()
      break
    }
  }

  private var damage: InputOutputError {
    .failed("\(partialName): is not what its journal says; remove it to begin anew")
  }

  private func interruptedWork(in partial: PartialFile, _ entry: Journal.Entry) -> InputOutputError {
    .failed(
      """
      \(partial.sink.name): holds the work of an interrupted run (\(entry.numbers["written"] ?? 0) records); --resume \
      goes on with it, and removing it begins anew
      """)
  }

  private func unnamedFiles(of partial: PartialFile, _ entry: Journal.Entry) -> InputOutputError {
    let files = ([partial.target.name] + entry.companions).joined(separator: ", ")
    return .failed(
      """
      \(partial.sink.name): a run was interrupted while it gave its files their names (\(files)); a run that writes \
      the same files does the rest, and removing it begins anew
      """)
  }

  /// The files that hold under their partial names what the journal says; the others, where the journal says complete, have
  /// their names already. Nil where one is neither.
  private func unnamed(_ entry: Journal.Entry) throws(InputOutputError) -> [PartialFile]? {
    guard entry.marks.count == partials.count else { return nil }
    var unnamed: [PartialFile] = []
    for (partial, mark) in zip(partials, entry.marks) {
      if entry.isComplete, partial.size == 0, try partial.targetHolds(mark) { continue }
      guard try partial.holds(mark, isWhole: entry.isComplete) else { return nil }
      unnamed.append(partial)
    }
    return unnamed
  }

  // MARK: Under way

  /// Notes that everything before is in the files.
  ///
  /// - Parameters:
  ///   - numbers: the run's own.
  ///   - marks: one a file, FILE first. What they speak of has been written.
  public func save(_ numbers: [String: Int], marks: [Journal.FileMark]) throws(InputOutputError) {
    guard keepsJournal else { return }
    // Before the journal is there, a signal removes the files; between it and the new plan it would remove what it speaks of.
    let signals = hasJournal ? nil : Interruption.postpone()
    defer { if let signals { Interruption.admit(signals) } }
    // The journal must not survive a crash of the machine that the rows do not survive.
    for file in files { try file.sink.synchronize() }
    try write(Journal.Entry(numbers: numbers, marks: marks, companions: companions, isComplete: false))
    if signals != nil { planInterruption() }
  }

  private func write(_ entry: Journal.Entry) throws(InputOutputError) {
    // Another run's journal may bear the name where another file does.
    for partial in partials { try partial.checkInPlace() }
    try partials.first?.journal.save(entry, dependencies: dependencies)
    hasJournal = true
  }

  private func planInterruption() {
    if hasJournal {
      Interruption.plan(saying: "interrupted; \(partialName) is kept: the same command with --resume goes on with it")
    } else if leavesPartial {
      Interruption.plan(
        saying: "interrupted; \(partialName) is left, but an input was a pipe, so that no run can go on with it")
    } else {
      Interruption.plan(saying: "", removing: partials.map(\.removal))
    }
  }

  // MARK: End

  /// Gives the files their names. They are whole.
  ///
  /// - Parameter marks: one a file, FILE first; needed where several files are written, or a journal is kept.
  /// - Throws: where a file could not get its name, or has it in a directory that its path does not lead to any more.
  public func commit(_ numbers: [String: Int] = [:], marks: [Journal.FileMark] = []) throws(InputOutputError) {
    if leavesPartial { phase = .ending }
    // Also those that are not replaced: what a shell opened for us is on the disk when the status says so.
    for file in files { try file.sink.finish() }
    phase = .whole
    let signals = Interruption.postpone()
    defer { Interruption.admit(signals) }
    Interruption.forget()
    let replaced = zip(files, marks).filter { $0.0.partial != nil }.map(\.1)
    let entry = Journal.Entry(numbers: numbers, marks: replaced, companions: companions, isComplete: true)
    if hasJournal || partials.count > 1 || note != nil {
      precondition(replaced.count == partials.count, "a mark for each file")
      try write(entry)
    }
    try name(partials, entry, note)
    for (name, file) in zip(names, files) {
      if case .path(let path) = name { try file.partial?.checkReached(by: path) }
    }
  }

  private func name(
    _ unnamed: [PartialFile], _ entry: Journal.Entry, _ note: ShardNote?
  ) throws(InputOutputError) {
    phase = .whole
    for partial in unnamed { partial.lockReplaced() }
    for partial in unnamed { try partial.checkReady() }
    if keepsJournal { try note?.save(entry) }
    if unnamed.count > 1, unnamed.first === partials.first { unnamed.first?.removeReplaced() }
    for partial in unnamed.reversed() { try partial.commit() }
    partials.first?.journal.remove()
    (hasJournal, phase) = (false, .named)
    for partial in partials {
      partial.discard()
      partial.unlock()
    }
  }

  /// Ends without a result: removes the files, unless they are worth keeping.
  ///
  /// - Returns: the error, with what can be done about what was kept.
  public func abandon<Failure: Error>(_ error: Failure) -> Failure {
    let isInPlace = partials.allSatisfy { $0.isCommitted || $0.isInPlace }
    if phase == .working, !hasJournal || !isInPlace {
      for partial in partials { partial.discard() }
    }
    Interruption.forget()
    guard isInPlace, let remedy, case .failed(let problem)? = error as? InputOutputError else { return error }
    return InputOutputError.failed("\(problem); \(remedy)") as? Failure ?? error
  }

  /// What can be done about a failure.
  private var remedy: String? {
    switch phase {
    case _ where partials.isEmpty, .working where !hasJournal, .named: nil
    case _ where keepsJournal && hasJournal: "--resume goes on with \(partialName)"
    case .whole where hasJournal: "the next run that writes the same files gives \(partialName) its name"
    case .whole: "\(partialName) is whole: rename it"
    case .working, .ending: "\(partialName) is kept"
    }
  }
}
