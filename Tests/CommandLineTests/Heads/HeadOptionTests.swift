import Foundation
import TestSupport
import Testing

/// `--head` beside the other options.
@Suite struct HeadOptionTests {
  private let directory: TemporaryDirectory
  private let texts = (0..<40).map { number in
    (0...number % 9).map { "word\(5 + (number * 7 + $0 * 3) % 35)" }.joined(separator: " ")
  }

  /// tags.albert, classes.albert, answers.albert, order.albert and none.albert, and texts.txt.
  init() throws {
    directory = try TemporaryDirectory()
    let fixture = ModelFixture()
    let heads: [(name: String, stem: String, labels: Int, type: String)] = [
      ("tags", "classifier", 3, "TokenClassification"), ("classes", "classifier", 3, "SequenceClassification"),
      ("answers", "qa_outputs", 2, "QuestionAnswering"), ("order", "sop_classifier.classifier", 2, "PreTraining"),
      ("none", "predictions.dense", 8, "MaskedLM"),
    ]
    for head in heads {
      let members = #""architectures": ["AlbertFor\#(head.type)"]"#
      let names = #""id2label": {"0": "bad", "2": "good", "1": "so, so"}"#
      try fixture.write(
        to: directory, heads: fixture.head(head.stem, labels: head.labels),
        members: head.labels == 3 ? "\(members), \(names)" : members)
      let converted = try Program.shell("$B convert . \(head.name).albert", in: directory.path)
      try #require(converted.status == 0, "\(converted.errors)")
    }
    try directory.write(texts.joined(separator: "\n") + "\n", to: "texts.txt")
  }

  private func shell(_ script: String) throws -> Program.Result {
    try Program.shell(
      "c() { \"$B\" -m classes.albert \"$@\"; }; t() { \"$B\" -m tags.albert \"$@\"; }; \(script)", in: directory.path)
  }

  private func check(_ script: String) throws {
    let result = try shell("set -e; \(script)")
    #expect(result.status == 0, "\(result.errors)")
  }

  // MARK: What comes out

  @Test func formatsNameTheLabels() throws {
    let lines = try shell("c --head scores -f jsonl texts.txt").text.split(separator: "\n")
    #expect(lines.count == 40)
    let object = try #require(JSONSerialization.jsonObject(with: Data(lines[3].utf8)) as? [String: Any])
    let scores = try #require(object["scores"] as? [String: Double])
    #expect(Set(scores.keys) == ["bad", "so, so", "good"] && abs(scores.values.reduce(0, +) - 1) < 1e-6)
    #expect(object["label"] as? String == scores.max { $0.value < $1.value }?.key)
    #expect(Set(object.keys) == ["index", "label", "scores", "tokens", "truncated"])
    #expect(lines[3].contains(#""scores":{"bad":"#) && lines[3].contains(#","so, so":"#))
    let table = try shell("c --head logits -f csv -e word5").text.split(separator: "\n")
    #expect(table.first == #"index,bad,"so, so",good"#)
    try check("c --head logits -o rows.npy texts.txt && c --head logits -f jsonl texts.txt > rows.jsonl")
    let rows = try #require(NPYFile(directory.read("rows.npy")))
    #expect(rows.shape == [40, 3])
    #expect(
      try shell("t --head scores -f csv -e 'word5 word6'").text.hasPrefix(#"index,token,start,end,bad,"so, so",good"#))
  }

  /// [CLS] can be the answer, and so can the second text's tokens; the question's cannot.
  @Test func answersAreInTheSecondText() throws {
    let result = try shell(
      "printf 'word5 word6|word7 word8\\n' | \"$B\" -m answers.albert --head logits --pair-separator '|' -f jsonl")
    let object = try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    let tokens = try #require(object["tokens"] as? [[String: Any]])
    #expect(tokens.map { $0["token"] as? String } == ["[CLS]", "[SEP]", "word7", "word8", "[SEP]"])
    #expect(Set((tokens[0]["logits"] as? [String: Double] ?? [:]).keys) == ["answer_start", "answer_end"])
    #expect(tokens.allSatisfy { $0["label"] == nil })
  }

  @Test func aDryRunForeseesTheRowsOfAnswers() throws {
    try check(
      """
      answers() { "$B" -q -m answers.albert --head logits --pair-separator ' ' -o answers.npy --stats "$@" texts.txt; }
      sed -i '/ /!d' texts.txt
      answers dry.json --dry-run && answers run.json
      for file in dry run; do grep -oE '"(rows|bytes)":[0-9]+' $file.json > $file.txt; done
      cmp dry.txt run.txt && [[ -s run.txt ]]
      """)
  }

  @Test func aNullRecordHasNoLabel() throws {
    try directory.write("{\"text\":\"word5\"}\n{\"text\":3}\n", to: "bad.jsonl")
    let result = try shell("c --head scores --on-error null -f jsonl bad.jsonl")
    #expect(result.status == 3 && result.text.contains(#""label":null,"scores":null"#), "\(result.text)")
  }

  // MARK: One row whatever stands around it

  @Test func rowsAreTheSameInAnyRun() throws {
    for run in ["c --head scores", "t --head scores", "t --head logits --level word --subtoken mean"] {
      try check(
        """
        \(run) -f csv -t 1 texts.txt > whole.csv
        \(run) -f csv -t 2 texts.txt | cmp - whole.csv
        ALBERT_EMBED_ISA=portable \(run) -f csv texts.txt | cmp - whole.csv
        while read -r line; do \(run) -f csv -q -e "$line" | tail -n +2 | cut -d, -f2-; done < texts.txt > single.txt
        tail -n +2 whole.csv | cut -d, -f2- | cmp - single.txt
        for k in 1 2 3; do \(run) --shard $k/3 -o part$k.csv texts.txt; done
        "$B" join joined.csv part?.csv && cmp joined.csv whole.csv && rm joined.csv part?.csv
        """)
    }
  }

  @Test func aStoppedRunGoesOnWithTheSameHeadOnly() throws {
    let records = texts.map { "{\"text\":\"\($0)\"}\n" }.joined()
    try directory.write(String(repeating: records, count: 5) + "{\"text\":1}\n", to: "in.jsonl")
    try check(
      """
      c --head scores --on-error null -q -o whole.npy in.jsonl || [[ $? == 3 ]]
      ! c --head scores -q -o part.npy in.jsonl 2> stopped && [[ -e part.npy.partial ]]
      ! c --head logits --resume -q -o part.npy in.jsonl 2> refusal
      grep -q 'output layer (--head) was scores of text-classification, and is logits of' refusal
      c --head scores --resume --on-error null -q -o part.npy in.jsonl || [[ $? == 3 ]]
      cmp part.npy whole.npy
      """)
  }

  /// The mean of the windows' logits, weighted by their tokens, of which scores are made.
  @Test func windowsAreAveraged() throws {
    let words = (0..<25).map { "word\(5 + $0)" }
    let windows = [words[..<14], words[14...]].map { $0.joined(separator: " ") }
    try directory.write(words.joined(separator: " ") + "\n", to: "long.txt")
    try directory.write(windows.joined(separator: "\n") + "\n", to: "windows.txt")
    func rows(_ options: String) throws -> [[Double]] {
      try shell("c -f csv \(options)").text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").dropFirst().compactMap { Double($0) }
      }
    }
    let parts = try rows("--head logits windows.txt")
    let mean = zip(parts[0], parts[1]).map { ($0 * 16 + $1 * 13) / 29 }
    let found = try rows("--head logits --overflow window long.txt")[0]
    #expect(zip(found, mean).allSatisfy { abs($0 - $1) < 1e-6 })
    let powers = mean.map { exp($0) }
    let scores = try rows("--head scores --overflow window long.txt")[0]
    #expect(zip(scores, powers).allSatisfy { abs($0 - $1 / powers.reduce(0, +)) < 1e-6 })
  }

