import Foundation
import Testing

/// Checks what targets import, how strings are compared, and how large files and folders are. The compiler lets a target import
/// any module that happens to be built.
@Suite struct HouseTests {
  /// The modules of the toolchain that sources may import. Foundation is not one of them: without it the program starts in a
  /// millisecond.
  private static let toolchain: Set<String> = ["Darwin", "Dispatch", "Glibc", "Musl", "Synchronization"]
  private static let testModules: Set<String> = ["Foundation", "Testing"]
  private static let largestFile = 450
  private static let largestFolder = 12

  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The paths of the source files in a folder of the repository, relative to it.
  private static func code(in folder: String, suffixes: [String] = [".swift"]) throws -> [String] {
    let all = try #require(FileManager.default.enumerator(atPath: repository.appending(path: folder).path))
    return all.compactMap { $0 as? String }.filter { file in suffixes.contains { file.hasSuffix($0) } }.sorted()
  }

  private static func lines(of file: String) throws -> [Substring] {
    try String(contentsOf: repository.appending(path: file), encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  /// A target as Package.swift declares it.
  private struct Target {
    var folder: String
    var dependencies: Set<String>
  }

  /// The package's targets by name. They are read from the text of Package.swift, since the package manager takes seconds.
  private static func targets() throws -> [String: Target] {
    let manifest = try lines(of: "Package.swift").filter { !$0.contains(/^ *\/\//) }.joined(separator: "\n")
    let kernels = manifest.matches(of: /\bkernels\(\s*"(\w+)"/).map { "Kernels\($0.1)" }
    var targets = Dictionary(
      kernels.map { ($0, Target(folder: "Sources/\($0)", dependencies: ["CShims"])) }, uniquingKeysWith: { $1 })
    for declaration in manifest.matches(
      of: /\.(target|executableTarget|testTarget|systemLibrary)\(\s*name: "([^"\\]+)"/)
    {
      let text = argument(of: manifest[declaration.range.lowerBound...])
      var dependencies: Set<String> = []
      if let list = text.firstMatch(of: /dependencies: (.*?\])/.dotMatchesNewlines()) {
        dependencies.formUnion(list.1.matches(of: /"([^"]+)"/).map { String($0.1) })
        if list.1.contains("kernelVariantNames") { dependencies.formUnion(kernels) }
      }
      let folder = declaration.1 == "testTarget" ? "Tests" : "Sources"
      let path = text.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
      targets[String(declaration.2)] = Target(folder: path ?? "\(folder)/\(declaration.2)", dependencies: dependencies)
    }
    return targets
  }

  /// A text up to the parenthesis that closes its first one.
  private static func argument(of text: Substring) -> Substring {
    var depth = 0
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if text[index] == ")", depth == 0 { return text[...index] }
    }
    return text
  }

  /// The modules that a file imports. Multiline strings are skipped, as they may hold programs in Python.
  private static func modules(importedBy file: String) throws -> Set<String> {
    var modules: Set<String> = []
    var isString = false
    for line in try lines(of: file) {
      if line.contains("\"\"\"") { isString.toggle() }
      let words = line.split(separator: " ")
      guard !isString, let place = words.firstIndex(of: "import"),
        words[..<place].allSatisfy({ $0.hasPrefix("@") || $0.hasPrefix("public") }),
        words.indices.contains(place + 1)
      else { continue }
      modules.insert(String(words[place + 1]))
    }
    return modules
  }

  @Test func theManifestIsUnderstood() throws {
    let targets = try Self.targets()
    #expect(targets["JSON"]?.dependencies == [] && targets["Conversion"]?.dependencies.contains("Tokenizers") == true)
    #expect(targets["Kernels"]?.dependencies.isSuperset(of: ["CShims", "KernelsPortable", "KernelsAVX2"]) == true)
    #expect(targets["KernelsPortable"]?.dependencies == ["CShims"])
    #expect(targets["TestSupport"]?.folder == "Tests/TestSupport")
    for target in targets.values { #expect(target.dependencies.isSubset(of: targets.keys)) }
    for root in ["Sources", "Tests"] {
      let folders = try Self.code(in: root).map { "\(root)/\($0.prefix { $0 != "/" })" }
      #expect(Set(folders).isSubset(of: targets.values.map(\.folder)))
    }
  }

  /// A target imports its dependencies, all of them and nothing else.
  @Test func targetsImportWhatTheyDependOn() throws {
    for (name, target) in try Self.targets() {
      let files = try Self.code(in: target.folder).map { "\(target.folder)/\($0)" }
      let toolchain = target.folder.hasPrefix("Tests/") ? Self.toolchain.union(Self.testModules) : Self.toolchain
      var unused = target.dependencies
      for file in files {
        for module in try Self.modules(importedBy: file).subtracting(toolchain) {
          #expect(target.dependencies.contains(module), "\(file) imports \(module)")
          unused.remove(module)
        }
      }
      // A kernel's target may have only links to another one's folders.
      #expect(files.isEmpty || unused.isEmpty, "\(name) does not import \(unused)")
    }
  }

  /// The files that may have dictionaries and sets of strings, since their keys are the program's own ASCII words.
  private static let stringKeys: Set<String> = [
    "Runs/ResumeState.swift", "Runs/EmbeddingRun.swift", "Runs/Shards/WrittenShard.swift",
    "Files/Writing/Journal.swift", "Files/Writing/OutputSet.swift", "ArgumentParsing/ArgumentParser.swift",
    "albert-embed/Embed/EmbedContext.swift",
  ]

  /// Swift compares strings by canonical equivalence, and splits them into characters. Names of tensors, fields and files are bytes:
  /// `NamedValues` is the dictionary for them, and `isSame(as:)`, `parts(separatedBy:)` and others compare and split them.
  @Test func identitiesAreBytes() throws {
    let path = #"(split\(separator: "/"|astIndex\(of: "/"\)|contains\("/"\)|has(Prefix|Suffix)\("/"\))"#
    for file in try Self.code(in: "Sources") {
      for (number, line) in try Self.lines(of: "Sources/\(file)").enumerated() {
        let place = "Sources/\(file):\(number + 1): \(line)"
        if line.contains("[String: ") || line.contains("Set<String>") || line.contains("[Substring: ") {
          #expect(Self.stringKeys.contains(file), "\(place)")
        }
        if try line.firstMatch(of: Regex(path)) != nil {
          #expect(line.contains("utf8.") || line.contains("unicodeScalars."), "\(place)")
        }
      }
    }
  }

  @Test(arguments: ["Sources", "Tests", "scripts"]) func filesAndFoldersAreSmall(root: String) throws {
    let files = try Self.code(in: root, suffixes: [".swift", ".py", ".sh"])
    #expect(!files.isEmpty)
    // UnicodeData.swift is written by a script.
    for file in files where file.hasSuffix(".swift") && !file.hasSuffix("UnicodeData.swift") {
      let count = try Self.lines(of: "\(root)/\(file)").count
      #expect(count <= Self.largestFile, "\(root)/\(file) has \(count) lines")
    }
    for (folder, files) in Dictionary(grouping: files, by: { ($0 as NSString).deletingLastPathComponent }) {
      #expect(files.count <= Self.largestFolder, "\(root)/\(folder) has \(files.count) files")
    }
  }
}
