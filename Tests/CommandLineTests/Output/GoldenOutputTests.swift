import Foundation
import TestSupport
import Testing

/// Compares the program's output with goldens of Hugging Face's libraries (`scripts/develop/goldens/make-embedding-goldens.py`).
@Suite struct GoldenOutputTests {
  private let fixtures = Python.repository.appending(path: "Tests/EmbeddingTests/Fixtures")
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func options(of golden: [String: Any], model: String) -> [String] {
    var options = ["-m", "\(model).albert", "-i", "jsonl", "--pair-field", "b", "-f", "jsonl", "--on-error", "null"]
    func add(_ option: String, _ key: String) {
      switch golden[key] {
      case let list as [Any]: options.append("\(option)=\(list.map { "\($0)" }.joined(separator: ","))")
      case let value?: options.append("\(option)=\(value)")
      case nil: break
      }
    }
    for (option, key) in [
      ("--level", "level"), ("--layers", "layers"), ("--layer-mix", "layer_mix"), ("--subtoken", "subtoken"),
      ("--pooling", "pooling"), ("--pool-over", "pool_over"), ("--max-length", "max_length"),
      ("--overflow", "overflow"), ("--stride", "stride"), ("--truncate-dim", "truncate_dim"),
    ] { add(option, key) }
    if golden["normalize"] as? Bool == true { options.append("--normalize") }
    if golden["project"] as? Bool == true {
      options.append("--project=\(fixtures.appending(path: "\(model)/projection.npy").path)")
    }
    return options
  }

  private func lines(of records: [Any]) throws -> [UInt8] {
    try records.flatMap { record -> [UInt8] in
      let texts = record as? [String] ?? [record as? String ?? ""]
      let object = texts.count == 2 ? ["text": texts[0], "b": texts[1]] : ["text": texts[0]]
      return try Array(JSONSerialization.data(withJSONObject: object)) + [0x0A]
    }
  }

  /// The numbers of an embedding, which is one array or an array for each pooling.
  private func numbers(_ embedding: Any?, poolings: [String]) -> [Double] {
    if let parts = embedding as? [String: [Double]] { return poolings.flatMap { parts[$0] ?? [] } }
    return embedding as? [Double] ?? []
  }

  @Test(arguments: ["unigram", "wordpiece"]) func theProgramPrintsWhatHuggingFaceComputes(model: String) throws {
    let converted = try Program.shell(
      "\"$B\" convert '\(fixtures.appending(path: model).path)' \(model).albert", in: directory.path)
    try #require(converted.status == 0, "\(converted.errors)")
    let values = try Data(contentsOf: fixtures.appending(path: "goldens.f32")).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    }
    let content = try Data(contentsOf: fixtures.appending(path: "goldens.json"))
    let goldens = try #require(JSONSerialization.jsonObject(with: content) as? [[String: Any]])
    var end = 0
    for (number, golden) in goldens.enumerated() {
      let start = end
      let counts = try #require(golden["counts"] as? [Int])
      end += counts.reduce(0, +) * (golden["columns"] as? Int ?? 0)
      // Every fifth golden; unit tests compare all of them.
      guard golden["model"] as? String == model, number % 5 == 0 else { continue }
      let records = try #require(golden["records"] as? [Any])
      // In a file of pairs every record has a second text.
      let hasPairs = records.contains { $0 is [String] }
      let options = options(of: golden, model: model).filter { hasPairs || $0 != "--pair-field" && $0 != "b" }
      let quoted = options.map { "'\($0)'" }.joined(separator: " ")
      let result = try Program.shell("\"$B\" \(quoted)", in: directory.path, input: lines(of: records))
      try #require(result.status == 0, "\(quoted): \(result.errors)")
      var found: [Double] = []
      for line in result.output.split(separator: 0x0A) {
        let object = try #require(JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
        if let tokens = object["tokens"] as? [[String: Any]] {
          for token in tokens { found += numbers(token["embedding"], poolings: []) }
        } else {
          found += numbers(object["embedding"], poolings: golden["pooling"] as? [String] ?? [])
        }
      }
      let tolerance = try #require(golden["tolerance"] as? Double)
      try #require(found.count == end - start, "\(quoted)")
      #expect(zip(found, values[start..<end]).allSatisfy { abs($0 - Double($1)) <= tolerance }, "\(quoted)")
    }
  }
}
