import Embedding
import Files
import Records

/// Whether a run may go on with what an earlier one left.
struct ResumeCheck {
  let job: EmbeddingJob
  let request: EmbeddingRequest
  let inputs: InputInventory
  /// How the inputs are read.
  let reading: RecordReader.Configuration

  /// What the journal keeps of the run.
  var attributes: [Journal.Attribute] { RunIdentity(of: request, job: job).attributes + inputs.attributes }

  /// - Parameters:
  ///   - earlier: the attributes in the journal.
  ///   - now: this run's.
  ///   - entry: how far the earlier run had come.
  /// - Throws: where the earlier run is another one, with the first difference.
  func check(
    _ earlier: [Journal.Attribute], _ now: [Journal.Attribute], _ entry: Journal.Entry
  ) throws(InputOutputError) {
    let before = RunIdentity.current(earlier)
    if let difference = IdentityDifference.first(between: now, and: before, except: isStatus) {
      throw refusal(difference)
    }
    guard before.contains(where: { isStatus($0.name) }),
      let difference = IdentityDifference.first(between: now, and: before, except: { !isStatus($0) })
    else { return }
    // A changed mode or a new link changes the status, and so does a changed content whose time was set back.
    let position = try ResumeState(entry).position
    guard position.checksum != 0, try RecordReader(reading).comes(to: position) else { throw refusal(difference) }
  }

  private func isStatus(_ name: String) -> Bool { name.begins(with: InputInventory.statusPrefix) }

  private func refusal(_ difference: IdentityDifference) -> InputOutputError {
    let (words, (now, before)) = (difference.words(job.optionNames), difference.values)
    return .failed(
      "--resume: \(words) was \(before), and is \(now); run it as it was begun, or remove FILE.partial to begin anew")
  }
}
