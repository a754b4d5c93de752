import Tokenizers

/// Writes the words of a program.
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

  mutating func add(_ pattern: PatternProgram) {
    func code(_ instruction: PatternProgram.Instruction) -> (ProgramCode.Instruction, Int, Int) {
      switch instruction {
      case .scalar(let scalarClass): (.scalar, scalarClass, 0)
      case .split(let first, let second): (.split, first, second)
      case .jump(let target): (.jump, target, 0)
      case .lineStart: (.lineStart, 0, 0)
      case .lineEnd: (.lineEnd, 0, 0)
      case .textStart: (.textStart, 0, 0)
      case .textEnd: (.textEnd, 0, 0)
      case .wordBoundary(let word, let isNegated): (isNegated ? .notWordBoundary : .wordBoundary, word, 0)
      case .look(let scalarClass, true, let isNegated): (isNegated ? .notAhead : .ahead, scalarClass, 0)
      case .look(let scalarClass, false, let isNegated): (isNegated ? .notBehind : .behind, scalarClass, 0)
      case .match: (.match, 0, 0)
      }
    }
    add(pattern.instructions.count)
    for instruction in pattern.instructions {
      let (opcode, first, second) = code(instruction)
      add(opcode.rawValue)
      add(first)
      add(second)
    }
    add(pattern.classes.count)
    for scalarClass in pattern.classes { add(scalarClass.bounds) }
    add((pattern.runMinimum ?? -1) + 1)
  }
}
