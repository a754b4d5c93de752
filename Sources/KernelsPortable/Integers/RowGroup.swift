import CShims

/// A group of a row's inputs that is to be quantized.
protocol RowGroup {
  /// The largest magnitude of the inputs in each lane.
  var magnitudes: Lanes { get }

  /// Turns the inputs (Walsh-Hadamard) in the largest blocks of 128, 64, 32 and 16 that fit. A rest of fewer than 16 stays
  /// unchanged. In a block of n inputs: y[i] = Σ (-1)^popcount(i & j)·x[j] / √n.
  mutating func turn()

  /// Rounds inputs · (`Element.largest` / the largest of `magnitudes`) to integers, ties to even, and stores them. Returns the
  /// scale, the float that the integer 1 stands for: 0 where every magnitude is below 1e-30, NaN where an input is infinite or NaN.
  ///
  /// - Parameters:
  ///   - words: the row's first words.
  ///   - height: the next words of the row are `height` rows further on.
  ///   - next: the same group of the next row. The cache is asked for it, since the rows of a batch do not fit there. It may be beyond
  ///     the last row.
  func quantize<Element: RowElement>(
    _ magnitudes: Lanes, to words: MutableWords, height: Int, askingFor next: Floats, as _: Element.Type
  ) -> Float
}

/// A group of 128 inputs, in registers.
struct WholeGroup: RowGroup {
  private var (a, b, c, d, e, f, g, h): (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)
  /// A factor by which these inputs have not been multiplied yet.
  private var norm: Float = 1

  @inline(__always) init(_ source: Floats) {
    @inline(__always) func part(_ index: Int) -> Lanes { load(source + index * laneCount) }
    (a, b, c, d) = (part(0), part(1), part(2), part(3))
    (e, f, g, h) = (part(4), part(5), part(6), part(7))
  }

  @inline(__always) mutating func turn() {
    @inline(__always) func turn(_ first: inout Lanes, _ second: inout Lanes) {
      (first, second) = (first + second, first - second)
    }
    turn(&a, &e)
    turn(&b, &f)
    turn(&c, &g)
    turn(&d, &h)
    turn(&a, &c)
    turn(&b, &d)
    turn(&e, &g)
    turn(&f, &h)
    turn(&a, &b)
    turn(&c, &d)
    turn(&e, &f)
    turn(&g, &h)
    (a, b, c, d) = (albert_turned(a), albert_turned(b), albert_turned(c), albert_turned(d))
    (e, f, g, h) = (albert_turned(e), albert_turned(f), albert_turned(g), albert_turned(h))
    norm = 0.088388346
  }

  /// Writes the inputs, multiplied by `norm`, and returns their magnitudes.
  @inline(__always) func write(to target: MutableFloats) -> Lanes {
    var written = self
    (written.a, written.b, written.c, written.d) = (a * norm, b * norm, c * norm, d * norm)
    (written.e, written.f, written.g, written.h) = (e * norm, f * norm, g * norm, h * norm)
    store(written.a, to: target)
    store(written.b, to: target + laneCount)
    store(written.c, to: target + 2 * laneCount)
    store(written.d, to: target + 3 * laneCount)
    store(written.e, to: target + 4 * laneCount)
    store(written.f, to: target + 5 * laneCount)
    store(written.g, to: target + 6 * laneCount)
    store(written.h, to: target + 7 * laneCount)
    return written.magnitudes
  }

  @inline(__always) var magnitudes: Lanes {
    let low = albert_larger_magnitude(albert_larger_magnitude(a, b), albert_larger_magnitude(c, d))
    let high = albert_larger_magnitude(albert_larger_magnitude(e, f), albert_larger_magnitude(g, h))
    return albert_larger_magnitude(low, high)
  }

  @inline(__always)
  func quantize<Element: RowElement>(
    _ magnitudes: Lanes, to words: MutableWords, height: Int, askingFor next: Floats, as _: Element.Type
  ) -> Float {
    let scaling = Scaling(albert_largest(magnitudes), largest: Element.largest, norm: norm)
    var words = words
    var next = next
    @inline(__always) func storeNext(_ lanes: Lanes) {
      albert_prefetch(next)
      next += laneCount
      words = Element.store(scaling.integers(lanes), to: words, height: height)
    }
    storeNext(a)
    storeNext(b)
    storeNext(c)
    storeNext(d)
    storeNext(e)
    storeNext(f)
    storeNext(g)
    storeNext(h)
    return scaling.scale[0]
  }
}

/// A group of any number of inputs, which stay in memory.
struct Group: RowGroup {
  private let count: Int
  private let memory: MutableFloats?
  /// The inputs, and a number that has not been added to them yet.
  private var inputs: Floats, added: Float
  /// The magnitudes of the turned inputs; nil before the turn.
  private var turned: Lanes?
  private var filled: Int { (count + laneCount - 1) / laneCount * laneCount }
  private var room: MutableFloats { memory.unsafelyUnwrapped }

