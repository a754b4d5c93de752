/// The name of a layer's parameters: the number of the group, and of the layer within the group.
public struct LayerName: Hashable, Sendable {
  public let group: Int
  public let index: Int

  public init(group: Int, index: Int) {
    self.group = group
    self.index = index
  }

  /// The prefix of the names of the layer's tensors.
  public var prefix: String { "group.\(group).layer.\(index)" }
}

/// The rows that go into a product of a layer.
public struct LayerInput: Hashable, Sendable {
  /// A product, or several that read the same rows.
  public enum Product: Sendable, CaseIterable {
    /// Query, key and value, which read the same rows.
    case attention
    case attentionOutput, feedForwardIn, feedForwardOut
  }

  public let layer: LayerName
  public let product: Product

  public init(layer: LayerName, product: Product) {
    self.layer = layer
    self.product = product
  }
}

/// Receives the rows, one for each token, that go into a product next.
public typealias InputObserver = (_ input: LayerInput, _ rows: borrowing HiddenStates) -> Void
