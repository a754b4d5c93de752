import Foundation
import Kernels
import Testing

/// Compares everything that names the instruction sets with `InstructionSet`: the package, the scripts and the prose.
@Suite struct InstructionSetTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: repository.appending(path: path), encoding: .utf8)
  }

  /// The README, and the files below some folders of the repository, whose names have one of these suffixes.
  private static func files(_ suffixes: [String]) throws -> [String] {
    var files = ["README.md"]
    for folder in ["Sources", "Tests", "models", "scripts"] {
      let all = try #require(FileManager.default.enumerator(atPath: repository.appending(path: folder).path))
      files += all.compactMap { $0 as? String }.map { "\(folder)/\($0)" }
    }
    return files.filter { file in suffixes.contains { file.hasSuffix($0) } }
  }

  /// The variants of the kernels in Package.swift.
  private static func variants() throws -> [(name: String, line: String)] {
    try text("Package.swift").matches(of: /kernels\(\s*"(\w+)"[^)]*\)/).map { (String($0.1), String($0.0)) }
  }

  @Test func thePackageHasATargetForEach() throws {
    #expect(Set(try Self.variants().map { $0.name.lowercased() }) == Set(InstructionSet.allCases.map(\.rawValue)))
  }

  @Test func eachTargetLinksToTheSameSources() throws {
    let variants = Set(try Self.variants().map { "Kernels\($0.name)" })
    let sources = Self.repository.appending(path: "Sources")
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path)
    #expect(Set(folders.filter { $0.hasPrefix("Kernels") && $0 != "Kernels" }) == variants)
    for variant in variants where variant != "KernelsPortable" {
      let parts = try FileManager.default.contentsOfDirectory(atPath: sources.appending(path: variant).path)
      #expect(Set(parts).isSuperset(of: ["Integers", "Shared"]), "\(variant)")
      for part in parts {
        let link = sources.appending(path: "\(variant)/\(part)").path
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "../KernelsPortable/\(part)")
      }
    }
  }

  /// The check of arm64 compiles the kernels by itself, since SwiftPM leaves those of another architecture out.
  @Test func theArm64CheckCompilesAsThePackageDoes() throws {
    let path = try #require(Self.files(["checks/arm64.sh"]).first)
    let script = try Self.text(path).split(separator: "\n")
    let package = try Self.text("Package.swift")
    let arm64 = try #require(package.firstMatch(of: /#elseif arch\(arm64\)(.*?)#else/.dotMatchesNewlines())).1
    for match in arm64.matches(of: /kernels\(\s*"(\w+)"([^)]*)\)/) {
      let strings = match.2.matches(of: /"([^"]+)"/).map { String($0.1) }
      let flags = strings.map { $0.hasPrefix("-") ? "-Xcc \($0)" : "-D \($0)" }.joined(separator: " ")
      let isa = match.1.lowercased()
      let line = try #require(script.first { $0.hasPrefix("check \(isa) ") }, "\(isa)")
      #expect(line.hasSuffix(flags.isEmpty ? "\"" : "\" \(flags)"), "\(line)")
    }
  }

  /// No text repeats the list of instruction sets, which would grow old there: help and manual print `InstructionSet.choices`.
  @Test func noTextListsThem() throws {
    let name = "(?:\(InstructionSet.allCases.map(\.rawValue).joined(separator: "|")))\\b"
    let list = try Regex("\(name)`?(?:, ?|\\||/| or | and )`?\(name)")
    for file in try Self.files([".md", ".sh", ".swift", ".py", ".h"]) {
      let text = try Self.text(file)
      guard text.contains("avx") || text.contains("i8mm") else { continue }
      #expect(text.firstMatch(of: list).map { text[$0.range] } == nil, "\(file)")
    }
  }
}
