import Files

/// Checks whether an input's beginning is text. The bytes may come in pieces.
struct ContentCheck {
  private let name: String
  private let framing: RecordSplitter.Framing
  private let encodingErrors: EncodingErrors
  private let sampleSize: Int
  private var sample: [UInt8] = []
  private var isText = false
  /// Whether the check needs no more bytes.
  private(set) var isDone = false

  /// - Parameters:
  ///   - name: the input's name in messages.
  ///   - sampleSize: bytes that are checked, at least `ForeignContent.sampleSize`.
  init(of name: String, framing: RecordSplitter.Framing, encodingErrors: EncodingErrors, sampleSize: Int) {
    (self.name, self.framing, self.encodingErrors, self.sampleSize) = (name, framing, encodingErrors, sampleSize)
  }

  /// Adds the input's next bytes, and returns why the input cannot be read; nil if nothing is wrong so far.
  mutating func problem(adding bytes: ArraySlice<UInt8>, isAtEnd: Bool) -> String? {
    sample += bytes.prefix(sampleSize - sample.count)
    let isFull = sample.count == sampleSize
    if isAtEnd || sample.count >= ForeignContent.sampleSize, let problem = foreignProblem() { return problem }
    guard isAtEnd || isFull else { return nil }
    isDone = true
    guard encodingErrors == .auto else { return nil }
    return EncodingCheck.problem(with: sample, isWhole: !isFull, framing: framing)
  }

  /// Why the bytes so far are not text; nil if they are.
  mutating func foreignProblem() -> String? {
    guard !isText else { return nil }
    isText = true
    return ForeignContent.problem(
      with: Array(sample.prefix(ForeignContent.sampleSize)), of: name, allowsZeros: framing == .terminator(0))
  }
}
