import Albert
import Threads

/// Hidden states by layer, each row-major.
func encode(
  _ model: Albert, _ batch: SequenceBatch, layers: [Int], firstTokenOnly: Bool = false,
  team: Team = Team(), workspace: EncoderWorkspace? = nil
) -> [Int: [[Float]]] {
  var result: [Int: [[Float]]] = [:]
  model.encode(
    batch, layers: layers, firstTokenOnly: firstTokenOnly, workspace: workspace ?? EncoderWorkspace(model: model),
    team: team
  ) { layer, states in
    result[layer] = (0..<states.rowCount).map { row in
      let span = states[row]
      return span.indices.map { span[$0] }
    }
  }
  return result
}
