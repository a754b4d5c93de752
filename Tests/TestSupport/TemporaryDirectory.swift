import Foundation

/// A new directory, removed with everything in it when the object goes.
public final class TemporaryDirectory: Sendable {
  public let path: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("albert-embed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of an entry, which need not exist.
  public func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, making the directories that lead to it, and returns its path.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    // Hostile files are written by the thousand, and ext4 waits for the disk where an old file is cut to nothing first.
    unlink(url.path)
    guard let file = fopen(url.path, "w"), fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
    return url.path
  }

  @discardableResult
  public func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  /// Writes a text file under a name of its own and returns its path.
  public func file(_ bytes: [UInt8]) throws -> String { try write(bytes, to: "\(UUID().uuidString).txt") }

  public func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

  public func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  /// Names of the entries, sorted.
  public var entries: [String] {
    get throws { try Self.entries(of: path) }
  }

  /// Names of the entries of any directory, sorted.
  public static func entries(of path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
