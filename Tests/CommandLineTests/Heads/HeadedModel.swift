import Foundation
import TestSupport

/// A small model with an output layer.
enum HeadedModel {
  /// Makes a checkpoint with a classifier of texts.
  static func convert(to name: String, labels: Int = 3, in directory: TemporaryDirectory) throws {
    let source = try TemporaryDirectory()
    try write(to: source, labels: labels)
    let result = try Program.shell("$B convert '\(source.path)' '\(name)'", in: directory.path)
    guard result.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Writes the model's directory, as Hugging Face's libraries write one.
  static func write(to source: TemporaryDirectory, labels: Int = 3) throws {
    let fixture = ModelFixture()
    try fixture.write(
      to: source, heads: fixture.head("classifier", labels: labels), members: "\"num_labels\": \(labels)")
  }
}
