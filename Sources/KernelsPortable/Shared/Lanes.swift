import CShims

/// Sixteen floats: a whole register with AVX-512, two with AVX2, four with NEON.
typealias Lanes = SIMD16<Float>
typealias Floats = UnsafePointer<Float>
typealias MutableFloats = UnsafeMutablePointer<Float>

let laneCount = 16

@inline(__always) func load(_ source: Floats) -> Lanes {
  UnsafeRawPointer(source).loadUnaligned(as: Lanes.self)
}

@inline(__always) func store(_ eight: SIMD8<Float>, to target: MutableFloats) {
  UnsafeMutableRawPointer(target).storeBytes(of: eight, as: SIMD8<Float>.self)
}

@inline(__always) func store(_ lanes: Lanes, to target: MutableFloats) {
  UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: Lanes.self)
}

/// `count` floats, fewer than sixteen, and `filler` in the other lanes. Reads no memory beyond these floats.
@inline(__always) func load(_ source: Floats, count: Int, filler: Float = 0) -> Lanes {
  var lanes = Lanes(repeating: filler)
  for lane in 0..<count { lanes[lane] = source[lane] }
  return lanes
}

/// Stores the first `count` lanes, and writes no memory beyond them.
@inline(__always) func store(_ lanes: Lanes, to target: MutableFloats, count: Int) {
  for lane in 0..<count { target[lane] = lanes[lane] }
}

@inline(__always) func loadFour(_ source: Floats) -> SIMD4<Float> {
  UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self)
}

@inline(__always) func loadEight(_ source: Floats) -> SIMD8<Float> {
  UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Float>.self)
}

@inline(__always) func joined(_ low: SIMD8<Float>, _ high: SIMD8<Float>) -> Lanes {
  Lanes(lowHalf: low, highHalf: high)
}

/// The sum of the lanes, in the same order on every machine: the upper half is added to the lower one, and so on.
@inline(__always) func total(_ lanes: Lanes) -> Float {
  let eight = lanes.lowHalf + lanes.highHalf
  let four = eight.lowHalf + eight.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}

/// The larger of each pair of lanes; the second where either is NaN.
@inline(__always) func larger(_ first: Lanes, _ second: Lanes) -> Lanes {
  second.replacing(with: first, where: first .> second)
}

/// The smaller of each pair of lanes; the second where either is NaN.
@inline(__always) func smaller(_ first: Lanes, _ second: Lanes) -> Lanes {
  second.replacing(with: first, where: first .< second)
}
