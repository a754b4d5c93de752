import Foundation
import TestSupport
import Testing

/// What `bench` says of a model; not how much.
@Suite struct BenchTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  /// Every product beside the peak of its own operands, and all kinds that the encoder has.
  @Test(arguments: [
    ("f32", ["f32", "f32", "f32", "f32"], ["f32"]),
    ("mixed", ["int8", "int16", "int16", "int8", "int8"], ["int16", "int8"]),
  ]) func productsAreMeasuredByTheirOwnPrecision(precision: String, products: [String], peaks: [String]) throws {
    let result = try shell(
      """
      $B convert --precision \(precision) $ALBERT_EMBED_MODEL model.albert 2> /dev/null
      $B bench -m model.albert --shapes 2x8 -t 2 --json
      """)
    #expect(result.status == 0, "\(result.errors)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    func operands(_ list: String) -> [String?]? {
      (report[list] as? [[String: Any]])?.map { $0["operands"] as? String }
    }
    #expect(report["precision"] as? String == precision)
    #expect(operands("products") == products)
    #expect(operands("peaks") == peaks)
    #expect((report["encoder"] as? [Any])?.count == 1)
  }

  @Test func theTableNamesThePrecision() throws {
    let result = try shell("$B bench --shapes 2x8 -t 1")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("\nprecision        f32\n"), "\(result.text)")
  }
}
