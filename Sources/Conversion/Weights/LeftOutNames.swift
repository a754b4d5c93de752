import Albert
import Console
import Files

extension LeftOutTensors {
  /// Parts of a model that no vector needs, by components of their tensors' names.
  private static let parts: [(marks: [String], name: String)] = [
    (["qa_outputs"], "the question-answering head"),
    (["predictions", "cls/predictions", "lm_head"], "the head that fills in masked words"),
    (["sop_classifier", "cls/seq_relationship"], "the head that tells the order of sentences"),
    (["classifier", "output_weights", "output_bias", "score", "logits"], "the classifier"),
  ]
  private static let shownCount = 4

  /// Describes the tensors that are not in the checkpoint, a line for each part of the model.
  ///
  /// - Parameter names: the tensors' names.
  init(names: [String]) {
    var groups: [(name: String, tensors: [String])] = (Self.parts.map(\.name) + ["other tensors"]).map { ($0, []) }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let components = name.parts(separatedBy: UInt8(ascii: "."))
      let place = Self.parts.firstIndex { part in
        part.marks.contains { mark in name.begins(with: mark) || components.contains { $0.isSame(as: mark) } }
      }
      groups[place ?? Self.parts.count].tensors.append(name)
    }
    self.init(
      lines: groups.filter { !$0.tensors.isEmpty }.map { group in
        let shown = group.tensors.prefix(Self.shownCount).map { printable($0) }.joined(separator: ", ")
        let more = group.tensors.count - Self.shownCount
        return "\(group.name) (\(shown)\(more > 0 ? " and \(more) more" : ""))"
      })
  }
}
