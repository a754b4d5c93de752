/// The names of a run's inputs, in order. A long list takes little more memory than the bytes of its paths: a name's string is made
/// when it is asked for.
public struct InputNames: RandomAccessCollection, ExpressibleByArrayLiteral, Sendable {
  /// The inputs that were named one by one; empty where a list names them.
  private var single: [InputName] = []
  /// The paths of a list one after the other, and the end of each.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  public init(_ names: [InputName]) { single = names }

  public init(arrayLiteral names: InputName...) { single = names }

  /// An empty list of paths.
  init() {}

  public var startIndex: Int { 0 }
  public var endIndex: Int { single.isEmpty ? ends.count : single.count }

  public subscript(index: Int) -> InputName {
    guard single.isEmpty else { return single[index] }
    return .path(fileName(bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]))
  }

  /// Adds a path to a list.
  ///
  /// - Throws: where there is not enough memory.
  mutating func append(path: ArraySlice<UInt8>) throws(InputOutputError) {
    precondition(single.isEmpty)
    // A full array moves to memory of twice its size.
    let need =
      (bytes.capacity < bytes.count + path.count ? 2 * bytes.capacity : 0)
      + (ends.capacity == ends.count ? 2 * ends.capacity * MemoryLayout<Int>.stride : 0)
    guard need < 1 << 20 || FreeMemory.has(need) else {
      throw .shortage("there is not enough memory for more than \(ends.count) names")
    }
    bytes += path
    ends.append(bytes.count)
  }
}
