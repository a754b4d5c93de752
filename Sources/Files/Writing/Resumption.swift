/// What the layer above knows of a run that a later one can go on with, and this layer only keeps.
public struct Resumption {
  /// What the journal keeps for the later run.
  let attributes: () -> [Journal.Attribute]
  /// Whether this run goes on with what an earlier one left.
  let goesOn: Bool
  /// How the user goes on with FILE.partial, as a main clause: "--resume goes on with it".
  let advice: String
  /// - Throws: where the run that a journal is of is another one than this.
  let check: Check

  /// Is given the attributes that the earlier run left, those of this run, and how far the earlier run had come.
  public typealias Check =
    (_ earlier: [Journal.Attribute], _ now: [Journal.Attribute], Journal.Entry) throws(InputOutputError) -> Void

  /// - Parameter attributes: called once, where a journal is kept.
  public init(
    goesOn: Bool, advice: String, attributes: @escaping () -> [Journal.Attribute], check: @escaping Check
  ) {
    (self.goesOn, self.advice, self.attributes, self.check) = (goesOn, advice, attributes, check)
  }
}
