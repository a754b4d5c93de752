/// The status that the process ends with.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case wrongUsage = 2
  /// Done, but some records are null.
  case doneWithNulls = 3

  /// The meanings for help and manual, with the statuses that a shell shows after a signal.
  static let meanings = [
    ("0", "done (also where the reader of a pipe closed it)"), ("1", "failed"), ("2", "wrong usage"),
    ("3", "done, but some records are null"),
    ("130 and 143", "after an interrupt, with FILE.partial left for --resume"),
  ]
}
