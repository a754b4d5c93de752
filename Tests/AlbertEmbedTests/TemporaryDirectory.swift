import Foundation

/// A directory that is removed with everything in it when the test is over.
final class TemporaryDirectory: Sendable {
  private let url = FileManager.default.temporaryDirectory.appending(path: "albert-embed-test-\(UUID().uuidString)")

  init() { try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file with a name of its own and returns its path.
  func file(_ content: [UInt8], extension fileExtension: String = "txt") -> String {
    let path = path("\(UUID().uuidString).\(fileExtension)")
    _ = FileManager.default.createFile(atPath: path, contents: Data(content))
    return path
  }
}
