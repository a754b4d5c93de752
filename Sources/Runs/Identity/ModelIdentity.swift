import Albert
import Checkpoint
import Files

/// The identity of a run's model, as far as rows depend on it.
public struct ModelIdentity: Sendable {
  /// The checkpoint's size and fingerprint.
  public let content: String
  let precision: Precision

  init(content: String, precision: Precision) { (self.content, self.precision) = (content, precision) }

  /// Reads the checkpoint's table of sections, which holds a checksum of each. A damaged copy has the same table. So the content
  /// must be compared with it (`EmbeddingJob.verifyModel`) before the identity is written to a file.
  public init(_ checkpoint: Checkpoint, precision: Precision) {
    var fingerprint = Fingerprint()
    for section in checkpoint.sections {
      fingerprint.add("\(section.name) \(section.shape) \(section.checksum);")
    }
    self.init(
      content: "\(checkpoint.fileSize) bytes, fingerprint \(fingerprint.description)", precision: precision)
  }
}
