import Foundation
import TestSupport
import Testing

/// Python with the scripts of this repository, which are given the program under test.
enum Python {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The path of a script.
  static func script(_ name: String) -> String { repository.appending(path: "scripts/\(name)").path }

  /// Runs Python with the program as $ALBERT_EMBED and, unless there is to be the bundled one, the tiny model.
  static func run(
    _ arguments: [String], usesTinyModel: Bool = true, in directory: TemporaryDirectory? = nil,
    environment changes: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    if let directory { process.currentDirectoryURL = URL(filePath: directory.path) }
    var environment = ProcessInfo.processInfo.environment
    environment["ALBERT_EMBED"] = Program.path
    environment["ALBERT_EMBED_MODEL"] = usesTinyModel ? try TinyModel.checkpoint.get() : ""
    environment["PYTHONPATH"] = "\(script("use/recipes")):\(script("use/databases"))"
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    process.environment = environment.merging(changes) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// Runs one of this target's scripts in a new directory.
  static func check(_ name: String, _ arguments: String..., usesTinyModel: Bool = true) throws {
    let script = repository.appending(path: "Tests/CommandLineTests/Python/\(name)").path
    let result = try run([script] + arguments, usesTinyModel: usesTinyModel, in: TemporaryDirectory())
    #expect(result.status == 0, "\(result.text)")
  }

  static func has(_ modules: String) -> Bool { (try? run(["-c", "import \(modules)"]).status) == 0 }
}
