import Foundation
import TestSupport
import Testing

#if os(Linux)
  /// When the program ends with status 0, its output is on the disk, whoever opened the file.
  @Suite(.enabled(if: FailingCall.isAvailable, "needs seccomp")) struct OnTheDiskTests {
    private let directory: TemporaryDirectory

    init() throws {
      directory = try TemporaryDirectory()
      try directory.write("a\nb c\n", to: "in.txt")
      try directory.write("{\"text\":\"a\",\"id\":7}\n", to: "in.jsonl")
      let made = try Program.shell("for k in 1 2; do $B -q --shard $k/2 -o $k.npy in.txt; done", in: directory.path)
      #expect(made.status == 0, "\(made.errors)")
    }

    private static let ids = "in.jsonl --id-field id -f npy --ids"

    @Test(arguments: [
      "in.txt > out", "in.txt -f csv > out", "in.txt -f csv >> out", "in.txt -o /dev/stdout > out",
      "\(ids) /dev/fd/3 > /dev/null 3> out", "\(ids) ids > out", "in.txt -o out.npy", "\(ids) ids -o out.npy",
      "tokenize in.txt > out", "table > out", "table a -o out.npy", "join - 1.npy 2.npy > out",
      "join out.npy 1.npy 2.npy",
      "info > out", "models > out", "completions bash > out", "help --man > out", "help > out", "--help > out",
      "--version > out", "convert \"$ALBERT_EMBED_MODEL\" out.albert",
    ])
    func aDiskThatFailsIsAnError(command: String) throws {
      let result = try FailingCall.shell("$B \(command)", in: directory.path, failing: FailingCall.fsync)
      #expect(result.status == 1, "\(command)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(command): \(result.errors)")
      #expect(result.errors.hasSuffix("Input/output error\n"), "\(command): \(result.errors)")
      // The file does not appear.
      #expect(try !directory.entries.contains { $0.hasPrefix("out.") || $0 == "ids" }, "\(command)")
    }

    @Test(arguments: ["in.txt", "in.txt -f csv", "tokenize in.txt", "table", "join - 1.npy 2.npy", "info", "--help"])
    func anOutputWithoutADiskIsNotAnError(command: String) throws {
      let result = try Program.shell(
        "$B \(command) | cat > /dev/null; s=${PIPESTATUS[0]}; $B \(command) > /dev/null && exit $s", in: directory.path)
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
  }
#endif
