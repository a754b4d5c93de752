/// The memory that this process can still allocate.
public enum FreeMemory {
  /// Whether so many bytes can be allocated now. Swift ends the program where an array cannot grow, so whoever needs tens of
  /// megabytes asks first.
  public static func has(_ byteCount: Int) -> Bool {
    guard let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      memory != MAP_FAILED
    else { return false }
    munmap(memory, byteCount)
    return true
  }
}
