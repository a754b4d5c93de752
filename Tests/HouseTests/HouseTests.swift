import Foundation
import Testing

/// What may depend on what, and how large a room may be. The compiler does not hold the first: a target can import any
/// module that happens to be built.
@Suite struct HouseTests {
  /// The targets that each target may import.
  private static let mayImport: [String: Set<String>] = [
    // The other instruction sets' targets are links to its folders.
    "KernelsPortable": ["CShims"],
    "Kernels": [
      "CShims", "KernelsPortable", "KernelsAVX2", "KernelsAVX512", "KernelsAVXVNNI", "KernelsAVX512VNNI",
      "KernelsDotProduct", "KernelsI8MM",
    ],
    "Files": [], "JSON": [],
    "Checkpoint": ["Files"],
    // The reader of a checkpoint's tokenizer knows nothing of the files that it was made from.
    "Tokenizers": ["Checkpoint"],
    "TokenizerCompiler": ["Checkpoint", "Tokenizers"],
    "Albert": ["Checkpoint", "Kernels"],
    "EmbeddingFormats": ["Files", "JSON"],
    "Conversion": ["Albert", "Checkpoint", "Files", "JSON", "Kernels", "TokenizerCompiler", "Tokenizers"],
    // The job: it reads checkpoints and never makes one.
    "AlbertEmbed": ["Albert", "Checkpoint", "EmbeddingFormats", "Files", "JSON", "Kernels", "Tokenizers"],
    "Benchmark": ["Albert", "AlbertEmbed", "Checkpoint", "Files", "JSON", "Kernels", "Tokenizers"],
    "albert-embed": [
      "Albert", "AlbertEmbed", "Benchmark", "Checkpoint", "Conversion", "EmbeddingFormats", "Files", "Kernels",
      "Tokenizers",
    ],
  ]
  /// Modules of the toolchain. Foundation is none of them: without it the program is up in a millisecond.
  private static let toolchain: Set<String> = ["Darwin", "Dispatch", "Glibc", "Musl", "Synchronization"]
  private static let largestFile = 400
  private static let largestFolder = 12

  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The files of code below a folder of the repository, as paths below it.
  private static func code(in folder: String, suffixes: [String] = [".swift"]) throws -> [String] {
    let all = try #require(FileManager.default.enumerator(atPath: repository.appending(path: folder).path))
    return all.compactMap { $0 as? String }.filter { file in suffixes.contains { file.hasSuffix($0) } }.sorted()
  }

  private static func lines(of file: String) throws -> [Substring] {
    try String(contentsOf: repository.appending(path: file), encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func targetsImportWhatTheyMay() throws {
    let files = try Self.code(in: "Sources")
    #expect(Set(files.compactMap { $0.split(separator: "/").first.map(String.init) }) == Set(Self.mayImport.keys))
    for file in files {
      let target = String(file.prefix { $0 != "/" })
      for line in try Self.lines(of: "Sources/\(file)") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"),
          words[..<place].allSatisfy({ $0.hasPrefix("@") || $0.hasPrefix("public") }),
          words.indices.contains(place + 1)
        else { continue }
        let module = String(words[place + 1])
        #expect(
          Self.toolchain.contains(module) || Self.mayImport[target]?.contains(module) == true,
          "\(file) imports \(module)")
      }
    }
  }

  /// Dictionaries and sets of strings whose keys are the program's own words, in ASCII.
  private static let stringKeys: Set<String> = [
    "AlbertEmbed/Runs/ResumeState.swift", "AlbertEmbed/Runs/EmbeddingRun.swift",
    "AlbertEmbed/Shards/WrittenShard.swift",
    "Files/Writing/Journal.swift", "Files/Writing/OutputSet.swift", "albert-embed/Options/ArgumentParser.swift",
    "albert-embed/Embed/EmbedContext.swift",
  ]

  /// Swift compares strings by canonical equivalence and cuts them into characters. Names of tensors, fields and files are
  /// bytes: `NamedValues` holds values by them, and `isSame(as:)`, `parts(separatedBy:)` and the like compare and cut them.
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
    // Tables that a script writes.
    for file in files where file.hasSuffix(".swift") && !file.hasSuffix("UnicodeData.swift") {
      let count = try Self.lines(of: "\(root)/\(file)").count
      #expect(count <= Self.largestFile, "\(root)/\(file) has \(count) lines")
    }
    for (folder, files) in Dictionary(grouping: files, by: { ($0 as NSString).deletingLastPathComponent }) {
      #expect(files.count <= Self.largestFolder, "\(root)/\(folder) has \(files.count) files")
    }
  }
}
