import Albert
import Foundation

/// The encoder of the paper, in double precision and plain loops. Tests compare the fast encoder with it.
struct PlainEncoder {
  let model: RandomModel
  private var shape: AlbertConfiguration { model.configuration }

  init(_ model: RandomModel) { self.model = model }

  /// Hidden states 0...L of one sequence: [layer][token][column].
  func encode(ids: [Int32], typeIDs: [UInt8]) -> [[[Double]]] {
    let width = shape.embeddingSize
    var states = ids.indices.map { token in
      let sum = (0..<width).map { column in
        tensor("embeddings.word")[Int(ids[token]) * width + column]
          + tensor("embeddings.position")[token * width + column]
          + tensor("embeddings.token-type")[Int(typeIDs[token]) * width + column]
      }
      return product("projection", normalize("embeddings.norm", sum))
    }
    var all = [states]
    for layer in 0..<shape.layerCount {
      let group = layer * shape.groupCount / shape.layerCount
      for inner in 0..<shape.innerGroupCount { states = apply("group.\(group).layer.\(inner)", states) }
      all.append(states)
    }
    return all
  }

  func pool(_ first: [Double]) -> [Double] { product("pooler", first).map(tanh) }

  private func apply(_ prefix: String, _ states: [[Double]]) -> [[Double]] {
    let hidden = shape.hiddenSize
    let size = shape.headSize
    let mapped = states.map { product("\(prefix).attention.qkv", $0) }
    var context = states.map { _ in [Double](repeating: 0, count: hidden) }
    for head in 0..<shape.headCount {
      for query in states.indices {
        let scores = states.indices.map { key in
          (0..<size).reduce(0) { $0 + mapped[query][head * size + $1] * mapped[key][hidden + head * size + $1] }
            / Double(size).squareRoot()
        }
        let largest = scores.max() ?? 0
        let weights = scores.map { exp($0 - largest) }
        let sum = weights.reduce(0, +)
        for column in 0..<size {
          context[query][head * size + column] =
            states.indices.reduce(0) { $0 + weights[$1] * mapped[$1][2 * hidden + head * size + column] } / sum
        }
      }
    }
    return zip(states, context).map { state, context in
      let attended = normalize(
        "\(prefix).attention.norm", sum(state, product("\(prefix).attention.output", context)))
      let inside = product("\(prefix).feed-forward.in", attended).map(activate)
      return normalize("\(prefix).feed-forward.norm", sum(attended, product("\(prefix).feed-forward.out", inside)))
    }
  }

  private func activate(_ x: Double) -> Double {
    switch shape.activation {
    case .geluErf: x * 0.5 * (1 + erf(x / 2.0.squareRoot()))
    case .geluTanh: 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .relu: max(x, 0)
    case .silu: x / (1 + exp(-x))
    case .tanh: tanh(x)
    }
  }

  private func sum(_ first: [Double], _ second: [Double]) -> [Double] { zip(first, second).map { $0 + $1 } }

  private func product(_ name: String, _ input: [Double]) -> [Double] {
    let weights = tensor("\(name).weight")
    var output = tensor("\(name).bias")
    let count = output.count
    for (row, value) in input.enumerated() {
      for column in 0..<count { output[column] += value * weights[row * count + column] }
    }
    return output
  }

  private func normalize(_ name: String, _ row: [Double]) -> [Double] {
    let mean = row.reduce(0, +) / Double(row.count)
    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
    let scale = tensor("\(name).scale")
    let shift = tensor("\(name).shift")
    return row.indices.map {
      (row[$0] - mean) / (variance + Double(shape.layerNormEpsilon)).squareRoot() * scale[$0] + shift[$0]
    }
  }

  private func tensor(_ name: String) -> [Double] { (model.tensors[name] ?? []).map(Double.init) }
}
