/// Buffers of the pre-tokenizers, for one thread.
struct PreTokenizationScratch: ~Copyable {
  var next: [TextPart] = []
  var pieces: [(part: TextPart, isMatch: Bool)] = []
  var matches: [PatternMatch] = []
}
