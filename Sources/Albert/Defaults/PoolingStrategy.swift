/// How the token vectors of a text become one vector. The names are those of sentence-transformers.
public enum PoolingStrategy: String, Sendable, CaseIterable {
  case mean, cls, max
  /// The sum divided by the square root of the number of tokens.
  case meanSqrt = "mean-sqrt"
  case last
  /// tanh(W·h[CLS] + b), the model's own pooler.
  case pooler
}
