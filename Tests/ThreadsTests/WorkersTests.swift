import Synchronization
import Testing

@testable import Threads

@Suite struct WorkersTests {
  /// Notes the indices that its worker was given, and whether two threads were in it at the same time.
  private final class Workspace {
    var indices: [Int] = []
    let users = Atomic(0)
    let wasShared = Atomic(false)

    func use(_ body: () -> Void) {
      if users.add(1, ordering: .sequentiallyConsistent).oldValue > 0 {
        wasShared.store(true, ordering: .sequentiallyConsistent)
      }
      body()
      users.subtract(1, ordering: .sequentiallyConsistent)
    }
  }

  private final class Workspaces { var all: [Workspace] = [] }

  private func workers(_ threads: Int) throws -> (Workers<Workspace>, Workspaces) {
    let made = Workspaces()
    let workers = Workers(try Team(threads: threads)) {
      made.all.append(Workspace())
      return made.all[made.all.count - 1]
    }
    return (workers, made)
  }

  @Test(arguments: [1, 2, 5]) func everyThreadHasAWorkspaceOfItsOwn(threads: Int) throws {
    let (workers, made) = try workers(threads)
    #expect(workers.count == threads && made.all.count == threads)
    #expect(workers.firstWorkspace === made.all[0])
    workers.run(200) { job, workspace in workspace.use { workspace.indices.append(job) } }
    #expect(made.all.flatMap(\.indices).sorted() == Array(0..<200))
    #expect(!made.all.contains { $0.wasShared.load(ordering: .sequentiallyConsistent) })
  }

  /// Runs are consecutive, cover all indices once, and are several times as many as there are workers.
  @Test(arguments: [1, 3], [0, 1, 7, 8, 9, 1000]) func runsCoverEverythingInOrder(threads: Int, total: Int) throws {
    let (workers, _) = try workers(threads)
    let runs = workers.mapRuns(of: total) { run, _ in run }
    #expect(runs.flatMap { Array($0) } == Array(0..<total))
    #expect(runs.count == min(total, threads * 8) && !runs.contains(where: \.isEmpty))
  }
}
