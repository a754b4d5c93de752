import Records

/// Records spread evenly over an input of unknown length, in bounded memory.
struct RecordSample {
  /// Bytes of texts and ids that are kept, or one record if that takes more.
  private static let capacity = 1 << 20

  /// Every record by itself.
  private(set) var records: [RecordContents] = []
  private var byteCount = 0
  /// Of every so many records one is kept.
  private var stride = 1
  private var offered = 0

  /// Offers the next record of the input. It is kept if it is one of those that represent the input.
  mutating func offer(_ record: Record, of contents: RecordContents) {
    defer { offered += 1 }
    guard offered % stride == 0, let alone = RecordContents(record, of: contents) else { return }
    records.append(alone)
    byteCount += alone.byteCount
    while byteCount > Self.capacity, records.count > 1 {
      records = records.indices.lazy.filter { $0 % 2 == 0 }.map { records[$0] }
      byteCount = records.reduce(0) { $0 + $1.byteCount }
      stride *= 2
    }
  }

  /// The records in an order in which each part of the input soon has its turn: steps of nearly the golden section.
  var mixed: [RecordContents] {
    let count = records.count
    var step = max(1, Int(Double(count) * 0.618))
    while step > 1, !Self.areCoprime(step, count) { step -= 1 }
    return (0..<count).map { records[$0 * step % count] }
  }

  private static func areCoprime(_ a: Int, _ b: Int) -> Bool { b == 0 ? a == 1 : areCoprime(b, a % b) }
}

extension RecordContents {
  /// The bytes of a text, and the ids, of which a sample takes no more: a long text at passage level is encoded whole.
  private static let largestSample = 1 << 16

  /// One record of others, cut to the largest size of a sample; nil for one that cannot be embedded.
  fileprivate init?(_ record: Record, of contents: RecordContents) {
    self.init()
    switch record.content {
    case .text(let range):
      text = Self.beginning(of: contents.text[range])
      records = [Record(.text(0..<text.count))]
    case .pair(let first, let second):
      let firstText = Self.beginning(of: contents.text[first])
      text = firstText + Self.beginning(of: contents.text[second])
      records = [Record(.pair(0..<firstText.count, firstText.count..<text.count))]
    case .ids(let range):
      ids = Array(contents.ids[range].prefix(Self.largestSample))
      records = [Record(.ids(0..<ids.count))]
    case .unreadable: return nil
    }
  }

  /// The first bytes of a text, which end between two scalars.
  private static func beginning(of text: ArraySlice<UInt8>) -> [UInt8] {
    var beginning = text.prefix(largestSample)
    if let next = text.dropFirst(largestSample).first, UTF8.isContinuation(next) {
      beginning.removeLast(beginning.reversed().prefix { UTF8.isContinuation($0) }.count + 1)
    }
    return Array(beginning)
  }

  fileprivate var byteCount: Int { text.count + ids.count * MemoryLayout<Int32>.stride }

  /// Appends another batch.
  mutating func append(_ other: RecordContents) {
    let (textStart, idStart) = (text.count, ids.count)
    func moved(_ range: Range<Int>, by offset: Int) -> Range<Int> {
      range.lowerBound + offset..<range.upperBound + offset
    }
    for record in other.records {
      var copy = record
      switch record.content {
      case .text(let range): copy.content = .text(moved(range, by: textStart))
      case .pair(let first, let second):
        copy.content = .pair(moved(first, by: textStart), moved(second, by: textStart))
      case .ids(let range): copy.content = .ids(moved(range, by: idStart))
      case .unreadable: break
      }
      records.append(copy)
    }
    text += other.text
    ids += other.ids
  }
}
