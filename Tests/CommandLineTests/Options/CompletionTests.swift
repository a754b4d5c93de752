import Foundation
import TestSupport
import Testing

/// Tests what the shells offer; fish only where it is installed. `PythonTests` types into bash and zsh.
@Suite struct CompletionTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private static func has(_ program: String) -> Bool {
    ["/bin", "/usr/bin", "/usr/local/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  /// The words that bash offers for the last of these, in alphabetical order.
  private func bash(_ words: String...) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let result = try shell(
      """
      source <($B completions bash) || exit 1
      albert-embed() { "$B" "$@"; }
      COMP_WORDS=(albert-embed \(quoted)); COMP_CWORD=\(words.count)
      _albert_embed
      printf '%s\\n' "${COMPREPLY[@]}" | LC_ALL=C sort
      """)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    return result.text.split(separator: "\n").map(String.init)
  }

  @Test func bashOffersOptionsAndValues() throws {
    #expect(try bash("--thr") == ["--threads"])
    #expect(try bash("--ver") == ["--version"])
    #expect(try bash("convert", "--ver") == [])
    #expect(try bash("--level", "") == ["passage", "text", "token", "word"])
    #expect(try bash("--level", "=", "w") == ["word"])
    #expect(try bash("-f", "js") == ["jsonl"])
    #expect(try bash("-t", "") == [])
    #expect(try bash("completions", "z") == ["zsh"])
    #expect(try bash("help", "conv") == ["convert"])
  }

  @Test func bashCompletesWordsAfterCommas() throws {
    #expect(try bash("--pooling", "me") == ["mean", "mean-sqrt"])
    #expect(try bash("--pooling", "mean,c") == ["mean,cls"])
    #expect(try bash("--pooling", "cls,max,") == ["last", "mean", "mean-sqrt", "pooler"].map { "cls,max,\($0)" })
  }

  @Test func bashOffersWholeNamesOfFiles() throws {
    for name in ["in.jsonl", "my file.txt", "tab", "-dash"] { try directory.write("", to: name) }
    #expect(try bash("in.j") == ["in.jsonl"])
    #expect(try bash("my") == ["my file.txt"])
    #expect(try bash("-o", "my") == ["my file.txt"])
    #expect(try bash("ta") == ["tab", "table"])
    #expect(try bash("-q", "ta") == ["tab"], "a command is the first word")
    #expect(try bash("--", "-d") == ["-dash"])
    #expect(try bash("--", "--th") == [])
    for name in ["models/small.albert", "models/my model.albert"] { try directory.write("", to: name) }
    for begun in ["my m", "\"my m", "my\\ m"] { #expect(try bash("-m", begun) == ["my model"], "\(begun)") }
    // Words with a meaning to the shell are left to the shell.
    #expect(try bash("in\\\\") == [])
  }

  @Test func scriptsLeaveNoNamesBehind() throws {
    let result = try shell(
      """
      before=$(compgen -A function; compgen -v)
      source <($B completions bash); COMP_WORDS=(albert-embed -m ''); COMP_CWORD=2; _albert_embed
      diff <(echo "$before") <(compgen -A function; compgen -v) | grep '^>' | grep -v COMP | sort
      """)
    #expect(result.text == "> _albert_embed\n> before\n", "\(result.text)\(result.errors)")
  }

  @Test func everyOptionIsOffered() throws {
    let help = try shell("$B --help").text
    for shell in ["bash", "zsh", "fish"] {
      let script = try self.shell("$B completions \(shell)").text
      for match in help.matches(of: /(?m)^  (?:-[a-zA-Z], )?(--[a-z0-9-]+)/) {
        let name = shell == "fish" ? "-l \(match.1.dropFirst(2))" : String(match.1)
        #expect(script.contains(name), "\(shell): \(name)")
      }
    }
  }

  @Test(.enabled(if: has("fish"), "needs fish")) func fishOffersWhatFits() throws {
    try directory.write("", to: "tab")
    func fish(_ line: String) throws -> [String] {
      let result = try shell(
        """
        export HOME=$PWD; mkdir -p bin; ln -sf $B bin/albert-embed; export PATH=$PWD/bin:$PATH
        fish --no-config -c "albert-embed completions fish | source; complete -C '\(line)'"
        """)
      #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
      // A line is a word, a tab and its description.
      return result.text.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }.sorted()
    }
    #expect(try fish("albert-embed ta") == ["tab", "table"])
    #expect(try fish("albert-embed -q ta") == ["tab"])
    #expect(try fish("albert-embed --vers") == ["--version"])
    #expect(try fish("albert-embed --level ") == ["passage", "text", "token", "word"])
    #expect(
      try fish("albert-embed --pooling mean,") == ["cls", "last", "max", "mean-sqrt", "pooler"].map { "mean,\($0)" })
    #expect(try fish("albert-embed convert --nor") == ["--normalize"])
    #expect(try fish("albert-embed completions ") == ["bash", "fish", "zsh"])
  }
}
