/// What the words behind a command's name say.
struct ParsedArguments<Arguments> {
  var arguments: Arguments
  var operands: [String] = []
  var wantsHelp = false
}

/// Reads options as people type them: `--name value`, `--name=value`, `-n value`, `-nvalue`, flags together (`-qv`); a
/// lone `-` is an operand, and `--` ends the options.
struct ArgumentParser<Arguments> {
  let options: [Option<Arguments>]

  init(_ groups: [OptionGroup<Arguments>]) { options = groups.flatMap(\.options) }

  func parse(_ words: ArraySlice<String>, into initial: Arguments) throws(UsageError) -> ParsedArguments<Arguments> {
    var result = ParsedArguments(arguments: initial)
    var rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        result.operands += rest
        break
      } else if word == "--help" || word == "-h" {
        result.wantsHelp = true
      } else if word.hasPrefix("--") {
        try parseLong(word.dropFirst(2), rest: &rest, into: &result.arguments)
      } else if word.hasPrefix("-"), word != "-" {
        try parseShort(word.dropFirst(), rest: &rest, into: &result.arguments)
      } else {
        result.operands.append(word)
      }
    }
    return result
  }

  private func parseLong(
    _ word: Substring, rest: inout ArraySlice<String>, into arguments: inout Arguments
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = options.first(where: { $0.description.long == name }) else { throw unknown("--\(name)") }
    if option.description.placeholder == nil {
      guard parts.count == 1 else { throw UsageError("--\(name) takes no value") }
      try option.apply(&arguments, "")
    } else if parts.count == 2 {
      try option.apply(&arguments, String(parts[1]))
    } else {
      try option.apply(&arguments, try value(of: "--\(name)", option, rest: &rest))
    }
  }

  private func parseShort(
    _ word: Substring, rest: inout ArraySlice<String>, into arguments: inout Arguments
  ) throws(UsageError) {
    var letters = word
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.description.short == letter }) else { throw unknown("-\(letter)") }
      if option.description.placeholder == nil {
        try option.apply(&arguments, "")
      } else {
        let attached = String(letters)
        try option.apply(
          &arguments, attached.isEmpty ? try value(of: "-\(letter)", option, rest: &rest) : attached)
        return
      }
    }
  }

  private func value(
    of name: String, _ option: Option<Arguments>, rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    guard let value = rest.popFirst() else {
      throw UsageError("\(name) needs a value: \(option.description.placeholder ?? "")")
    }
    return value
  }

  private func unknown(_ name: String) -> UsageError {
    let names = options.map { "--\($0.description.long)" } + ["--help"]
    guard let nearest = nearestWord(to: name, in: names) else { return UsageError("unknown option \(name)") }
    return UsageError("unknown option \(name); did you mean \(nearest)?")
  }
}

/// The word that takes the fewest changed, added, left out or swapped letters, nil where that is no likely slip.
func nearestWord(to word: String, in candidates: [String]) -> String? {
  let distances = candidates.map { (distance: editDistance(Array(word.utf8), Array($0.utf8)), word: $0) }
  guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  return nearest.distance <= max(1, word.utf8.count / 3) ? nearest.word : nil
}

/// Damerau's distance with each pair of letters swapped at most once.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var distance = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, rows[i - 1][j - 1] + 1) }
      row.append(distance)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
