import EmbeddingFormats
import Files

/// Puts shards together. The output is, byte for byte, what one run without shards would have written.
public struct JoinRun {
  private let outputs: OutputSet
  /// The rows' file first.
  private let files: [JoinedFile]

  /// A file of the whole.
  private struct JoinedFile {
    /// The shards' files that it is made of.
    let parts: [WrittenShard.File]
    let writer: RecordWriter<OutputRecord>

    /// Writes what a shard's file holds.
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
  /// - Parameter companions: the files for the companions of the whole. Each kind of `CompanionFormat.allNamed` that the shards
  ///   have needs one: without it nobody could tell which record a row belongs to. Another kind without a file is left out.
  /// - Throws: where a kind has a path and no files or files and no path, a shard's header is not the one that was written, or
  ///   an output cannot be written.
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

  /// - Throws: where a kind of companion has a path and no files, or files and no path.
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

  /// The format of files that all have the same one.
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
