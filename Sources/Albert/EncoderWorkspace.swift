import Kernels

/// The activations of one worker, which grow to its largest batch. Not for two threads at once.
public final class EncoderWorkspace {
  public init(model: Albert) {}
}
