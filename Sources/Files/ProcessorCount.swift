/// How many processors this process may use: as many as its affinity mask allows, and at most its container's quota.
public enum ProcessorCount {
  public static var available: Int {
    #if os(Linux)
      let allowed = allowedByAffinity(fileSystemRoot: "") ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
      return max(1, min(allowed, allowedByQuota(fileSystemRoot: "") ?? allowed))
    #else
      return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    #endif
  }

  #if os(Linux)
    /// The processors in the affinity mask, which the kernel shows as hexadecimal words ("Cpus_allowed: 3,ffffffff").
    static func allowedByAffinity(fileSystemRoot root: String) -> Int? {
      guard let status = TextFile.read("\(root)/proc/self/status"),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed:") })
      else { return nil }
      let count = line.dropFirst("Cpus_allowed:".count).reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) }
      return count > 0 ? count : nil
    }

    /// The CPU quota of the process's control groups (versions 1 and 2) in whole processors, rounded down, at least 1; nil where
    /// there is no quota. A group's quota limits the groups inside it too, so the smallest one counts.
    ///
    /// - Parameter fileSystemRoot: stands before `/proc` and `/sys`.
    static func allowedByQuota(fileSystemRoot root: String) -> Int? {
      guard let groups = TextFile.read("\(root)/proc/self/cgroup") else { return nil }
      var quotas: [Int] = []
      // A line is "number:controllers:path"; version 2 has number 0 and no controllers.
      for line in groups.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { continue }
        let path = String(parts[2])
        if parts[0] == "0", parts[1].isEmpty {
          for directory in ancestors(of: path, in: "\(root)/sys/fs/cgroup") {
            if let quota = TextFile.read("\(directory)/cpu.max").flatMap(quotaOfVersion2) { quotas.append(quota) }
          }
        } else if parts[1].split(separator: ",").contains("cpu") {
          for mount in ["cpu", "cpu,cpuacct"] {
            for directory in ancestors(of: path, in: "\(root)/sys/fs/cgroup/\(mount)") {
              if let quota = quotaOfVersion1(directory) { quotas.append(quota) }
            }
          }
        }
      }
      return quotas.min()
    }

    /// The group's own directory and those above it. Inside a container the path may be the host's, which does not exist there;
    /// the root of the mount is then the group's own directory.
    private static func ancestors(of path: String, in mount: String) -> [String] {
      var directories = [mount]
      for component in path.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true) where component != ".." {
        directories.append("\(directories.last ?? mount)/\(component)")
      }
      return directories
    }

    /// "max 100000" or "quota period", in microseconds.
    private static func quotaOfVersion2(_ text: String) -> Int? {
      let words = text.split { $0 == " " || $0 == "\n" }
      guard words.count == 2, let quota = Int(words[0]), let period = Int(words[1]) else { return nil }
      return processors(quota: quota, period: period)
    }

    private static func quotaOfVersion1(_ directory: String) -> Int? {
      func number(_ name: String) -> Int? {
        TextFile.read("\(directory)/\(name)").flatMap { Int($0.split(separator: "\n").first ?? "") }
      }
      guard let quota = number("cpu.cfs_quota_us"), let period = number("cpu.cfs_period_us") else { return nil }
      return processors(quota: quota, period: period)
    }

    private static func processors(quota: Int, period: Int) -> Int? {
      quota > 0 && period > 0 ? max(1, quota / period) : nil
    }
  #endif
}
