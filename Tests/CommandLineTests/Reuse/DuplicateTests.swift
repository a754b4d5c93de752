import TestSupport
import Testing

/// Repeated texts are encoded once, and the summary counts them.
@Suite struct DuplicateTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: ["text", "word", "token"]) func theSummaryCountsDuplicates(level: String) throws {
    try directory.write("a\nb c\na\n\n\nb  c\nd\n", to: "in.txt")
    let result = try Program.shell(
      "$B --level \(level) --summary -f csv in.txt > rows.csv && $B --level \(level) -f csv -e d > d.csv",
      in: directory.path)
    #expect(result.status == 0)
    #expect(result.errors.hasSuffix("; 3 duplicates encoded once\n"), "\(result.errors)")
    // A row of a text that is not repeated has the bits that it has alone.
    let rows = try directory.read("rows.csv").split(separator: UInt8(ascii: "\n"))
    let alone = try directory.read("d.csv").split(separator: UInt8(ascii: "\n"))
    #expect(rows.last?.dropFirst() == alone.last?.dropFirst())
  }

  @Test func oneDuplicateIsToldAsOne() throws {
    let result = try Program.shell("$B --summary -f csv -e a -e a > rows.csv", in: directory.path)
    #expect(result.errors.hasSuffix("; 1 duplicate encoded once\n"), "\(result.errors)")
    #expect(result.status == 0)
  }
}
