import Albert
import Threads

/// Compares the vectors of a model in single precision with those in a reduced precision on given texts.
struct LossMeasurement {
  private var pooled: [(exact: [Float], reduced: [Float])] = []
  private var textCosines: [Double] = []
  private var tokenCosines: [Double] = []
  /// Rows whose best label was compared, and those where it stayed; nil without a head, or with one of a single label.
  private var labels: (compared: Int, kept: Int)?
  private let hasHead: Bool

  private static let neighbourCount = 10
  // With fewer texts nearly all are neighbours of each other.
  private static let fewestTextsForNeighbours = 40

  /// - Parameters:
  ///   - layers: the first output layer of both models, if there is one.
  ///   - progress: receives the number of finished batches, and of all batches.
  init(
    exact: Albert, reduced: Albert, layers: (exact: OutputLayer, reduced: OutputLayer)? = nil,
    texts: [CalibrationTexts.Sequence], team: Team, progress: (Int, Int) -> Void
  ) {
    hasHead = layers != nil
    if let layers, layers.exact.head.labels.count > 1 { labels = (0, 0) }
    let batches = texts.batches
    let (exactWorkspace, reducedWorkspace) = (EncoderWorkspace(model: exact), EncoderWorkspace(model: reduced))
    for (index, batch) in batches.enumerated() {
      let expected = Self.states(exact, batch, exactWorkspace, team)
      let found = Self.states(reduced, batch, reducedWorkspace, team)
      for (first, end) in zip(batch.starts, batch.starts.dropFirst()) {
        for token in first..<end { tokenCosines.append(Self.cosine(expected[token], found[token])) }
        let pair = (exact: Self.mean(expected[first..<end]), reduced: Self.mean(found[first..<end]))
        textCosines.append(Self.cosine(pair.exact, pair.reduced))
        pooled.append(pair)
        if let layers, labels != nil { compareLabels(layers, expected[first..<end], found[first..<end]) }
      }
      progress(index + 1, batches.count)
    }
  }

  var loss: PrecisionLoss {
    PrecisionLoss(
      textCount: Float(pooled.count), meanCosine: Float(Self.mean(textCosines)),
      leastCosine: Float(textCosines.min() ?? .nan), meanTokenCosine: Float(Self.mean(tokenCosines)),
      leastTokenCosine: Float(tokenCosines.min() ?? .nan), neighbourOverlap: neighbourOverlap,
      keptLabels: hasHead ? labels.map { Float($0.kept) / Float($0.compared) } ?? .nan : nil)
  }

  /// Compares the best labels of a text, or of its tokens.
  private mutating func compareLabels(
    _ layers: (exact: OutputLayer, reduced: OutputLayer), _ expected: ArraySlice<[Float]>, _ found: ArraySlice<[Float]>
  ) {
    let count = layers.exact.head.task.readsPooler ? 1 : expected.count
    let width = layers.exact.head.labels.count
    let exact = layers.exact.logits(Array(expected.prefix(count).joined()))
    let reduced = layers.reduced.logits(Array(found.prefix(count).joined()))
    for start in stride(from: 0, to: count * width, by: width) {
      let isKept = OutputHead.best(exact[start..<start + width]) == OutputHead.best(reduced[start..<start + width])
      labels?.compared += 1
      if isKept { labels?.kept += 1 }
    }
  }

  /// The last layer's vectors of a batch, one row for each token.
  private static func states(
    _ model: Albert, _ batch: SequenceBatch, _ workspace: EncoderWorkspace, _ team: Team
  ) -> [[Float]] {
    var rows: [[Float]] = []
    model.encode(batch, layers: [model.configuration.layerCount], workspace: workspace, team: team) { _, states in
      for row in 0..<states.rowCount { rows.append(states[row].withUnsafeBufferPointer { Array($0) }) }
    }
    return rows
  }

  private static func mean(_ rows: ArraySlice<[Float]>) -> [Float] {
    var sums = [Float](repeating: 0, count: rows.first?.count ?? 0)
    for row in rows { add(1, times: row, from: 0, to: &sums, at: 0, count: sums.count) }
    return sums.map { $0 / Float(rows.count) }
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// The cosine of two vectors; 1 if both are zero.
  private static func cosine(_ first: [Float], _ second: [Float]) -> Double {
    var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
    for (a, b) in zip(first, second) {
      product += Double(a) * Double(b)
      firstSquare += Double(a) * Double(a)
      secondSquare += Double(b) * Double(b)
    }
    if firstSquare == 0, secondSquare == 0 { return 1 }
    return product / (firstSquare * secondSquare).squareRoot()
  }

  private var neighbourOverlap: Float {
    guard pooled.count >= Self.fewestTextsForNeighbours else { return .nan }
    let exact = Self.neighbours(pooled.map(\.exact))
    let reduced = Self.neighbours(pooled.map(\.reduced))
    let kept = zip(exact, reduced).reduce(0) { $0 + $1.0.intersection($1.1).count }
    return Float(kept) / Float(exact.count * Self.neighbourCount)
  }

  /// For each vector the ten nearest others by cosine. Of two that are equally near the first one counts.
  private static func neighbours(_ vectors: [[Float]]) -> [Set<Int>] {
    let units = vectors.map { vector in
      let square = vector.reduce(into: 0.0) { $0 += Double($1) * Double($1) }
      let factor = square > 0 ? Float(1 / square.squareRoot()) : 0
      return vector.map { $0 * factor }
    }
    return units.indices.map { index in
      let similarities = units.map { unit in
        var sum: Float = 0
        for (a, b) in zip(units[index], unit) { sum += a * b }
        return sum
      }
      let others = units.indices.filter { $0 != index }.sorted {
        similarities[$0] == similarities[$1] ? $0 < $1 : similarities[$0] > similarities[$1]
      }
      return Set(others.prefix(neighbourCount))
    }
  }
}
