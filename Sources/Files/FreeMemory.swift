/// Memory that this process may have besides what it holds.
public enum FreeMemory {
  /// Whether so many bytes can be had at the moment. Where an array cannot grow the program ends with a trace, so what
  /// needs tens of megabytes asks before.
  public static func has(_ byteCount: Int) -> Bool {
    guard let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      memory != MAP_FAILED
    else { return false }
    munmap(memory, byteCount)
    return true
  }
}
