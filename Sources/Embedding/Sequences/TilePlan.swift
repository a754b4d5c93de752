/// The tiles of a batch: sequences that are encoded together, without padding. Tiles take the sequences in descending order
/// of length, so that workers begin with the long ones, and the short ones fill the gaps at the end.
struct TilePlan {
  /// Indices of the sequences of each tile.
  private(set) var tiles: [[Int]] = []

  /// - Parameters:
  ///   - lengths: the number of tokens of each sequence.
  ///   - capacity: the largest number of tokens of a tile. A longer sequence is a tile of its own.
  ///   - threads: the number of threads. If there are few tokens, tiles are small enough that each thread gets one.
  init(lengths: [Int], capacity: Int, threads: Int) {
    let share = (lengths.reduce(0, +) + threads - 1) / threads
    let limit = max(1, min(capacity, share))
    let order = lengths.indices.sorted { (lengths[$0], $1) > (lengths[$1], $0) }
    var room = 0
    for index in order {
      if lengths[index] > room || tiles.isEmpty {
        tiles.append([])
        room = limit
      }
      tiles[tiles.count - 1].append(index)
      room -= lengths[index]
    }
  }
}
