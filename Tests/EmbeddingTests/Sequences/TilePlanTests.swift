import TestSupport
import Testing

@testable import Embedding

@Suite struct TilePlanTests {
  @Test func everySequenceIsInOneTileWithinTheCapacity() {
    var generator = SplitMix64(state: 11)
    for _ in 0..<200 {
      let lengths = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
        Int.random(in: 1...512, using: &generator)
      }
      let capacity = Int.random(in: 1...600, using: &generator)
      let plan = TilePlan(lengths: lengths, capacity: capacity, threads: Int.random(in: 1...8, using: &generator))
      #expect(plan.tiles.joined().sorted() == Array(lengths.indices))
      for tile in plan.tiles {
        #expect(tile.count == 1 || tile.reduce(0) { $0 + lengths[$1] } <= capacity)
      }
      let firstLengths = plan.tiles.map { lengths[$0[0]] }
      #expect(firstLengths == firstLengths.sorted(by: >))
    }
  }

  @Test func littleWorkIsSharedByAllThreads() {
    #expect(TilePlan(lengths: [10, 10, 10, 10], capacity: 256, threads: 2).tiles == [[0, 1], [2, 3]])
    #expect(TilePlan(lengths: [], capacity: 256, threads: 2).tiles.isEmpty)
  }
}
