import Files

/// Collects sections and writes them as one checkpoint file. A section's elements are made when it is written, so that no more
/// than one tensor is in memory at a time.
public struct CheckpointWriter {
  private struct Pending {
    let name: String
    let elementType: ElementType
    let layout: TensorLayout
    let shape: [Int]
    let length: Int
    let produce: () throws -> [UInt8]
  }

  private var pending: [Pending] = []

  public init() {}

  /// Adds an array, as a section of rank 1.
  public mutating func add<Element: CheckpointElement>(_ name: String, _ elements: [Element]) {
    add(name, as: Element.self, shape: [elements.count]) { elements }
  }

  /// Adds a section whose elements `produce` makes when the section is written.
  ///
  /// - Precondition: `produce` makes as many elements as `shape` and `layout` take.
  public mutating func add<Element: CheckpointElement>(
    _ name: String, as _: Element.Type, shape: [Int], layout: TensorLayout = .rowMajor,
    produce: @escaping () throws -> [Element]
  ) {
    precondition(!name.isEmpty && name.utf8.count <= CheckpointLayout.nameSize, "section name '\(name)'")
    precondition(!pending.contains { $0.name == name }, "section '\(name)' added twice")
    precondition(shape.count <= CheckpointLayout.maximumRank && shape.allSatisfy { $0 >= 0 && $0 <= UInt32.max })
    guard let count = layout.elementCount(shape: shape) else { preconditionFailure("shape \(shape) overflows") }
    pending.append(
      Pending(
        name: name, elementType: Element.elementType, layout: layout, shape: shape,
        length: count * Element.elementType.size
      ) {
        let elements = try produce()
        precondition(elements.count == count, "section '\(name)' made \(elements.count) elements, not \(count)")
        // Every machine that Swift supports is little-endian, as the file is.
        return elements.withUnsafeBytes { Array($0) }
      })
  }

  /// Opens the file to which a checkpoint is to be written, so that a file that cannot be written is reported before the work.
  ///
  /// - Throws: `InputOutputError` where the file cannot be written, or is not a regular file.
  public static func output(_ path: String) throws(InputOutputError) -> OutputSet {
    let outputs = try OutputSet(.path(path), reads: ReadFiles())
    guard outputs.main.isReplaced else {
      throw InputOutputError.failed("\(path): is not a regular file, so it cannot be a checkpoint")
    }
    return outputs
  }

  /// Writes the file, which gets its name when it is complete.
  ///
  /// - Throws: `InputOutputError` where the file cannot be written; whatever a section's `produce` throws.
  public func write(to path: String) throws { try write(to: Self.output(path), reads: ReadFiles()) }

  /// Writes the file, which gets its name when it is complete.
  ///
  /// - Parameters:
  ///   - outputs: the file that `output` opened.
  ///   - reads: the files from which the sections are made. The checkpoint must not replace them.
  /// - Throws: `InputOutputError` where the file cannot be written, or one of `reads` has changed meanwhile; whatever a section's
  ///   `produce` throws.
  public func write(to outputs: OutputSet, reads: ReadFiles) throws {
    try outputs.refuse(reads)
    _ = try outputs.begin(.repeating)
    do {
      try writeSections { try outputs.main.sink.write($0, at: $1) }
      try reads.checkUnchanged()
      try outputs.commit()
    } catch {
      throw outputs.abandon(error)
    }
  }

  /// The sections as a checkpoint in memory, which can be read before a file is written.
  ///
  /// - Parameter path: the path that errors name.
  /// - Throws: whatever a section's `produce` throws; `CheckpointError` where there is not enough memory.
  public func checkpoint(path: String) throws -> Checkpoint {
    var file: [UInt8] = []
    try writeSections { bytes, offset in
      file += [UInt8](repeating: 0, count: max(0, offset + bytes.count - file.count))
      file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
    return try Checkpoint(MappedFile(path: path, bytes: file))
  }

  /// Passes the file's parts to `put`, each with its offset in the file. The header comes last.
  private func writeSections(_ put: ([UInt8], Int) throws -> Void) throws {
    let tableSize = pending.count * CheckpointLayout.entrySize
    var offset = CheckpointLayout.headerSize + tableSize
    var table: [UInt8] = []
    for section in pending {
      let start = CheckpointLayout.aligned(offset)
      let bytes = try section.produce()
      var crc = CRC32()
      bytes.withUnsafeBytes { crc.update($0) }
      table += Self.entry(of: section, offset: start, checksum: crc.value)
      try put([UInt8](repeating: 0, count: start - offset) + bytes, offset)
      offset = start + bytes.count
    }
    var crc = CRC32()
    table.withUnsafeBytes { crc.update($0) }
    var header = CheckpointLayout.magic
    header.append(littleEndian: CheckpointLayout.version)
    header.append(littleEndian: UInt32(pending.count))
    header.append(littleEndian: UInt64(offset))
    header.append(littleEndian: crc.value)
    header += [UInt8](repeating: 0, count: CheckpointLayout.headerSize - header.count)
    try put(header + table, 0)
  }

  private static func entry(of section: Pending, offset: Int, checksum: UInt32) -> [UInt8] {
    var entry = Array(section.name.utf8)
    entry += [UInt8](repeating: 0, count: CheckpointLayout.nameSize - entry.count)
    entry.append(littleEndian: section.elementType.rawValue)
    entry.append(littleEndian: section.layout.rawValue)
    for dimension in 0..<CheckpointLayout.maximumRank {
      entry.append(littleEndian: dimension < section.shape.count ? UInt32(section.shape[dimension]) : 0)
    }
    entry.append(littleEndian: UInt64(offset))
    entry.append(littleEndian: UInt64(section.length))
    entry.append(littleEndian: checksum)
    return entry + [UInt8](repeating: 0, count: CheckpointLayout.entrySize - entry.count)
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
