import Files

/// Maps the variables of google-research/albert to the names of transformers' `AlbertModel`.
///
/// A layer has two norms, one after the attention and one after the feed-forward network. Their names differ only by a number:
/// `LayerNorm` and `LayerNorm_1`, or `layer_normalization` with such numbers.
struct TensorFlowNames {
  /// The name in transformers of each variable that has one. Slots of the optimizer and some heads have none.
  private(set) var names: NamedValues<String> = [:]

  private static let layerProducts: NamedValues = [
    "attention_1/self/query": "attention.query", "attention_1/self/key": "attention.key",
    "attention_1/self/value": "attention.value", "attention_1/output/dense": "attention.dense",
    "ffn_1/intermediate/dense": "ffn", "ffn_1/intermediate/output/dense": "ffn_output",
  ]
  // Their matrices are [labels, H], unlike the kernels.
  private static let heads: NamedValues = [
    "output_weights": "classifier.weight", "output_bias": "classifier.bias",
    "cls/squad/output_weights": "qa_outputs.weight", "cls/squad/output_bias": "qa_outputs.bias",
    "cls/seq_relationship/output_weights": "sop_classifier.classifier.weight",
    "cls/seq_relationship/output_bias": "sop_classifier.classifier.bias",
  ]
  private static let layerNorms = ["attention.LayerNorm", "full_layer_layer_norm"]
  private static let ends: NamedValues = ["kernel": "weight", "bias": "bias", "gamma": "weight", "beta": "bias"]

  /// - Parameters:
  ///   - variables: the variables of a checkpoint.
  ///   - prefix: the text before "bert/": nothing, or "module/" where the model comes from TensorFlow's hub.
  init(_ variables: [String], prefix: String) {
    // The numbers of the norms in each layer and in the embeddings.
    var normNumbers: NamedValues<Set<Int>> = [:]
    var norms: [(variable: String, scope: Substring, number: Int, end: String)] = []
    for variable in variables {
      let headName = variable.rest(behind: prefix) ?? variable[...]
      if let head = Self.heads[String(headName)] { names[variable] = head }
      guard let name = variable.rest(behind: prefix), name.begins(with: "bert/"),
        let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
      else { continue }
      let owner = name[..<slash]
      guard let end = Self.ends[String(name[name.utf8.index(after: slash)...])] else {
        if owner == "bert/embeddings", name.ends(with: "_embeddings") {
          names[variable] = "embeddings.\(name[name.utf8.index(after: slash)...]).weight"
        }
        continue
      }
      if let number = Self.normNumber(owner), let scopeEnd = owner.utf8.lastIndex(of: UInt8(ascii: "/")) {
        let scope = owner[..<scopeEnd]
        normNumbers[String(scope), default: []].insert(number)
        norms.append((variable, scope, number, end))
      } else if let theirs = Self.product(owner) {
        names[variable] = "\(theirs).\(end)"
      }
    }
    for norm in norms {
      guard let index = normNumbers[String(norm.scope)]?.sorted().firstIndex(of: norm.number) else { continue }
      if norm.scope == "bert/embeddings", index == 0 {
        names[norm.variable] = "embeddings.LayerNorm.\(norm.end)"
      } else if let (layer, rest) = Self.layer(norm.scope), rest.isEmpty, index < Self.layerNorms.count {
        names[norm.variable] = "\(layer).\(Self.layerNorms[index]).\(norm.end)"
      }
    }
  }

  private static func product(_ owner: Substring) -> String? {
    if owner == "bert/pooler/dense" { return "pooler" }
    if owner == "bert/encoder/embedding_hidden_mapping_in" { return "encoder.embedding_hidden_mapping_in" }
    guard let (layer, rest) = layer(owner), let product = layerProducts[String(rest)] else { return nil }
    return "\(layer).\(product)"
  }

  /// Splits "bert/encoder/transformer/group_0/inner_group_1/x/y" into the layer's name in transformers and "x/y".
  private static func layer(_ name: Substring) -> (layer: String, rest: Substring)? {
    let start = "bert/encoder/transformer/group_"
    guard let parts = name.rest(behind: start)?.parts(separatedBy: UInt8(ascii: "/"), atMost: 3), parts.count >= 2,
      let group = Int(parts[0]), let inner = parts[1].rest(behind: "inner_group_").flatMap({ Int($0) })
    else { return nil }
    return ("encoder.albert_layer_groups.\(group).albert_layers.\(inner)", parts.count > 2 ? parts[2] : "")
  }

  /// The number after a norm's name, 0 where there is none; nil for anything but a norm.
  private static func normNumber(_ owner: Substring) -> Int? {
    guard let last = owner.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).last else { return nil }
    for base in ["LayerNorm", "layer_normalization"] {
      guard let rest = last.rest(behind: base) else { continue }
      return rest.isEmpty ? 0 : rest.rest(behind: "_").flatMap { Int($0) }
    }
    return nil
  }
}
