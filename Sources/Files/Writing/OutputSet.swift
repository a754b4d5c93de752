import Console

// The states of a FILE and what lies beside it. Only the process that holds FILE.partial's lock changes any of them.
//
//   FILE.partial  journal    what happened                       a new run            a run that goes on
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
// (1) Where the work took less than `smallWork`, a new run begins: doing it again costs less than asking.
// (2) If it writes the same files. Otherwise it is refused.
//
// A journal is written after what it describes is on the disk, and removed before anything that it describes is changed:
// a run that begins removes the journal before it cuts FILE.partial. So at every moment FILE is the old one, missing or whole,
// and a journal never describes another file.
//
// A run that writes several files makes them appear together. FILE is the first of those that are replaced:
//
//   FILE   the others   FILE.partial  journal
//   ----   ----------   ------------  --------
//   old    old          whole         complete   All are whole under their partial names, and on the disk. A run that
//                                                nobody can go on with writes its first journal here.
//   none   old          whole         complete   Nobody can take the old rows for those of new ids.
//   none   some new     whole         complete
//   new    new          none          complete
//   new    new          none          none
//
// Each line is on the disk before the next. A run that is interrupted between them leaves no FILE, and a journal that says
// complete: the next run with the same files gives them their names.
//
// Beside a FILE that is a part of a whole stands FILE.shard (`ShardNote`), which is replaced between "complete" and the names.
// Until FILE has its name the note's checksums do not match the file that is there, so nobody joins the two.
// Names are held in open directories, and what is renamed, replaced or removed is the file that was opened (`PartialFile`).

/// The files that one run writes: FILE, and its companions.
public final class OutputSet {
  /// How a run begins, which depends on the files that an earlier one left.
  public enum Beginning {
    /// It writes the files from their beginning.
    case anew
    /// It writes after the bytes that the entry describes.
    case resumed(Journal.Entry)
    /// An earlier run had written everything, and the files have their names now.
    case finished(Journal.Entry)
  }

  /// The remedy for a run that is interrupted.
  public enum Remedy {
    /// A later run can go on with it.
    case resuming(Resumption)
    /// The user can repeat it.
    case repeating
    /// Nothing, for this reason ("an input was a pipe"). What it wrote is left for people to look at.
    case nothing(because: String)
  }

  /// FILE: the output that the user named.
  public var main: OutputFile { files[0] }
  /// FILE and its companions.
  private var files: [OutputFile]
  private let names: [OutputName]
  private let places: [OutputPlace]
  /// Those of the outputs that are not replaced, nil for the others.
  private let streams: [OutputFile?]
  private var uses: FileUses
  private let note: ShardNote?
  private var remedy = Remedy.repeating
  private var resumption: Resumption? { if case .resuming(let resumption) = remedy { resumption } else { nil } }
  /// The attributes of the run, for the journal.
  private var attributes: [Journal.Attribute] = []
  /// Whether a journal describes the files.
  private var hasJournal = false
  private var phase = Phase.working

