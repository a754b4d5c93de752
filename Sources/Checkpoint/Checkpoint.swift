import Files

/// A checkpoint file, mapped into memory. Opening it checks the header and the whole section table (every offset, length, shape
/// and name), and reads nothing else. `verify` reads every byte.
public final class Checkpoint: Sendable {
  /// The file's path, as the caller gave it.
  public let path: String
  /// The sections, in the order of the file.
  public let sections: [CheckpointSection]
  private let file: MappedFile
  private let indexOfName: NamedValues<Int>

  /// - Throws: `CheckpointError` where the file cannot be mapped or its structure is wrong.
  public convenience init(path: String) throws(CheckpointError) {
    try self.init(MappedFile(path: path))
  }

  init(_ file: MappedFile) throws(CheckpointError) {
    path = file.path
    self.file = file
    sections = try Self.readSectionTable(file)
    var indexOfName: NamedValues<Int> = [:]
    for (index, section) in sections.enumerated() {
      guard indexOfName.updateValue(index, forKey: section.name) == nil else {
        throw CheckpointError(path: path, field: "section \(index)", problem: "the name '\(section.name)' occurs twice")
      }
    }
    self.indexOfName = indexOfName
  }

  /// The length of the whole file in bytes.
  public var fileSize: Int { file.count }

  public func hasSection(_ name: String) -> Bool { indexOfName[name] != nil }

  /// The shape of the section called `name`; nil where there is none.
  public func shape(of name: String) -> [Int]? { indexOfName[name].map { sections[$0].shape } }

  /// The elements of the section called `name`, in any row-major shape.
  ///
  /// - Throws: `CheckpointError` where the checkpoint has no such section, or its element type is another one.
  public func array<Element: CheckpointElement>(
    _ name: String, of _: Element.Type
  ) throws(CheckpointError) -> MappedArray<Element> {
    try elements(of: section(name), expecting: .rowMajor)
  }

  /// The elements of the tensor called `name`, which must have this shape, layout and element type.
  ///
  /// - Throws: `CheckpointError` where the tensor is missing or differs; it names what was found and what was expected.
  public func tensor<Element: CheckpointElement>(
    _ name: String, of _: Element.Type = Float.self, shape: [Int], layout: TensorLayout = .rowMajor
  ) throws(CheckpointError) -> MappedArray<Element> {
    let section = try section(name)
    guard section.shape == shape else {
      throw CheckpointError(
        path: path, field: "section '\(name)'", problem: "has shape \(section.shape); \(shape) was expected")
    }
    return try elements(of: section, expecting: layout)
  }

  /// Reads the whole file. It compares every section with its checksum, and checks that the bytes between sections are zero.
  ///
  /// - Throws: `CheckpointError` that names the first section that is damaged.
  public func verify() throws(CheckpointError) {
    var end = CheckpointLayout.headerSize + sections.count * CheckpointLayout.entrySize
    for section in sections {
      guard file.slice(offset: end, count: section.offset - end).allSatisfy({ $0 == 0 }) else {
        throw CheckpointError(
          path: path, field: "section '\(section.name)'", problem: "the bytes before it are not all zero")
      }
      end = section.offset + section.length
      var crc = CRC32()
      crc.update(file.slice(offset: section.offset, count: section.length))
      guard crc.value == section.checksum else {
        throw CheckpointError(
          path: path, field: "section '\(section.name)'",
          problem:
            "its checksum is \(hexadecimal(crc.value)); \(hexadecimal(section.checksum)) was expected; the file is "
            + "damaged, so copy or convert it again")
      }
    }
  }

  /// Checks that the file's content has not changed since it was opened.
  ///
  /// - Throws: `CheckpointError` where the file was overwritten in place.
  public func checkUnchanged() throws(CheckpointError) {
    // Many processes read a model. A change of its mode alone must not end them, so the content decides.
    if try file.checkUnchanged() == .status { try verify() }
  }

  /// Adds the file to those that no output may replace.
  public func add(to reads: inout ReadFiles) { reads.add(path, file.identity, as: "the model") }

  private func section(_ name: String) throws(CheckpointError) -> CheckpointSection {
    guard let index = indexOfName[name] else {
      throw CheckpointError(path: path, problem: "has no section '\(name)'")
    }
    return sections[index]
  }

  private func elements<Element: CheckpointElement>(
    of section: CheckpointSection, expecting layout: TensorLayout
  ) throws(CheckpointError) -> MappedArray<Element> {
    guard section.elementType == Element.elementType, section.layout == layout else {
      throw CheckpointError(
        path: path, field: "section '\(section.name)'",
        problem: "holds \(section.elementType), \(section.layout); \(Element.elementType), \(layout) was expected")
    }
    return MappedArray(file: file, bytes: file.slice(offset: section.offset, count: section.length))
  }
}

