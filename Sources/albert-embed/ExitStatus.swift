/// What the process ends with.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case wrongUsage = 2
  /// Done, but some records are null.
  case doneWithNulls = 3
}
