/// The data for resuming a run. The layer above understands them, and this layer only keeps them.
public struct Resumption {
  /// Returns the attributes that the journal keeps for the later run.
  let attributes: () -> [Journal.Attribute]
  /// Whether this run resumes an earlier one.
  let goesOn: Bool
  /// How the user goes on with FILE.partial, as a main clause: "--resume goes on with it".
  let advice: String
  /// Compares this run with the one of a journal, and throws if they differ.
  let check: Check

  /// Receives the attributes of the earlier run and of this run, and the state of the earlier run.
  public typealias Check =
    (_ earlier: [Journal.Attribute], _ now: [Journal.Attribute], Journal.Entry) throws(InputOutputError) -> Void

  /// - Parameter attributes: called once, where a journal is kept.
  public init(
    goesOn: Bool, advice: String, attributes: @escaping () -> [Journal.Attribute], check: @escaping Check
  ) {
    (self.goesOn, self.advice, self.attributes, self.check) = (goesOn, advice, attributes, check)
  }
}
