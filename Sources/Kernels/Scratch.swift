/// Memory in which one thread's kernels work.
public final class Scratch {
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  public init() {}

  deinit { memory.deallocate() }

  /// Room for `count` floats, whose contents are undefined.
  func reserve(_ count: Int) -> UnsafeMutablePointer<Float> {
    let size = max(count, 1) * MemoryLayout<Float>.stride
    if size > memory.count {
      memory.deallocate()
      memory = .allocate(byteCount: size, alignment: 64)
    }
    return memory.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped
  }
}
