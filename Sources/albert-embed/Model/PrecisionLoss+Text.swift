import Albert
import Console

extension PrecisionLoss {
  /// The measured losses as text for people, each with its name.
  var lines: [(name: String, value: String)] {
    func digits(_ value: Float, _ count: Int) -> String { decimal(Double(value), digits: count) }
    let overlap =
      neighbourOverlap.isNaN ? "not measured, too few texts" : "\(digits(100 * neighbourOverlap, 1)) % the same"
    let lines = [
      ("texts measured", "\(Int(textCount))"),
      ("pooled vectors", "cosine with f32 \(digits(meanCosine, 5)), least \(digits(leastCosine, 5))"),
      (
        "token vectors", "cosine with f32 \(digits(meanTokenCosine, 5)), least \(digits(leastTokenCosine, 5))"
      ),
      ("ten nearest", overlap),
    ]
    guard let keptLabels else { return lines }
    let share = keptLabels.isNaN ? "not measured, there is one label" : "\(digits(100 * keptLabels, 1)) % the same"
    return lines + [("best labels", share)]
  }
}
