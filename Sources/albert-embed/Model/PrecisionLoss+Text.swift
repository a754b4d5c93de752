import Albert

extension PrecisionLoss {
  /// What was measured, for people, each with its name.
  var lines: [(name: String, value: String)] {
    let overlap =
      neighbourOverlap.isNaN ? "not measured, too few texts" : "\(Self.digits(100 * neighbourOverlap, 1)) % the same"
    return [
      ("texts measured", "\(Int(textCount))"),
      ("pooled vectors", "cosine with f32 \(Self.digits(meanCosine, 5)), least \(Self.digits(leastCosine, 5))"),
      (
        "token vectors", "cosine with f32 \(Self.digits(meanTokenCosine, 5)), least \(Self.digits(leastTokenCosine, 5))"
      ),
      ("ten nearest", overlap),
    ]
  }

  /// A number of this size with so many digits behind the point.
  private static func digits(_ value: Float, _ count: Int) -> String {
    guard value.isFinite else { return "\(value)" }
    let scale = (0..<count).reduce(1) { product, _ in product * 10 }
    let number = Int((Double(min(abs(value), 1e6)) * Double(scale)).rounded())
    let fraction = String(number % scale)
    return "\(value < 0 ? "-" : "")\(number / scale)."
      + String(repeating: "0", count: count - fraction.utf8.count) + fraction
  }
}
