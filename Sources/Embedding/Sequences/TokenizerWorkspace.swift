import Tokenizers

/// The memory in which one worker tokenizes. It is kept from batch to batch, since it remembers words. Two threads must not
/// use it at the same time.
package final class TokenizerWorkspace {
  package var scratch = TokenizerScratch()

  package init() {}
}
