import Files

/// Repeated measurements of one thing.
public struct Samples: Sendable {
  private let sorted: [Double]

  init(_ values: [Double]) {
    precondition(!values.isEmpty)
    sorted = values.sorted()
  }

  public var count: Int { sorted.count }
  public var median: Double {
    (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// Half of the measurements are between this one and `upperQuartile`.
  public var lowerQuartile: Double { sorted[(sorted.count - 1) / 4] }
  /// See `lowerQuartile`.
  public var upperQuartile: Double { sorted[sorted.count - 1 - (sorted.count - 1) / 4] }
}

/// The seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  let start = now()
  try body()
  return now() - start
}
