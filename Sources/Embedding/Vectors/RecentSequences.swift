import EmbeddingFormats

/// The vectors of a sequence, for all sequences with the same input. They are filled in when the first of these is encoded.
final class SharedVectors {
  private(set) var value = SequenceVectors()

  func fill(_ value: SequenceVectors) { self.value = value }
}

/// Remembers the vectors of the latest sequences, so that a sequence that comes again is not encoded again.
///
/// Two sequences are the same if the bytes of their inputs are. When the sequences since the last generation take `budget` bytes, a
/// new generation begins. The latest two generations are kept. So only the order of the sequences decides which ones are remembered.
/// Their division into batches, which depends on time and threads, does not matter.
struct RecentSequences {
  /// A sequence's input, with its hash, which is computed once.
  struct Key: Hashable, Sendable {
    let input: RowInput
    private let hash: Int

    init(_ input: RowInput) { (self.input, hash) = (input, input.hashValue) }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
  }

  /// The largest number of bytes in a generation.
  private let budget: Int
  private var current: [Key: SharedVectors] = [:]
  private var previous: [Key: SharedVectors] = [:]
  /// The number of bytes in the current generation, when all its sequences have been encoded.
  private var size = 0

  init(budget: Int) { self.budget = budget }

  mutating func removeAll() { self = RecentSequences(budget: budget) }

  /// The place for the vectors of a sequence. They are there, or will be when the sequence has been encoded.
  ///
  /// - Parameter floatCount: the number of floats of its vectors.
  /// - Returns: the place, and whether the sequence must be encoded.
  mutating func vectors(of key: Key, floatCount: Int) -> (vectors: SharedVectors, isNew: Bool) {
    if let known = current[key] ?? previous[key] { return (known, false) }
    let size = floatCount * MemoryLayout<Float>.size + key.input.bytes.count
    if self.size + size > budget {
      swap(&previous, &current)
      current.removeAll(keepingCapacity: true)
      self.size = 0
    }
    let new = SharedVectors()
    current[key] = new
    self.size += size
    return (new, true)
  }
}
