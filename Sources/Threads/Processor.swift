import CShims

/// A processor of this machine. Only Linux says which one a thread runs on and lets it choose.
struct Processor: Equatable {
  let number: Int

  #if os(Linux)
    /// The processor that this thread runs on now.
    static var current: Processor? {
      let number = albert_current_processor()
      return number < 0 ? nil : Processor(number: Int(number))
    }

    /// The affinity mask of this thread: a bit for every processor that it may run on.
    static var allowed: [UInt8] {
      var mask = [UInt8](repeating: 0, count: 1024)
      let size = albert_get_allowed_processors(&mask, mask.count)
      return Array(mask.prefix(max(size, 0)))
    }

    /// Calls `body` while this thread may run on any allowed processor except this one. If no other is allowed, the thread's
    /// affinity stays as it is.
    func avoid(during body: () -> Void) {
      let allowed = Self.allowed
      var others = allowed
      if number / 8 < others.count { others[number / 8] &= ~(1 << UInt8(number % 8)) }
      guard others.contains(where: { $0 != 0 }) else { return body() }
      _ = albert_set_allowed_processors(others, others.count)
      body()
      _ = albert_set_allowed_processors(allowed, allowed.count)
    }
  #else
    static var current: Processor? { nil }

    func avoid(during body: () -> Void) { body() }
  #endif
}
