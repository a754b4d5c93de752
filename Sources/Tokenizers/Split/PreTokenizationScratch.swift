/// One thread's buffers for the pre-tokenizers.
struct PreTokenizationScratch: ~Copyable {
  var next: [TextPart] = []
  var pieces: [(part: TextPart, isMatch: Bool)] = []
  var matches: [PatternMatch] = []
}
