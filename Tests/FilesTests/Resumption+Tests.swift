@testable import Files

extension Resumption {
  /// Of runs that are the same if their attributes are.
  static func ofTests(_ attributes: [Journal.Attribute], goesOn: Bool) -> Resumption {
    Resumption(goesOn: goesOn, advice: "the test goes on with it", attributes: { attributes }) {
      (earlier, now, _) throws(InputOutputError) in
      let areSame = earlier.elementsEqual(now) { $0.name.isSame(as: $1.name) && $0.value.isSame(as: $1.value) }
      if !areSame { throw .failed("another run") }
    }
  }
}
