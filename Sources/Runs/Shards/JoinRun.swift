import EmbeddingFormats
import Files

/// Puts shards together. The output is, byte for byte, what one run without shards would have written.
public struct JoinRun {
  private let shards: [WrittenShard]
  private let outputs: OutputSet
  private let rows: EmbeddingWriter
  private let offsets: EmbeddingWriter?
  private let ids: EmbeddingWriter?

  private static let offsetsFormat = NPYFormat(elementType: .int64, columnCount: nil)

  /// Checks and opens everything.
  ///
  /// - Parameters:
  ///   - offsetsPath: the file for the offsets. Needed where the shards have offsets: without them nobody could tell which record
  ///     a row belongs to.
  ///   - idsPath: the file for the ids. Needed where the shards have ids.
  public init(
    _ sequence: ShardSequence, to output: OutputName, offsetsPath: String? = nil, idsPath: String? = nil
  ) throws(InputOutputError) {
    shards = sequence.shards
    let first = shards[0]
    for (name, file, path) in [("offsets", first.offsets, offsetsPath), ("ids", first.ids, idsPath)] {
      guard (file != nil) == (path != nil) else {
        throw .failed(
          file != nil
            ? "\(first.path): has \(name) beside its rows; name a file for all \(name) with --\(name)"
            : "--\(name): \(first.path) was made without --\(name)")
      }
    }
    let content = try Self.content(shards, sequence.format)
    for shard in shards { try shard.offsets?.check(Self.offsetsFormat) }

    var reads = ReadFiles()
    for shard in shards {
      let files = [shard.rows, shard.offsets, shard.ids].compactMap(\.self)
      for file in files { reads.add(file.path, file.identity, as: "a shard") }
      reads.add(path: shard.notePath, as: "a shard's note")
    }
    outputs = try OutputSet(output, companions: [offsetsPath, idsPath].compactMap(\.self), reads: reads)
    _ = try outputs.begin(.repeating)
    rows = try EmbeddingWriter(content, to: outputs.main, knownRowCount: shards.reduce(0) { $0 + $1.rows.rows })
    offsets = try offsetsPath.map(outputs.companion).map { [shards] (_, file) throws(InputOutputError) in
      // A shard's last number is the next shard's first.
      let count = shards.reduce(1) { $0 + ($1.offsets?.rows ?? 1) - 1 }
      return try EmbeddingWriter(.npy(Self.offsetsFormat), to: file, knownRowCount: count)
    }
    ids = try idsPath.map(outputs.companion).map { (_, file) throws(InputOutputError) in
      try EmbeddingWriter(.madeText, to: file, knownRowCount: nil)
    }
  }

  /// - Throws: where a shard's header is not the one that was written.
  private static func content(
    _ shards: [WrittenShard], _ format: OutputFormat
  ) throws(InputOutputError) -> EmbeddingWriter.Content {
    guard format.abilities.contains(.count) else { return .madeText }
    let first = shards[0].rows
    guard let format = NPYFormat(header: try first.header(), rowCount: first.rows) else {
      throw .failed("\(first.path): its header is not the one of \(first.rows) rows that was written")
    }
    for shard in shards { try shard.rows.check(format) }
    return .npy(format)
  }

  public func run() throws(InputOutputError) {
    do {
      for shard in shards {
        let firstRow = rows.rowCount
        try copy(shard.rows, to: rows)
        if let offsets { try write(shard.offsets, firstRow: firstRow, to: offsets) }
        if let ids { try copy(shard.ids, to: ids) }
      }
      try offsets?.finish()
      try ids?.finish()
      try rows.finish()
      try outputs.commit(marks: [rows, offsets, ids].compactMap { $0?.mark })
    } catch {
      throw outputs.abandon(error)
    }
  }

  private func copy(_ file: WrittenShard.File?, to writer: EmbeddingWriter) throws(InputOutputError) {
    guard let file else { return }
    var rowCount = file.rows
    try file.readBody { (bytes) throws(InputOutputError) in
      try writer.write(made: bytes, rowCount: rowCount)
      rowCount = 0
    }
  }

  /// Writes the rows at which a shard's records start in the whole. A shard's first number is the last one of the shard before.
  private func write(
    _ file: WrittenShard.File?, firstRow: Int, to offsets: EmbeddingWriter
  ) throws(InputOutputError) {
    var isShared = offsets.rowCount > 0
    try file?.readBody { (bytes) throws(InputOutputError) in
      for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 8) {
        let number = bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        if !isShared { try offsets.write(offset: firstRow &+ Int(bitPattern: UInt(number))) }
        isShared = false
      }
    }
  }
}
