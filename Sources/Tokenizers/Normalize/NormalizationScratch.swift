/// One thread's buffers for the normalizers.
struct NormalizationScratch: ~Copyable {
  var ranks: [UInt8] = []
  var pending: [(scalar: UInt32, change: Int32)] = []
  var buckets: [[(scalar: UInt32, change: Int32)]] = []
  var bytes: [UInt8] = []
  var matches: [PatternMatch] = []
}
