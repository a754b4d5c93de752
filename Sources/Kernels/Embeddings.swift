extension KernelSet {
  /// The tables of word, position and type vectors, and the normalization of their sum.
  public struct Embeddings: @unchecked Sendable {
    /// The table of word vectors, in single or half precision.
    public enum Words: @unchecked Sendable {
      case floats(UnsafeBufferPointer<Float>)
      /// The bytes of half-precision numbers (IEEE binary16).
      case halves(UnsafeRawBufferPointer)

      /// Elements of the table.
      var count: Int {
        switch self {
        case .floats(let elements): elements.count
        case .halves(let bytes): bytes.count / 2
        }
      }

      var address: UnsafeRawPointer {
        switch self {
        case .floats(let elements): UnsafeRawPointer(elements.baseAddress.unsafelyUnwrapped)
        case .halves(let bytes): bytes.baseAddress.unsafelyUnwrapped
        }
      }

      var areHalves: Bool {
        if case .halves = self { return true }
        return false
      }
    }

    let words: Words
    let positions, types: UnsafeBufferPointer<Float>
    let norm: LayerNormalization
    var width: Int { norm.width }

    /// - Parameters:
    ///   - words, positions, types: a row of the norm's width for each id, without a gap. Their memory must outlive this value.
    public init(
      words: Words, positions: UnsafeBufferPointer<Float>, types: UnsafeBufferPointer<Float>,
      norm: LayerNormalization
    ) {
      (self.words, self.positions, self.types) = (words, positions, types)
      self.norm = norm
    }
  }
}
