import Tokenizers

/// What one worker tokenizes in, kept from one batch of records to the next: it remembers words. Not for two threads at
/// once.
package final class TokenizerWorkspace {
  package var scratch = TokenizerScratch()

  package init() {}
}