extension Checkpoint {
  private static func readSectionTable(_ file: MappedFile) throws(CheckpointError) -> [CheckpointSection] {
    func failure(_ field: String?, _ problem: String) -> CheckpointError {
      CheckpointError(path: file.path, field: field, problem: problem)
    }
    guard file.count >= CheckpointLayout.headerSize else {
      throw failure(nil, "has \(file.count) bytes; a checkpoint's header alone has \(CheckpointLayout.headerSize)")
    }
    let header = ByteReader(file.slice(offset: 0, count: CheckpointLayout.headerSize))
    guard header.bytes(at: 0, count: 8) == CheckpointLayout.magic else {
      throw failure(
        nil, "is not an albert-embed checkpoint (its first bytes differ); `albert-embed convert` makes one from a model"
      )
    }
    let version = header.uint32(at: 8)
    guard version == CheckpointLayout.version else {
      throw failure("format version", "is \(version); this program reads version \(CheckpointLayout.version)")
    }
    let fileLength = header.uint64(at: 16)
    guard fileLength == UInt64(file.count) else {
      throw failure("file length", "the header says \(fileLength) bytes, the file has \(file.count)")
    }
    guard header.bytes(at: 28, count: 36).allSatisfy({ $0 == 0 }) else {
      throw failure("header", "bytes 28 to 63 are not all zero")
    }
    let sectionCount = Int(header.uint32(at: 12))
    let room = (file.count - CheckpointLayout.headerSize) / CheckpointLayout.entrySize
    guard sectionCount <= min(room, CheckpointLayout.maximumSectionCount) else {
      throw failure("section count", "is \(sectionCount); the file has room for \(room)")
    }
    let tableSize = sectionCount * CheckpointLayout.entrySize
    let table = file.slice(offset: CheckpointLayout.headerSize, count: tableSize)
    var crc = CRC32()
    crc.update(table)
    guard crc.value == header.uint32(at: 24) else {
      throw failure(
        "section table",
        "its checksum is \(hexadecimal(crc.value)); \(hexadecimal(header.uint32(at: 24))) was expected")
    }
    var sections: [CheckpointSection] = []
    var end = CheckpointLayout.headerSize + tableSize
    for index in 0..<sectionCount {
      let start = index * CheckpointLayout.entrySize
      let entry = ByteReader(UnsafeRawBufferPointer(rebasing: table[start..<start + CheckpointLayout.entrySize]))
      let section: CheckpointSection
      do {
        section = try readEntry(entry, earliestOffset: end, fileSize: file.count)
      } catch {
        throw failure("section \(index)", error.problem)
      }
      end = section.offset + section.length
      sections.append(section)
    }
    guard end == file.count else {
      throw failure("file length", "the sections end at byte \(end), the file at \(file.count)")
    }
    return sections
  }

  private struct EntryError: Error { let problem: String }

  /// Reads an entry of the section table. Sections follow one another, so a section that starts before `earliestOffset` overlaps
  /// the one before it.
  private static func readEntry(
    _ entry: ByteReader, earliestOffset: Int, fileSize: Int
  ) throws(EntryError) -> CheckpointSection {
    let nameBytes = entry.bytes(at: 0, count: CheckpointLayout.nameSize)
    let name = nameBytes.prefix { $0 != 0 }
    guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), nameBytes[name.count...].allSatisfy({ $0 == 0 })
    else { throw EntryError(problem: "its name is not printable ASCII, padded with zero bytes") }
    let label = String(decoding: name, as: UTF8.self)
    guard let elementType = ElementType(rawValue: entry.uint32(at: 64)) else {
      throw EntryError(problem: "'\(label)' has the unknown element type \(entry.uint32(at: 64))")
    }
    guard let layout = TensorLayout(rawValue: entry.uint32(at: 68)) else {
      throw EntryError(problem: "'\(label)' has the unknown layout \(entry.uint32(at: 68))")
    }
    var shape = (0..<CheckpointLayout.maximumRank).map { Int(entry.uint32(at: 72 + 4 * $0)) }
    while shape.count > 1, shape.last == 0 { shape.removeLast() }
    let offset = entry.uint64(at: 88)
    let length = entry.uint64(at: 96)
    guard offset == UInt64(CheckpointLayout.aligned(earliestOffset)) else {
      throw EntryError(
        problem: "'\(label)' starts at byte \(offset); \(CheckpointLayout.aligned(earliestOffset)) was expected")
    }
    guard offset <= UInt64(fileSize), length <= UInt64(fileSize) - offset else {
      throw EntryError(problem: "'\(label)' has \(length) bytes from \(offset) on, beyond the file's \(fileSize)")
    }
    guard let count = layout.elementCount(shape: shape), count <= Int.max / elementType.size,
      count * elementType.size == Int(length)
    else {
      throw EntryError(problem: "'\(label)' has \(length) bytes, which shape \(shape) of \(elementType) does not take")
    }
    return CheckpointSection(
      name: label, elementType: elementType, layout: layout, shape: shape, offset: Int(offset), length: Int(length),
      checksum: entry.uint32(at: 104))
  }
}

/// Reads little-endian numbers at checked offsets of a piece of memory.
private struct ByteReader {
  private let memory: UnsafeRawBufferPointer

  init(_ memory: UnsafeRawBufferPointer) { self.memory = memory }

  func bytes(at offset: Int, count: Int) -> [UInt8] { Array(memory[offset..<offset + count]) }

  func uint32(at offset: Int) -> UInt32 {
    precondition(offset + 4 <= memory.count)
    return UInt32(littleEndian: memory.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  func uint64(at offset: Int) -> UInt64 {
    precondition(offset + 8 <= memory.count)
    return UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
