/// Which sequences are encoded together. A tile is a run of whole sequences, longest first, without padding; workers take
/// one tile after the other, so the long ones are under way before the short ones fill the gaps.
struct TilePlan {
  /// Indices of the sequences of each tile.
  private(set) var tiles: [[Int]] = []

  /// - Parameters:
  ///   - lengths: tokens of each sequence.
  ///   - capacity: tokens that a tile should hold; a longer sequence is a tile of its own.
  ///   - threads: where there is little to do, tiles are made small enough for every thread to have one.
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
