import Tokenizers

/// Writes the words of a tokenizer's program (`ProgramCode`).
struct ProgramWriter {
  private(set) var words: [UInt32] = [ProgramCode.format]

  mutating func add(_ word: UInt32) { words.append(word) }
  mutating func add(_ number: Int) { words.append(UInt32(truncatingIfNeeded: number)) }
  mutating func add(_ flag: Bool) { words.append(flag ? 1 : 0) }

  mutating func add(_ list: [UInt32]) {
    add(list.count)
    words += list
  }

  mutating func add(_ number: Double) {
    add(UInt32(truncatingIfNeeded: number.bitPattern))
    add(UInt32(truncatingIfNeeded: number.bitPattern >> 32))
  }

  mutating func add(_ pattern: ScalarPattern) {
    switch pattern {
    case .text(let text):
      add(ProgramCode.Pattern.text.rawValue)
      add(text)
    case .run(let scalarClass, let minimum, let maximum):
      add(ProgramCode.Pattern.run.rawValue)
      add(scalarClass.ranges.flatMap { [$0.lowerBound, $0.upperBound] })
      add(minimum)
      add(maximum == .max ? 0 : maximum)
    }
  }
}
