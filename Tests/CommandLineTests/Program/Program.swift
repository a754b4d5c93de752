import Foundation
import TestSupport

/// The built program, run as a user runs it.
enum Program {
  struct Result {
    var status: Int32
    /// Whether the status is the number of a signal that it died of.
    var diedOfSignal: Bool
    var output: [UInt8]
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// It lies beside the test bundle, which is the running executable.
  static let path: String = {
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(filePath: bundle).deletingLastPathComponent().appending(path: "albert-embed").path
  }()

  /// What every script begins with: `await COMMAND` waits until COMMAND succeeds, and gives up after a minute.
  private static let prelude = """
    await() { for i in {1..6000}; do "$@" && return; sleep 0.01; done; echo "waited for $*" >&2; exit 99; }

    """

  /// Runs a shell script in a directory, with the program as `$B` and the tiny model as the default one.
  static func shell(_ script: String, in directory: String, input: [UInt8]? = nil) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", prelude + script]
    process.currentDirectoryURL = URL(filePath: directory)
    process.environment = [
      "B": path, "ALBERT_EMBED_MODEL": try TinyModel.checkpoint.get(), "PATH": "/usr/local/bin:/usr/bin:/bin",
      "LC_ALL": "C",
    ]
    // Where the tests run under a sanitizer, so does the program (scripts/develop/checks/sanitize.sh).
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      process.environment?[name] = ProcessInfo.processInfo.environment[name]
    }
    // Files, because a pipe that nobody reads while the other one is read would block.
    let files = try TemporaryDirectory()
    func file(_ name: String, _ content: [UInt8] = []) throws -> FileHandle {
      try FileHandle(forUpdating: URL(filePath: files.write(content, to: name)))
    }
    let output = try file("output")
    let errors = try file("errors")
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = try file("input", input ?? [])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, diedOfSignal: process.terminationReason == .uncaughtSignal,
      output: try files.read("output"),
      errors: String(decoding: try files.read("errors"), as: UTF8.self))
  }
}
