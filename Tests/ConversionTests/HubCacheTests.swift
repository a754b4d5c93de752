import Foundation
import TestSupport
import Testing

@testable import Conversion

/// Finds the directory of a model's name.
@Suite struct HubCacheTests {
  private let directory: TemporaryDirectory
  private static let revision = "0123456789abcdef0123456789abcdef01234567"

  init() throws { directory = try TemporaryDirectory() }

  /// Puts a model into a cache as Hugging Face's libraries do: a snapshot holds links to blobs.
  private func fill(_ cache: String, folder: String = "models--albert--albert-base-v2") throws {
    let blobs = "\(cache)/\(folder)/blobs"
    try ModelFixture().write(to: directory, under: blobs)
    let snapshot = "\(cache)/\(folder)/snapshots/\(Self.revision)"
    try FileManager.default.createDirectory(atPath: directory.path(snapshot), withIntermediateDirectories: true)
    for name in try TemporaryDirectory.entries(of: directory.path(blobs)) {
      try FileManager.default.createSymbolicLink(
        atPath: directory.path("\(snapshot)/\(name)"), withDestinationPath: "../../blobs/\(name)")
    }
    try directory.write(Self.revision, to: "\(cache)/\(folder)/refs/main")
  }

  private func find(_ source: String, _ environment: [String: String] = [:]) throws -> String {
    try findModel(source) { environment[$0] }.path.replacing("\(directory.path)/", with: "")
  }

  private func problem(_ source: String, _ environment: [String: String] = [:]) -> String? {
    do {
      _ = try find(source, environment)
      return nil
    } catch {
      return "\(error)".replacing("\(directory.path)/", with: "")
    }
  }

  @Test(arguments: [
    ("HF_HUB_CACHE", "hub", "hub"), ("HF_HOME", "home", "home/hub"), ("HUGGINGFACE_HUB_CACHE", "hub", "hub"),
    ("SENTENCE_TRANSFORMERS_HOME", "st", "st"),
  ])
  func aNameIsFoundInTheCache(variable: String, value: String, cache: String) throws {
    try fill(cache)
    let environment = [variable: directory.path(value), "HOME": directory.path("nobody")]
    let snapshot = "\(cache)/models--albert--albert-base-v2/snapshots/\(Self.revision)"
    #expect(try find("albert/albert-base-v2", environment) == snapshot)
    #expect(
      problem("albert/other", environment)?.hasSuffix("`hf download albert/other` fetches one of the hub's") == true)
    try convertModel(directory.path(snapshot), to: directory.path("x.albert"))
  }

  /// The same results as Python's `os.path.expanduser` and `os.path.expandvars`.
  @Test(arguments: [
    ("~", "/me"), ("~/x", "/me/x"), ("~you/x", "~you/x"), ("a~", "a~"), ("$A/b", "one/b"), ("${A}b", "oneb"),
    ("$Ab", "$Ab"),
    ("x$A$B-$A", "xone$B-one"), ("${A", "${A"), ("$", "$"), ("$$A", "$one"), ("~/$A", "/me/one"), ("é$A", "éone"),
  ])
  func pathsAreExpanded(path: String, expected: String) {
    let environment = ["HOME": "/me", "A": "one"]
    #expect(HubCache.expanded(path) { environment[$0] } == expected)
    #expect(HubCache.directories { ["HF_HUB_CACHE": path].merging(environment) { $1 }[$0] }.first == expected)
  }

  @Test func theCacheAtHomeIsTheLast() throws {
    try fill("me/.cache/huggingface/hub")
    try fill("me/.cache/huggingface/hub", folder: "models--bare-name")
    let home = ["HOME": directory.path("me"), "HF_HUB_CACHE": directory.path("empty")]
    #expect(try find("albert/albert-base-v2", home).hasPrefix("me/.cache/huggingface/hub/models--albert") == true)
    #expect(try find("bare-name", home).hasPrefix("me/.cache/huggingface/hub/models--bare-name/") == true)
    #expect(
      problem("a/b", home)
        == "a/b: there is no such directory, and no model of that name in empty, me/.cache/huggingface/hub; "
        + "`hf download a/b` fetches one of the hub's")
  }

  @Test func aFolderOfTheCacheIsAccepted() throws {
    try fill("hub")
    let folder = "hub/models--albert--albert-base-v2"
    #expect(try find(directory.path(folder)) == "\(folder)/snapshots/\(Self.revision)")
    // Without a current revision the only one is taken.
    try directory.remove("\(folder)/refs")
    #expect(try find(directory.path(folder)) == "\(folder)/snapshots/\(Self.revision)")
    try directory.write("", to: "\(folder)/snapshots/other/config.json")
    #expect(problem(directory.path(folder))?.contains("has several snapshots: \(Self.revision), other; name") == true)
    for wrong in ["", "missing", "../..", "..", "other/.."] {
      try directory.write(wrong, to: "\(folder)/refs/main")
      #expect(problem(directory.path(folder))?.contains("names the revision '\(wrong)', which snapshots/") == true)
    }
  }

  @Test(arguments: ["a/b/c", "../x", "a//b", "/a", "a b/c", ".a/b", ""])
  func otherNamesArePaths(source: String) {
    #expect(HubCache.folder(of: source) == nil)
  }
}
