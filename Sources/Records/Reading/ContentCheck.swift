import Files

/// Looks at what an input begins with, which may come in pieces, and tells why it cannot be read as text.
struct ContentCheck {
  private let name: String
  private let framing: RecordSplitter.Framing
  private let encodingErrors: EncodingErrors
  private let sampleSize: Int
  private var sample: [UInt8] = []
  private var isText = false
  /// Whether enough has been seen.
  private(set) var isDone = false

  /// - Parameters:
  ///   - name: the input's, for messages.
  ///   - sampleSize: bytes that are looked at, at least those that tell what is not text.
  init(of name: String, framing: RecordSplitter.Framing, encodingErrors: EncodingErrors, sampleSize: Int) {
    (self.name, self.framing, self.encodingErrors, self.sampleSize) = (name, framing, encodingErrors, sampleSize)
  }

  /// Takes the next bytes, and returns what is wrong with the input where these show it.
  mutating func problem(adding bytes: ArraySlice<UInt8>, isAtEnd: Bool) -> String? {
    sample += bytes.prefix(sampleSize - sample.count)
    let isFull = sample.count == sampleSize
    if isAtEnd || sample.count >= ForeignContent.sampleSize, let problem = foreignProblem() { return problem }
    guard isAtEnd || isFull else { return nil }
    isDone = true
    guard encodingErrors == .auto else { return nil }
    return EncodingCheck.problem(with: sample, isWhole: !isFull, framing: framing)
  }

  /// What the bytes so far are where they are not text.
  mutating func foreignProblem() -> String? {
    guard !isText else { return nil }
    isText = true
    return ForeignContent.problem(
      with: Array(sample.prefix(ForeignContent.sampleSize)), of: name, allowsZeros: framing == .terminator(0))
  }
}
