import Foundation
import TestSupport
import Testing

@Suite struct MemoryTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Flat to within the noise of an allocator, whatever is read and written.
  @Test(arguments: [
    ("lines", "npy", "a b c d e f g h i j"), ("jsonl", "jsonl", "{\"text\":\"a b c d e f g h i j\"}"),
    ("csv", "csv", "a b c d e f g h i j"), ("json", "npy", "{\"text\":\"a b c d e f g h i j\"},"),
    ("ids", "npy", "2 5 6 7 8 9 10 11 12 13 14 3"),
  ])
  func memoryDoesNotGrowWithTheInput(inputFormat: String, format: String, record: String) throws {
    func peak(records: Int) throws -> Int {
      let begin = inputFormat == "csv" ? "text\n" : inputFormat == "json" ? "[" : ""
      let end = inputFormat == "json" ? "{\"text\":\"\"}]" : ""
      try directory.write(begin + String(repeating: "\(record)\n", count: records) + end, to: "in")
      return try peakMemory(of: "exec \"$B\" -i \(inputFormat) -f \(format) --level token -q in > /dev/null")
    }
    // By then the windows that are on their way at once have their full size. Rows that were kept would be 30 MB more.
    let few = try peak(records: 20_000)
    let many = try peak(records: 60_000)
    #expect(many - few < 16_000, "\(few) kB, then \(many) kB")
  }

  /// A name takes its bytes and what tells whether its file has changed, once.
  @Test func aNameTakesLittleMoreThanItsBytes() throws {
    let name = "some/directory/name-of-a-file.txt"
    func peak(names: Int) throws -> Int {
      try directory.write(String(repeating: "\(name)\0", count: names), to: "names")
      return try peakMemory(
        of: "mkdir -p some/directory; : > \(name); exec \"$B\" -q -t 1 --files0-from names -o f.npy")
    }
    let few = try peak(names: 1000)
    let many = try peak(names: 101_000)
    // 128 bytes a name, and as much again for what arrays have in reserve.
    #expect(many - few < 25_600, "\(few) kB, then \(many) kB")
  }

  /// The largest resident memory, in kilobytes, of what a shell script turns into with `exec`.
  private func peakMemory(of script: String) throws -> Int {
    let checkpoint = try TinyModel.checkpoint.get()
    let words = ["/bin/bash", "-c", "cd '\(directory.path)' && \(script)"]
    let environment = ["B=\(Program.path)", "ALBERT_EMBED_MODEL=\(checkpoint)", "PATH=/usr/bin:/bin"]
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, words[0], nil, nil, &arguments, &variables) == 0)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 { try #require(errno == EINTR) }
    #expect(status == 0)
    return usage.ru_maxrss
  }
}
