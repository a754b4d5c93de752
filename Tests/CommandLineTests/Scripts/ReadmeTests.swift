import Foundation
import TestSupport
import Testing

/// The commands of every README.md run, typed one after the other in a fresh directory.
@Suite struct ReadmeTests {
  /// Commands that other tests run, or that need what a test cannot have.
  private static let elsewhere = [
    "swift run", "swift test", "scripts/use/install.sh",  // .ci/run
    "spark-submit",  // PythonTests
    "sbatch",  // SlurmTests
    "hf download",  // a network
    "python3 scripts/develop/bench-peers.py",  // the peers
    "python3 -m venv", "pip install", "swift build", "scripts/develop/train", "cp work/small.albert",  // training
    "python3 -m pip",  // a network; .ci/run installs that file's packages
  ]
  /// Programs that a machine may lack, and how a command of the README begins that needs them.
  private static let needs = [
    ("python3 -c 'import numpy, pyarrow'", "python3 scripts/use/tables/to_parquet.py"),
    ("python3 -c 'import numpy'", "python3"), ("parallel --version", "parallel"),
    ("parallel --version", "albert-embed join"),  // what that wrote
  ]

  private static let files = ["README.md", "scripts/README.md", "models/README.md", "Sources/README.md"]

  /// The lines of every file, one file after the other.
  private static func readme() throws -> [Substring] {
    try files.flatMap {
      try String(contentsOf: Python.repository.appending(path: $0), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
  }

  @Test func theFirstPageIsShort() throws {
    #expect(try Data(contentsOf: Python.repository.appending(path: "README.md")).count <= 10_240)
  }

  /// Lines indented by four blanks or more, outside of fences.
  private static func commands() throws -> [String] {
    var isFenced = false
    var commands: [String] = []
    for line in try readme() {
      if line.hasPrefix("```") { isFenced.toggle() }
      if !isFenced, line.hasPrefix("    ") { commands.append(String(line.drop { $0 == " " })) }
    }
    return commands
  }

  /// What the READMEs speak of as there: texts, a corpus, and models in the cache of Hugging Face's hub.
  private static func freshDirectory() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write("one text\nanother text\n\n", to: "sentences.txt")
    let corpus = (0..<40).map { "{\"id\":\"a\($0)\",\"body\":\"text \($0)\",\"text\":\"text \($0)\"}\n" }.joined()
    try directory.write(corpus, to: "corpus.jsonl")
    try directory.write("one text\nanother text\n", to: "corpus.txt")
    try directory.write("id;body\n1;one text\n2;\"another; text\"\n", to: "export.csv")
    for index in 0..<20_000 { try directory.write("article \(index)", to: "articles/\(index % 100)/\(index).txt") }
    let classifier = try TemporaryDirectory()
    try HeadedModel.write(to: classifier)
    for (name, source) in [("albert--albert-base-v2", try TinyModel.source), ("acme--albert-reviews", classifier.path)]
    {
      let model = "hub/models--\(name)"
      try directory.write("0123", to: "\(model)/refs/main")
      let copied = try Program.shell(
        "mkdir \(model)/snapshots; cp -r '\(source)' \(model)/snapshots/0123", in: directory.path)
      try #require(copied.status == 0, "\(copied.errors)")
    }
    let made = try Program.shell(
      """
      gzip -k corpus.jsonl
      ln -s '\(Python.repository.path)/scripts' scripts
      """, in: directory.path)
    try #require(made.status == 0, "\(made.errors)")
    try directory.write("id,review\n7,a text\n", to: "reviews.csv")
    return directory
  }

  /// The program under test is the first of its name, and Python is the one that other tests use.
  private static let environment = """
    export PATH="$(dirname "$B"):\(ProcessInfo.processInfo.environment["PATH"] ?? "")" ALBERT_EMBED="$B" \
      HF_HUB_CACHE="$PWD/hub"

    """

  @Test func everyCommandRuns() throws {
    let directory = try Self.freshDirectory()
    var ran = 0
    for command in try Self.commands() where !Self.elsewhere.contains(where: command.hasPrefix) {
      if let (probe, _) = Self.needs.first(where: { command.hasPrefix($0.1) }),
        try Program.shell(Self.environment + probe, in: directory.path).status != 0
      {
        continue
      }
      let result = try Program.shell(Self.environment + "set -e -o pipefail; " + command, in: directory.path)
      #expect(result.status == 0, "\(command): \(result.errors)")
      ran += 1
    }
    #expect(ran >= 8)

    // However many names there are, they are one run.
    let rows = try Program.shell(
      Self.environment
        + """
        find articles -name '*.txt' -print0 | albert-embed -q --files0-from - -i file --id-field path -f csv > rows.csv
        wc -l < rows.csv; grep -c '^index,id,' rows.csv; cut -d , -f 2 rows.csv | sort -u | wc -l
        """, in: directory.path)
    #expect(rows.text == "20001\n1\n20001\n", "\(rows)")
  }

  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func everyPieceOfPythonRuns() throws {
    let directory = try Self.freshDirectory()
    let lines = try Self.readme()
    var pieces: [[Substring]] = []
    var isInside = false
    for line in lines {
      if line.hasPrefix("```") {
        isInside = line == "```python"
        if isInside { pieces.append([]) }
      } else if isInside {
        pieces[pieces.count - 1].append(line)
      }
    }
    #expect(pieces.count >= 2)
    try directory.write(
      "import numpy as np\n" + pieces.map { $0.joined(separator: "\n") }.joined(separator: "\n") + "\n", to: "pieces.py"
    )
    let result = try Program.shell(
      Self.environment
        + """
        albert-embed --level word --offsets offsets.npy -o words.npy sentences.txt
        albert-embed corpus.jsonl --id-field id --ids ids.txt -q > unused.npy
        albert-embed --dtype i8 sentences.txt > i8.npy; albert-embed --dtype bits sentences.txt > bits.npy
        timeout 60 python3 pieces.py
        """, in: directory.path)
    #expect(result.status == 0 && result.text == "16\n16\n", "\(result)")
  }
}