  private enum Phase {
    case working
    /// Everything was written, and cannot be repeated. From here on nothing is removed.
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
  ///   - shard: the attributes for the note beside a shard; nil where FILE is not a shard.
  ///   - reads: files that must not be written.
  /// - Throws: where a file cannot be written, or could not get its name in the end.
  public init(
    _ name: OutputName, companions: [String] = [], shard: [Journal.Attribute]? = nil, reads: ReadFiles
  ) throws(InputOutputError) {
    names = [name] + companions.map { .path($0) }
    var uses = try FileUses(reads)
    var places: [OutputPlace] = []
    for name in names {
      let place = try OutputPlace(name)
      try place.add(to: &uses)
      places.append(place)
    }
    if let shard, case .file(let target) = places[0] {
      let note = ShardNote(of: target, attributes: shard)
      for name in note.names { try uses.write(name) }
      try note.checkReplaced()
      self.note = note
    } else {
      note = nil
    }
    (self.places, self.uses) = (places, uses)
    var streams: [OutputFile?] = []
    for (index, place) in places.enumerated() {
      // Opening a named pipe waits for its reader; meanwhile a signal may end the run.
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
    // A signal that comes after this removes the empty files that this run makes.
    let signals = Interruption.block()
    defer { Interruption.restore(signals) }
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

  /// - Throws: where writing the files would destroy one of these, which the caller learned of after `init`.
  public func refuse(_ reads: ReadFiles) throws(InputOutputError) { try uses.refuse(reads) }

  /// Reserves the name of another file, which the run will write when these are whole.
  ///
  /// - Throws: where that is a file that the run reads, or writes already, or that could not get its name.
  public func reserve(_ name: OutputName) throws(InputOutputError) { try OutputPlace(name).add(to: &uses) }

  /// The companion with this path, and its index among the files; FILE has index 0.
  public func companion(_ path: String) -> (index: Int, file: OutputFile) {
    let index = names.indices.dropFirst().first { names[$0].description.isSame(as: path) }
    guard let index else { preconditionFailure("no companion: \(path)") }
    return (index, files[index])
  }

  /// The name of an output that is written in place, such as a pipe. A run with such an output cannot be resumed.
  public var unreplacedName: String? { files.first { $0.partial == nil }?.sink.name }

  /// Whether a later run can go on with this one.
  public var keepsJournal: Bool { resumption != nil }

  /// The files that are replaced, FILE first.
  private var partials: [PartialFile] { files.compactMap(\.partial) }

  /// The file that an interrupted run leaves.
  private var partialName: String { partials.first?.sink.name ?? "" }

  /// The paths of the files after the first one, as the journal keeps them.
  private var companions: [String] {
    guard let first = partials.first?.target else { return [] }
    return partials.dropFirst().map { partial in
      partial.target.isInSameDirectory(as: first) ? partial.target.name : canonicalPath(partial.target.path)
    }
  }

  // MARK: Beginning

  /// Seconds.
  private static let smallWork = 10

  /// Finds the files that an earlier run left, and prepares the files for writing.
  ///
  /// - Throws: where an earlier run left work that is worth keeping, or that this run cannot resume.
  public func begin(_ remedy: Remedy) throws(InputOutputError) -> Beginning {
    if unreplacedName == nil { self.remedy = remedy }
    attributes = resumption?.attributes() ?? []
    for partial in partials { try partial.journal.checkTemporary() }
    let beginning = try resumption?.goesOn == true ? goOn() : .anew
    switch beginning {
    case .anew:
      try clearAway()
      for partial in partials { partial.journal.remove() }
      // This comes before the files are cut: an interrupt after the cut must remove them, or they would stay as empty files.
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
    guard let resumption, let (entry, earlier) = try partials.first?.journal.load() else { return .anew }
    if partials.allSatisfy({ $0.size == 0 }) {
      guard entry.isComplete, (try? resumption.check(earlier, attributes, entry)) != nil, try unnamed(entry) != nil
      else {
        StandardError.write(line: "\(partialName) is not there any more; beginning anew")
        return .anew
      }
    }
    try resumption.check(earlier, attributes, entry)
    guard let unnamed = try unnamed(entry) else { throw damage }
    if entry.isComplete {
      try name(unnamed, entry, note)
      return .finished(entry)
    }
    for (partial, mark) in zip(partials, entry.marks) { try partial.sink.cut(to: mark.byteCount) }
    return .resumed(entry)
  }

  /// Finishes the work of a run that was interrupted while it gave the files their names.
  ///
  /// - Throws: where another interrupted run left work that is worth keeping.
  private func clearAway() throws(InputOutputError) {
    for (index, partial) in partials.enumerated() {
      guard let (entry, earlier) = try partial.journal.load() else { continue }
      let hasWork = index == 0 ? partials.contains { $0.size > 0 } : partial.size > 0
      guard entry.isComplete, partial.size > 0 else {
        if hasWork, entry.seconds ?? .max >= Self.smallWork { throw interruptedWork(in: partial, entry) }
        continue
      }
      // A journal of version 2 lacks the names; then the content decides.
      let isOurs =
        index == 0 && entry.marks.count == partials.count
        && (entry.companions.isEmpty || entry.companions.elementsEqual(companions) { $0.isSame(as: $1) })
      guard isOurs else { throw unnamedFiles(of: partial, entry) }
      guard let unnamed = try unnamed(entry) else { throw damage }
      try name(unnamed, entry, note?.ofRun(earlier))
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
    let amount = entry.seconds.map { " (\($0) seconds)" } ?? ""
    let advice = resumption?.advice ?? "the command that began it can go on with it"
    return .failed(
      "\(partial.sink.name): holds the work of an interrupted run\(amount); \(advice); remove it to begin anew")
  }

  private func unnamedFiles(of partial: PartialFile, _ entry: Journal.Entry) -> InputOutputError {
    let files = ([partial.target.name] + entry.companions).joined(separator: ", ")
    return .failed(
      """
      \(partial.sink.name): a run was interrupted while it gave its files their names (\(files)); a run that writes \
      the same files does the rest; remove it to begin anew
      """)
  }

  /// The files that still must get their names: each has, under its partial name, the bytes that the journal describes. If the
  /// journal says complete, the other files have their names already. Nil if a file is in neither state.
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

  /// Saves the state of the files in the journal.
  ///
  /// - Parameters:
  ///   - numbers: the run's own numbers.
  ///   - seconds: the time that the work took so far.
  ///   - marks: a mark for each file, FILE first. The bytes that they describe have been written.
  public func save(_ numbers: [String: Int], seconds: Int, marks: [Journal.FileMark]) throws(InputOutputError) {
    guard keepsJournal else { return }
    // Until there is a journal, a signal removes the files. It must not come between the first journal and the new plan.
    let signals = hasJournal ? nil : Interruption.block()
    defer { if let signals { Interruption.restore(signals) } }
    // A crash of the machine must not leave the journal without the rows.
    for file in files { try file.sink.synchronize() }
    try write(
      Journal.Entry(numbers: numbers, seconds: seconds, marks: marks, companions: companions, isComplete: false))
    if signals != nil { planInterruption() }
  }

  private func write(_ entry: Journal.Entry) throws(InputOutputError) {
    // If FILE.partial belongs to another run by now, so does the journal.
    for partial in partials { try partial.checkInPlace() }
    try partials.first?.journal.save(entry, attributes: attributes)
    hasJournal = true
  }

  private func planInterruption() {
    if hasJournal, let resumption {
      Interruption.plan(saying: "interrupted; \(partialName) is kept: \(resumption.advice)")
    } else if case .nothing(let reason) = remedy {
      Interruption.plan(saying: "interrupted; \(partialName) is left, but \(reason), so no run can go on with it")
    } else {
      Interruption.plan(saying: "", removing: partials.map(\.removal))
    }
  }

  // MARK: End

  /// Gives the files their names. All of them must be whole.
  ///
  /// - Parameters:
  ///   - numbers: the run's own numbers, for the journal.
  ///   - seconds: the time that the run took.
  ///   - marks: a mark for each file, FILE first. They are needed if several files are written, or a journal is kept.
  /// - Throws: where a file cannot get its name, or gets it in a directory that its path no longer leads to.
  public func commit(
    _ numbers: [String: Int] = [:], seconds: Int? = nil, marks: [Journal.FileMark] = []
  ) throws(InputOutputError) {
    if case .nothing = remedy { phase = .ending }
    // All outputs, also one that the shell opened, are on the disk when the program ends with status 0.
    for file in files { try file.sink.finish() }
    phase = .whole
    let signals = Interruption.block()
    defer { Interruption.restore(signals) }
    Interruption.forget()
    let replaced = zip(files, marks).filter { $0.0.partial != nil }.map(\.1)
    let entry = Journal.Entry(
      numbers: numbers, seconds: seconds, marks: replaced, companions: companions, isComplete: true)
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
  /// - Returns: the error, with what the user can do about the files that were kept.
  public func abandon<Failure: Error>(_ error: Failure) -> Failure {
    let isInPlace = partials.allSatisfy { $0.isCommitted || $0.isInPlace }
    if phase == .working, !hasJournal || !isInPlace {
      for partial in partials { partial.discard() }
    }
    Interruption.forget()
    guard isInPlace, let advice, case .failed(let problem)? = error as? InputOutputError else { return error }
    return InputOutputError.failed("\(problem); \(advice)") as? Failure ?? error
  }

  /// What the user can do after a failure; nil where no file is kept.
  private var advice: String? {
    switch phase {
    case _ where partials.isEmpty, .working where !hasJournal, .named: return nil
    case _ where hasJournal:
      let next = resumption?.advice ?? "the next run that writes the same files gives it its name"
      return "\(partialName) is kept: \(next)"
    case .whole: return "\(partialName) is whole: rename it"
    case .working, .ending: return "\(partialName) is kept"
    }
  }
}
