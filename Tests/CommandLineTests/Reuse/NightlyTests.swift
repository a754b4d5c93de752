import Foundation
import TestSupport
import Testing

/// The recipe that embeds a corpus every night.
@Suite struct NightlyTests {
  private static let recipe = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../scripts/use/recipes/nightly.sh"
  ).standardizedFileURL.path

  @Test func aNightPaysForWhatIsNewOrChanged() throws {
    let directory = try TemporaryDirectory()
    try directory.write((0..<60).map { "text \($0)\n" }.joined(), to: "corpus.txt")
    let result = try Program.shell(
      """
      export ALBERT_EMBED=$B
      night() { "\(Self.recipe)" corpus.txt rows.npy --pooling cls; }
      night && sed -i 's/text 7$/texts 7/; 3d' corpus.txt && night
      # A night that was cut off, and one that is not done yet.
      printf 'albert-embed journal 3\\nphase: writing\\n' > rows.npy.partial.journal && touch rows.npy.partial && night
      flock rows.npy.lock "\(Self.recipe)" corpus.txt rows.npy --pooling mean
      $B -q --keys --pooling cls -o fresh.npy corpus.txt && cmp rows.npy fresh.npy && cmp rows.npy.keys fresh.npy.keys && ls
      """, in: directory.path)
    #expect(result.status == 0, "\(result.errors)\(result.text)")
    #expect(
      result.text == "corpus.txt\nfresh.npy\nfresh.npy.keys\nrows.npy\nrows.npy.keys\nrows.npy.lock\n", "\(result.text)"
    )
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 3, "\(result.errors)")
    #expect(lines.dropFirst().first?.hasSuffix("; 58 rows reused") == true, "\(result.errors)")
    #expect(lines.last?.hasSuffix("; 59 rows reused") == true, "\(result.errors)")
  }
}
