import Embedding
import Files
import Records

/// Checks whether a run may resume an earlier one.
struct ResumeCheck {
  let job: EmbeddingJob
  let request: EmbeddingRequest
  let inputs: InputInventory
  /// The configuration of the run's reader.
  let reading: RecordReader.Configuration

  /// The attributes of the run that the journal keeps.
  var attributes: [Journal.Attribute] { RunIdentity(of: request, job: job).attributes + inputs.attributes }

  /// Compares the run with an earlier one.
  ///
  /// - Parameters:
  ///   - earlier: the attributes in the journal.
  ///   - now: the attributes of this run.
  ///   - entry: the state of the earlier run.
  /// - Throws: the first difference, if the runs differ.
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
    // The status changes with the file's mode and its links, too. It also changes with the content where the time of modification
    // was set back. So the content decides.
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
