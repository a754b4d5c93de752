import Files

/// The directory of a zip archive with uncompressed entries, as PyTorch writes them. Nothing is decompressed.
///
/// The archive ends with a record that says where the central directory is. The central directory has a record for each entry: how
/// the entry is stored, its size, and the offset of a local header, which the entry's bytes follow. Sizes and offsets that do not
/// fit 32 bits are in 64-bit records beside these.
struct ZipArchive {
  struct Entry {
    let name: String
    /// 0 for an uncompressed entry.
    let method: UInt16
    let compressedSize: Int
    let size: Int
    /// The byte offset of the local header.
    let headerOffset: Int
  }

  let entries: NamedValues<Entry>
  private let file: SourceFile

  private typealias Failure = ByteReader.Failure
  private static let localSignature: UInt32 = 0x0403_4B50
  private static let centralSignature: UInt32 = 0x0201_4B50
  private static let end64LocatorSignature: UInt32 = 0x0706_4B50
  private static let end64Signature: UInt32 = 0x0606_4B50
  private static let endSize = 22
  private static let end64LocatorSize = 20
  private static let end64Size = 56
  private static let maximumCommentSize = 0xFFFF
  // Far more than the directory of any model takes.
  private static let maximumDirectorySize = 64 << 20

  /// Whether a file that starts with these bytes may be an archive.
  static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// - Throws: `ConversionError` where the file is not an archive, or its directory is damaged.
  init(_ file: SourceFile) throws(ConversionError) {
    self.file = file
    do throws(Failure) {
      let directory = try Self.findDirectory(file)
      guard directory.count <= Self.maximumDirectorySize else {
        throw Failure(
          position: directory.lowerBound,
          problem: "its directory has \(directory.count) bytes; at most \(Self.maximumDirectorySize) were expected")
      }
      entries = try Self.readDirectory(Self.read(file, directory))
    } catch {
      throw Self.error(file, error)
    }
  }

  /// The bytes of an entry in the file.
  ///
  /// - Throws: `ConversionError` where the entry is compressed or is not inside the file.
  func bytes(of entry: Entry) throws(ConversionError) -> Range<Int> {
    guard entry.method == 0, entry.compressedSize == entry.size else {
      let method = entry.method == 8 ? "8, deflate" : "\(entry.method)"
      throw ConversionError(
        path: file.path, field: entry.name,
        problem: "is compressed (method \(method)); an uncompressed entry was expected, as PyTorch writes it")
    }
    do throws(Failure) {
      var header = ByteReader(try Self.read(file, Self.range(at: entry.headerOffset, count: 30, in: file)))
      guard try header.integer(UInt32.self) == Self.localSignature else {
        throw header.failure("byte \(entry.headerOffset) is not the start of an entry")
      }
      _ = try header.take(22)
      let nameSize = Int(try header.integer(UInt16.self))
      let extraSize = Int(try header.integer(UInt16.self))
      return try Self.range(at: entry.headerOffset + 30 + nameSize + extraSize, count: entry.size, in: file)
    } catch {
      throw Self.error(file, error)
    }
  }

  private static func error(_ file: SourceFile, _ failure: ByteReader.Failure) -> ConversionError {
    ConversionError(path: file.path, problem: "is a damaged zip archive: \(failure.problem)")
  }

  // MARK: The directory

  private static func findDirectory(_ file: SourceFile) throws(Failure) -> Range<Int> {
    // A comment, whose length is not known here, may follow the end record.
    let tailStart = max(0, file.count - endSize - maximumCommentSize)
    let tail = try read(file, tailStart..<file.count)
    let signature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    guard tail.count >= endSize,
      let found = (0...tail.count - endSize).last(where: {
        tail[$0] == 0x50 && tail[$0..<$0 + 4].elementsEqual(signature)
      })
    else { throw Failure(position: file.count, problem: "its end record is missing, so the file may be cut short") }
    var end = ByteReader(tail, found..<tail.count)
    _ = try end.take(12)
    var size = Int(try end.integer(UInt32.self))
    var offset = Int(try end.integer(UInt32.self))
    let locatorOffset = tailStart + found - end64LocatorSize
    if locatorOffset >= 0 {
      var locator = ByteReader(try read(file, range(at: locatorOffset, count: end64LocatorSize, in: file)))
      if try locator.integer(UInt32.self) == end64LocatorSignature {
        _ = try locator.take(4)
        var end64 = ByteReader(
          try read(file, range(at: locator.size(UInt64.self), count: end64Size, in: file)))
        guard try end64.integer(UInt32.self) == end64Signature else {
          throw end64.failure("its 64-bit end record is missing")
        }
        _ = try end64.take(36)
        size = try end64.size(UInt64.self)
        offset = try end64.size(UInt64.self)
      }
    }
    return try range(at: offset, count: size, in: file)
  }

  private static func readDirectory(_ bytes: [UInt8]) throws(Failure) -> NamedValues<Entry> {
    var entries: NamedValues<Entry> = [:]
    var reader = ByteReader(bytes)
    while !reader.isAtEnd {
      guard try reader.integer(UInt32.self) == centralSignature else {
        throw reader.failure("its directory is damaged")
      }
      _ = try reader.take(6)
      let method = try reader.integer(UInt16.self)
      _ = try reader.take(8)
      var compressedSize = Int(try reader.integer(UInt32.self))
      var size = Int(try reader.integer(UInt32.self))
      let nameSize = Int(try reader.integer(UInt16.self))
      let extraSize = Int(try reader.integer(UInt16.self))
      let commentSize = Int(try reader.integer(UInt16.self))
      _ = try reader.take(8)
      var headerOffset = Int(try reader.integer(UInt32.self))
      let name = reader.text(try reader.take(nameSize))
      var extra = ByteReader(bytes, try reader.take(extraSize))
      _ = try reader.take(commentSize)
      while !extra.isAtEnd {
        let kind = try extra.integer(UInt16.self)
        var field = ByteReader(bytes, try extra.take(Int(extra.integer(UInt16.self))))
        guard kind == 1 else { continue }
        // The field holds those of the three that do not fit 32 bits, in this order.
        if size == UInt32.max { size = try field.size(UInt64.self) }
        if compressedSize == UInt32.max { compressedSize = try field.size(UInt64.self) }
        if headerOffset == UInt32.max { headerOffset = try field.size(UInt64.self) }
      }
      let entry = Entry(
        name: name, method: method, compressedSize: compressedSize, size: size, headerOffset: headerOffset)
      guard entries.updateValue(entry, forKey: name) == nil else {
        throw reader.failure("the entry '\(name)' occurs twice")
      }
    }
    return entries
  }

  // MARK: The file

  private static func range(at offset: Int, count: Int, in file: SourceFile) throws(Failure) -> Range<Int> {
    guard offset >= 0, offset <= file.count, count >= 0, count <= file.count - offset else {
      throw Failure(position: offset, problem: "it lacks the \(count) bytes from byte \(offset) on")
    }
    return offset..<offset + count
  }

  private static func read(_ file: SourceFile, _ range: Range<Int>) throws(Failure) -> [UInt8] {
    do throws(ConversionError) {
      return try file.elements(at: range.lowerBound, count: range.count, as: UInt8.self)
    } catch {
      throw Failure(position: range.lowerBound, problem: error.problem)
    }
  }
}
