import CShims

/// A processor of this machine, where the system says which one a thread runs on and lets it choose (Linux).
struct Processor: Equatable {
  let number: Int

  #if os(Linux)
    /// The one that this thread runs on at the moment.
    static var current: Processor? {
      let number = albert_current_processor()
      return number < 0 ? nil : Processor(number: Int(number))
    }

    /// A bit for every processor that this thread may run on.
    static var allowed: [UInt8] {
      var mask = [UInt8](repeating: 0, count: 1024)
      let size = albert_get_allowed_processors(&mask, mask.count)
      return Array(mask.prefix(max(size, 0)))
    }

    /// Calls `body` while this thread may run on any allowed processor but this one. Where there is no other, `body` is called
    /// with the thread's processors left as they are.
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
