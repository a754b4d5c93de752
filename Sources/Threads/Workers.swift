import Synchronization

/// A team whose threads each have a workspace for one kind of job, and take the next job when they are free. Two threads must
/// not call its methods at the same time.
package struct Workers<Workspace: AnyObject> {
  /// A workspace that only one thread uses at a time.
  private struct Box: @unchecked Sendable { let workspace: Workspace }

  private let team: Team
  private let boxes: [Box]

  package init(_ team: Team, makeWorkspace: () -> Workspace) {
    self.team = team
    boxes = (0..<team.threadCount).map { _ in Box(workspace: makeWorkspace()) }
  }

  package var count: Int { boxes.count }

  /// The first worker's workspace, which the caller may use while no job runs.
  package var firstWorkspace: Workspace { boxes[0].workspace }

  /// Calls `body` once for each job below `jobs`, and returns when all calls have returned.
  package func run(_ jobs: Int, _ body: @Sendable (_ job: Int, _ workspace: Workspace) -> Void) {
    team.run(jobs) { job, member in body(job, boxes[member].workspace) }
  }

  /// Cuts 0..<total into runs, transforms each, and returns the results in order.
  package func mapRuns<Result: Sendable>(
    of total: Int, _ transform: @Sendable (_ run: Range<Int>, _ workspace: Workspace) -> Result
  ) -> [Result] {
    // Several runs a worker, so that one long record does not keep the other workers waiting.
    let runCount = min(total, count * 8)
    let results = Mutex([Result?](repeating: nil, count: runCount))
    run(runCount) { run, workspace in
      let result = transform(run * total / runCount..<(run + 1) * total / runCount, workspace)
      results.withLock { $0[run] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
