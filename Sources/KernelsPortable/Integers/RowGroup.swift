import CShims

/// A group of a row's inputs on their way to integers.
protocol RowGroup {
  /// The largest magnitude of the inputs that each lane holds.
  var magnitudes: Lanes { get }

  /// The Walsh-Hadamard turn, in the largest blocks of 128, 64, 32 and 16 inputs that fit; fewer stay as they are. In a
  /// block of n: y[i] = Σ (-1)^popcount(i & j)·x[j] / √n.
  mutating func turn()

  /// Rounds inputs · (`largest` / the largest of `magnitudes`) to integers, ties to even, and returns what one of them stands
  /// for: 0 where all inputs are as good as 0, NaN where one is infinite or NaN.
  ///
  /// - Parameters:
  ///   - words: the row's first words; the next ones are `height` rows further on.
  func quantize(
    _ magnitudes: Lanes, largest: Float, into words: MutableWords, height: Int,
    put: (_ integers: Integers, _ words: MutableWords, _ height: Int) -> MutableWords
  ) -> Float
}

/// A group of 128 inputs, in registers.
struct WholeGroup: RowGroup {
  private var (a, b, c, d, e, f, g, h): (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)
  /// What these have still to be multiplied by.
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

  /// Writes the inputs, multiplied by what they have to be, and returns the magnitudes of those.
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
  func quantize(
    _ magnitudes: Lanes, largest: Float, into words: MutableWords, height: Int,
    put: (_ integers: Integers, _ words: MutableWords, _ height: Int) -> MutableWords
  ) -> Float {
    let scaling = Scaling(albert_largest(magnitudes), largest: largest, norm: norm)
    var words = words
    @inline(__always) func putNext(_ lanes: Lanes) { words = put(scaling.integers(lanes), words, height) }
    putNext(a)
    putNext(b)
    putNext(c)
    putNext(d)
    putNext(e)
    putNext(f)
    putNext(g)
    putNext(h)
    return scaling.scale[0]
  }
}

/// A group of any number of inputs, in memory.
struct Group: RowGroup {
  private let count: Int
  /// Aligned, for `count` floats and what fills them up to a multiple of 16.
  private let room: MutableFloats
  /// Where the inputs are, and what has still to be added to each.
  private var inputs: Floats, added: Float
  /// Those of the turned inputs.
  private var turned: Lanes?
  private var filled: Int { (count + laneCount - 1) / laneCount * laneCount }

  /// - Parameter room: is used where inputs are turned or not a multiple of 16.
  @inline(__always) init(_ source: Floats, count: Int, adding offset: Float, room: MutableFloats) {
    (self.count, self.room) = (count, room)
    (inputs, added) = (source, offset)
    let whole = count / laneCount * laneCount
    guard whole < count else { return }
    copyToRoom(from: 0, to: whole)
    // What fills up must stay 0, and so must not get the offset.
    store(load(source + whole, count: count - whole, filler: -offset) + offset, to: room + whole)
    (inputs, added) = (Floats(room), 0)
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
  func quantize(
    _ magnitudes: Lanes, largest: Float, into words: MutableWords, height: Int,
    put: (_ integers: Integers, _ words: MutableWords, _ height: Int) -> MutableWords
  ) -> Float {
    let scaling = Scaling(albert_largest(magnitudes), largest: largest)
    var words = words
    forEachVector(from: 0, to: filled) { words = put(scaling.integers(input($0)), words, height) }
    return scaling.scale[0]
  }
}

/// How numbers of up to a magnitude become integers.
struct Scaling {
  private let factor: Lanes
  /// What an integer stands for: 0 where all numbers are as good as 0, NaN where one is infinite or none.
  let scale: Lanes

  /// The same for all lanes.
  ///
  /// - Parameter norm: what the numbers have still to be multiplied by.
  @inline(__always) init(_ magnitude: Float, largest: Float, norm: Float = 1) {
    let isZero = magnitude < 1e-30
    factor = Lanes(repeating: isZero ? 0 : largest / magnitude)
    scale = Lanes(repeating: isZero ? 0 : magnitude < .infinity ? magnitude * (norm / largest) : .nan)
  }

  @inline(__always) init(_ magnitudes: Lanes, largest: Float) {
    // Smaller ones would make the factor infinite.
    let isZero = magnitudes .< 1e-30
    factor = (largest / magnitudes).replacing(with: 0, where: isZero)
    let isFinite = magnitudes .< .infinity
    scale = Lanes(repeating: .nan).replacing(with: magnitudes / largest, where: isFinite).replacing(
      with: 0, where: isZero)
  }

  /// The nearest integers, ties to even.
  @inline(__always) func integers(_ lanes: Lanes) -> Integers {
    // Adding 1.5·2^23 leaves the whole number in the low bits of the significand.
    let shift = Lanes(repeating: 12_582_912)
    return albert_difference_of_bits(shift.addingProduct(lanes, factor), shift)
  }
}
