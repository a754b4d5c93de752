import ArgumentParsing
import Files
import Records

/// The inputs that a command's operands name; standard input where there is no operand.
func inputNames(_ operands: [Operand]) -> InputNames {
  guard !operands.isEmpty else { return [.standardInput] }
  let names: [InputName] = operands.map { operand in
    switch operand {
    case .word(let word): InputName(word)
    case .text(let text): .text(text)
    }
  }
  return InputNames(names)
}

/// The format that the extensions of all inputs stand for.
///
/// - Throws: where they stand for different formats.
func commonInputFormat(of inputs: InputNames) throws(UsageError) -> InputFormat {
  let formats = inputs.map { InputFormat(fileExtension: $0.fileExtension) ?? .lines }
  guard let first = formats.first else { return .lines }
  guard let other = zip(inputs, formats).first(where: { $0.1 != first }) else { return first }
  throw UsageError(
    """
    \(inputs[0].description) is read as \(first.rawValue), \(other.0.description) as \(other.1.rawValue): embed them in \
    two runs, or give --input-format
    """)
}
