import EmbeddingFormats

/// What one sequence gives, for all sequences of the same input. It is filled in when the first of them is encoded.
final class SharedVectors {
  private(set) var value = SequenceVectors()

  func fill(_ value: SequenceVectors) { self.value = value }
}

/// Remembers what the latest sequences gave, so that one that comes again is not encoded again.
///
/// Sequences are the same if their inputs are, byte by byte. They fall into generations by the memory that they take, of
/// which the latest two are kept. So the order of the sequences alone decides which one is remembered, and not how they
/// are cut into batches, which depends on time and threads.
struct RecentSequences {
  /// A sequence's input, hashed by whoever makes it.
  struct Key: Hashable, Sendable {
    let input: RowInput
    private let hash: Int

    init(_ input: RowInput) { (self.input, hash) = (input, input.hashValue) }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
  }

  /// Bytes that a generation takes.
  private let budget: Int
  private var current: [Key: SharedVectors] = [:]
  private var previous: [Key: SharedVectors] = [:]
  /// Bytes that the current generation takes, or will take when all is encoded.
  private var size = 0

  init(budget: Int) { self.budget = budget }

  mutating func removeAll() { self = RecentSequences(budget: budget) }

  /// Where the vectors of a sequence are, or will be.
  ///
  /// - Parameter floatCount: floats that it gives.
  /// - Returns: also whether the sequence has to be encoded.
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
