import EmbeddingFormats
import Files

/// Joins shards. The output has the same bytes as the output of one run without shards.
public struct JoinRun {
  private let outputs: OutputSet
  /// The rows' file first.
  private let files: [JoinedFile]

  /// A file of the joined output.
  private struct JoinedFile {
    /// The shards' files that it is made of, in order.
    let parts: [WrittenShard.File]
    let writer: RecordWriter<OutputRecord>

    /// Appends the body of a shard's file.
    func append(part index: Int) throws(InputOutputError) {
      let part = parts[index]
      let before = writer.counts
      var adding = part.counts
      try part.readBody(in: writer.format) { (bytes, offset) throws(InputOutputError) in
        let piece = ShardPiece(bytes: bytes, offset: offset, isOfFirstShard: index == 0, before: before)
        try writer.join(piece, adding: adding)
        adding = OutputCounts()
      }
    }
  }

  /// Checks and opens everything.
  ///
  /// - Parameter companions: the paths of the joined companions. Each kind of `CompanionFormat.allNamed` that the shards have needs
  ///   a path: without the companion nobody could tell which record a row belongs to. Other kinds are joined only if they have a
  ///   path.
  /// - Throws: where a path is given for a kind that the shards do not have, a path is missing, a shard's header is not the one that
  ///   was written, or an output cannot be written.
  public init(
    _ sequence: ShardSet, to output: OutputName, companions: [CompanionFormat: String] = [:]
  ) throws(InputOutputError) {
    let shards = sequence.shards
    try Self.check(companions, of: shards[0])
    var sources = [
      (parts: shards.map(\.rows), format: try Self.format(of: shards.map(\.rows), sequence.format.makeFromHeader))
    ]
    for kind in sequence.companionKinds where companions[kind] != nil {
      let parts = shards.compactMap { $0.companion(kind) }
      sources.append((parts, try Self.format(of: parts, kind.makeFromHeader)))
    }
    let paths = shards[0].companions.compactMap { companions[$0.format] }
    let outputs = try OutputSet(output, companions: paths, reads: Self.reads(of: shards))
    self.outputs = outputs
    _ = try outputs.begin(.repeating)
    let opened = [outputs.main] + paths.map { outputs.companion($0).file }
    let known = shards.reduce(OutputCounts()) { $0 + $1.rows.counts }
    var files: [JoinedFile] = []
    for ((parts, format), file) in zip(sources, opened) {
      files.append(
        JoinedFile(parts: parts, writer: try RecordWriter(format, to: file, beginning: .joinedShards, known: known)))
    }
    self.files = files
  }

  /// - Throws: where a path is given for a kind of companion that the shards do not have, or a path is missing.
  private static func check(_ paths: [CompanionFormat: String], of shard: WrittenShard) throws(InputOutputError) {
    for kind in CompanionFormat.allNamed {
      let hasFile = shard.companion(kind) != nil
      guard hasFile != (paths[kind] != nil) else { continue }
      throw .failed(
        hasFile
          ? "\(shard.path): has \(kind.name) beside its rows; name a file for all \(kind.name) with --\(kind.name)"
          : "--\(kind.name): \(shard.path) was made without --\(kind.name)")
    }
  }

  /// The format of some files, made from the header of the first.
  ///
  /// - Throws: where a header is not the one that was written.
  private static func format(
    of files: [WrittenShard.File], _ make: ([UInt8]) -> (any RecordFormat<OutputRecord>)?
  ) throws(InputOutputError) -> any RecordFormat<OutputRecord> {
    guard let format = make(try files[0].header()) else { throw files[0].wrongHeader }
    for file in files { try file.check(format) }
    return format
  }

  private static func reads(of shards: [WrittenShard]) -> ReadFiles {
    var reads = ReadFiles()
    for shard in shards {
      for file in [shard.rows] + shard.companions.map(\.file) { reads.add(file.path, file.identity, as: "a shard") }
      reads.add(path: shard.notePath, as: "a shard's note")
    }
    return reads
  }

  public func run() throws(InputOutputError) {
    do {
      for index in files[0].parts.indices {
        for file in files { try file.append(part: index) }
      }
      for file in files.reversed() { try file.writer.finish() }
      try outputs.commit(marks: files.map(\.writer.mark))
    } catch {
      throw outputs.abandon(error)
    }
  }
}
