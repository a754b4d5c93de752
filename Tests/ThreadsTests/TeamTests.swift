import Synchronization
import Testing

@testable import Threads

@Suite struct TeamTests {
  @Test(arguments: [1, 2, 3, 8]) func everyIndexIsCalledOnce(threads: Int) throws {
    let team = try Team(threads: threads)
    for count in [0, 1, 2, 7, 100] {
      let calls = (0..<count).map { _ in Counter() }
      team.run(count) { index, member in
        #expect(member < threads)
        calls[index].value.add(1, ordering: .relaxed)
      }
      #expect(calls.allSatisfy { $0.value.load(ordering: .relaxed) == 1 })
    }
  }

  #if os(Linux)
    @Test func helpersStayOffTheCallersProcessor() throws {
      var (before, after): (Processor?, Processor?)
      var team: Team
      // The caller may move to another processor while the team starts. It then tries again.
      var tries = 0
      repeat {
        before = Processor.current
        team = try Team(threads: 2)
        after = Processor.current
        tries += 1
      } while before != after && tries < 1000
      try #require(before == after, "the caller moved to another processor in each of \(tries) tries")
      let caller = try #require(after)
      // Neither call returns before both have begun, so that the helper makes one of them; a minute is a failure.
      let deadline = ContinuousClock.now + .seconds(60)
      let begun = Counter()
      let helpers = Counter()
      team.run(2) { _, member in
        begun.value.add(1, ordering: .sequentiallyConsistent)
        while begun.value.load(ordering: .sequentiallyConsistent) < 2, ContinuousClock.now < deadline {}
        if member == 1 { helpers.value.store(Processor.current?.number ?? -1, ordering: .sequentiallyConsistent) }
      }
      if Processor.allowed.reduce(0, { $0 + $1.nonzeroBitCount }) > 1 {
        #expect(begun.value.load(ordering: .sequentiallyConsistent) == 2)
        #expect(helpers.value.load(ordering: .sequentiallyConsistent) != caller.number)
      }
    }

    @Test func aProcessorIsAvoidedForOneCallOnly() throws {
      let allowed = Processor.allowed
      let here = try #require(Processor.current)
      var during: [UInt8] = []
      here.avoid { during = Processor.allowed }
      var others = allowed
      others[here.number / 8] &= ~(1 << UInt8(here.number % 8))
      #expect(during == (others.contains { $0 != 0 } ? others : allowed))
      #expect(Processor.allowed == allowed)
    }
  #endif
}

private final class Counter: Sendable { let value = Atomic(0) }