  /// - Parameter room: aligned memory for `count` floats, filled up to a multiple of 16. It may be nil where the inputs are
  ///   not turned and are a multiple of 16.
  @inline(__always) init(_ source: Floats, count: Int, adding offset: Float, room: MutableFloats?) {
    (self.count, memory) = (count, room)
    (inputs, added) = (source, offset)
    let whole = count / laneCount * laneCount
    guard whole < count else { return }
    copyToRoom(from: 0, to: whole)
    // The lanes that fill up must be 0 after the offset is added.
    store(load(source + whole, count: count - whole, filler: -offset) + offset, to: self.room + whole)
    (inputs, added) = (Floats(self.room), 0)
  }

  @inline(__always) private func input(_ index: Int) -> Lanes { load(inputs + index) + added }

  @inline(__always) private func forEachVector(from start: Int, to end: Int, _ body: (Int) -> Void) {
    var index = start
    while index < end {
      body(index)
      index &+= laneCount
    }
  }

  @inline(__always) private func copyToRoom(from start: Int, to end: Int) {
    forEachVector(from: start, to: end) { store(input($0), to: room + $0) }
  }

  @inline(__always) var magnitudes: Lanes {
    if let turned { return turned }
    var magnitudes = Lanes.zero
    forEachVector(from: 0, to: filled) { magnitudes = albert_larger_magnitude(magnitudes, input($0)) }
    return magnitudes
  }

  @inline(__always) mutating func turn() {
    var magnitudes = Lanes.zero
    var first = 0
    while first &+ groupUnit <= count {
      var block = WholeGroup(inputs + first)
      block.turn()
      magnitudes = albert_larger_magnitude(magnitudes, block.write(to: room + first))
      first &+= groupUnit
    }
    if first < count {
      copyToRoom(from: first, to: filled)
      let rest = first
      for (size, norm) in [(64, 0.125), (32, 0.17677669), (16, 0.25)] as [(Int, Float)] where first + size <= count {
        turn(room + first, size: size, norm: norm)
        first += size
      }
      forEachVector(from: rest, to: filled) { magnitudes = albert_larger_magnitude(magnitudes, load(room + $0)) }
    }
    (inputs, added, turned) = (Floats(room), 0, magnitudes)
  }

  @inline(__always) private func turn(_ block: MutableFloats, size: Int, norm: Float) {
    var distance = size / 2
    while distance >= laneCount {
      for start in stride(from: 0, to: size, by: 2 * distance) {
        for lower in stride(from: start, to: start + distance, by: laneCount) {
          let (first, second) = (load(block + lower), load(block + lower + distance))
          store(first + second, to: block + lower)
          store(first - second, to: block + lower + distance)
        }
      }
      distance /= 2
    }
    for input in stride(from: 0, to: size, by: laneCount) {
      store(albert_turned(load(block + input)) * norm, to: block + input)
    }
  }

  @inline(__always)
  func quantize<Element: RowElement>(
    _ magnitudes: Lanes, to words: MutableWords, height: Int, askingFor next: Floats, as _: Element.Type
  ) -> Float {
    let scaling = Scaling(albert_largest(magnitudes), largest: Element.largest)
    var words = words
    forEachVector(from: 0, to: filled) { index in
      albert_prefetch(next + index)
      words = Element.store(scaling.integers(input(index)), to: words, height: height)
    }
    return scaling.scale[0]
  }
}

/// The scaling by which numbers of up to a certain magnitude become integers.
struct Scaling {
  private let factor: Lanes
  /// The float that the integer 1 stands for: 0 where every magnitude is below 1e-30, NaN where a number is infinite or NaN.
  let scale: Lanes

  /// A scaling that is the same for all lanes.
  ///
  /// - Parameter norm: a factor by which the numbers have not been multiplied yet.
  @inline(__always) init(_ magnitude: Float, largest: Float, norm: Float = 1) {
    let isZero = magnitude < 1e-30
    factor = Lanes(repeating: isZero ? 0 : largest / magnitude)
    scale = Lanes(repeating: isZero ? 0 : magnitude < .infinity ? magnitude * (norm / largest) : .nan)
  }

  /// A scaling of its own for each lane.
  @inline(__always) init(_ magnitudes: Lanes, largest: Float) {
    // A smaller magnitude would make the factor infinite.
    let isZero = magnitudes .< 1e-30
    factor = (largest / magnitudes).replacing(with: 0, where: isZero)
    let isFinite = magnitudes .< .infinity
    scale = Lanes(repeating: .nan).replacing(with: magnitudes / largest, where: isFinite).replacing(
      with: 0, where: isZero)
  }

  /// The nearest integers, ties to even.
  @inline(__always) func integers(_ lanes: Lanes) -> Integers {
    // Adding 1.5·2^23 rounds to the nearest whole number, which then stands in the low bits of the significand.
    let shift = Lanes(repeating: 12_582_912)
    return albert_difference_of_bits(shift.addingProduct(lanes, factor), shift)
  }
}
