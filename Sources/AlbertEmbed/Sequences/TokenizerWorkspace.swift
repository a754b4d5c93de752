import Tokenizers

/// What one worker tokenizes in, kept from one batch of records to the next: it remembers words. Not for two threads at
/// once.
final class TokenizerWorkspace {
  var scratch = TokenizerScratch()
}