  /// The row of a passage is the one of its text.
  @Test func passagesHaveARowEach() throws {
    let text = (0..<25).map { "word\(5 + $0)" }.joined(separator: " ") + "\n"
    try directory.write(text, to: "long.txt")
    func objects(_ options: String) throws -> [[String: Any]] {
      try shell("c --head scores -f jsonl --with-text \(options)").text.split(separator: "\n").map {
        try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }
    let passages = try objects("--level passage --max-length 8 long.txt")
    #expect(passages.count == 5)
    for passage in passages {
      let alone = try objects("-e '\(passage["text"] as? String ?? "")'")
      #expect(passage["scores"] as? [String: Double] == alone.first?["scores"] as? [String: Double])
      #expect(passage["label"] as? String == alone.first?["label"] as? String)
    }
    #expect(try shell("c --head scores -f csv --level passage long.txt").text.hasPrefix("index,passage,start,end,bad,"))
  }

  // MARK: What is refused

  @Test(arguments: [
    ("c --head scores --layers -2", "--layers: is for embeddings; --head gives what the model's output layer does"),
    ("c --head scores --layer-mix mean", "--layer-mix: is for embeddings"),
    ("c --head scores --pooling cls", "--pooling: is for embeddings"),
    ("c --head scores --pool-over content", "--pool-over: is for embeddings"),
    ("c --head scores --normalize", "--normalize: is for embeddings"),
    ("c --head scores --no-normalize", "--no-normalize: is for embeddings"),
    ("c --head scores --truncate-dim 2", "--truncate-dim: is for embeddings"),
    ("c --head scores --project x.npy", "--project: is for embeddings"),
    ("c --head scores -f bert-jsonl", "--head: bert-jsonl holds layers as they are"),
    ("c --head best", "--head: 'best' is not one of scores, logits"),
    (
      "c --head scores --level word",
      "--head: this model's text-classification head goes with --level text or passage, not"
    ),
    ("t --head scores --level text", "--head: this model's token-classification head goes with --level token or word"),
    ("t --head scores --level word --subtoken first-last", "--head: --subtoken first-last would give each label two"),
    ("t --head logits --level word --subtoken max", "--head: --subtoken max takes the piece of the highest score"),
    ("t --level word --subtoken max", "--subtoken max is of scores: it goes with --head scores"),
    ("$B -m answers.albert --head logits", "--head: a question-answering head takes pairs of texts"),
    ("$B -m answers.albert --head scores --pair-separator x", "--head: a question-answering head gives logits"),
    ("$B -m order.albert --head scores", "--head: a sentence-order head takes pairs of texts"),
    ("$B -m none.albert --head scores", "--head: this model's masked-language head cannot be used: is not supported"),
    ("$B --head scores", "--head: the checkpoint holds no output layer; if the model that it was made of has one"),
  ])
  func whatDoesNotGoTogetherIsOneLine(command: String, problem: String) throws {
    let result = try shell("echo word5 | \(command)")
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("albert-embed: \(problem)"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func csvKeepsItsOwnColumns() throws {
    let fixture = ModelFixture()
    try fixture.write(
      to: directory, heads: fixture.head("classifier", labels: 2), members: #""id2label": {"0": "text", "1": "index"}"#)
    let result = try shell("$B convert . m.albert && $B -m m.albert --head scores -f csv -e word5")
    #expect(
      result.status == 2 && result.errors.contains("--head: the label 'index' has the name of another column of csv"))
    #expect(try shell("$B -m m.albert --head scores -f jsonl --with-text -e word5").status == 0)
  }
}
