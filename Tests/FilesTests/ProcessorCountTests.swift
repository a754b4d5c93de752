import TestSupport
import Testing

@testable import Files

#if os(Linux)
  /// Reads files of a made-up `/proc` and `/sys`.
  @Suite struct ProcessorCountTests {
    private let root: TemporaryDirectory

    init() throws { root = try TemporaryDirectory() }

    private func quota(_ files: [String: String]) throws -> Int? {
      for (name, content) in files { try root.write(content, to: name) }
      return ProcessorCount.allowedByQuota(fileSystemRoot: root.path)
    }

    @Test(arguments: [
      ("250000 100000\n", 2), ("100000 100000\n", 1), ("50000 100000\n", 1), ("max 100000\n", nil), ("0 100000\n", nil),
      ("100000 0\n", nil), ("many\n", nil), ("", nil),
    ])
    func quotaOfVersion2IsRoundedDown(limit: String, processors: Int?) throws {
      #expect(try quota(["proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/cpu.max": limit]) == processors)
    }

    @Test func theSmallestQuotaOfTheGroupsAboveCounts() throws {
      let files = [
        "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
        "sys/fs/cgroup/a/cpu.max": "300000 100000\n", "sys/fs/cgroup/cpu.max": "800000 100000\n",
      ]
      #expect(try quota(files) == 3)
    }

    @Test func insideAContainerTheMountIsTheGroup() throws {
      #expect(try quota(["proc/self/cgroup": "0::/../../b\n", "sys/fs/cgroup/cpu.max": "400000 100000\n"]) == 4)
    }

    @Test(arguments: [("350000", 3), ("-1", nil)])
    func quotaOfVersion1(limit: String, processors: Int?) throws {
      let group = "sys/fs/cgroup/cpu,cpuacct/docker/1"
      let files = [
        "proc/self/cgroup": "5:memory:/docker/1\n4:cpu,cpuacct:/docker/1\n", "\(group)/cpu.cfs_quota_us": "\(limit)\n",
        "\(group)/cpu.cfs_period_us": "100000\n",
      ]
      #expect(try quota(files) == processors)
    }

    @Test func affinityCountsBitsOfAllWords() throws {
      try root.write("Name:\tx\nCpus_allowed:\t3,000000f1\nCpus_allowed_list:\t0,4-7,32-33\n", to: "proc/self/status")
      #expect(ProcessorCount.allowedByAffinity(fileSystemRoot: root.path) == 7)
      #expect(ProcessorCount.allowedByAffinity(fileSystemRoot: root.path("nowhere")) == nil)
    }
  }
#endif
