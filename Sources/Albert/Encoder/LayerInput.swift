/// A layer's parameters: which group's, and which of the group's layers.
public struct LayerName: Hashable, Sendable {
  public let group: Int
  public let index: Int

  public init(group: Int, index: Int) {
    self.group = group
    self.index = index
  }
}

/// What goes into a product of a layer.
public struct LayerInput: Hashable, Sendable {
  /// The products, by what they read.
  public enum Product: Sendable, CaseIterable {
    /// Query, key and value read the same rows.
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

/// Is shown the rows, one a token, that are about to go into a product.
public typealias InputObserver = (_ input: LayerInput, _ rows: borrowing HiddenStates) -> Void
