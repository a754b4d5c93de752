import CShims

/// Inputs of a row that are quantized together, with one scale.
let groupWidth = Int(albert_group_width)

/// Groups that `inputs` inputs take.
func groups(_ inputs: Int) -> Int { (inputs + groupWidth - 1) / groupWidth }

/// Where the inputs of quantized rows are: words[block][input / packedInputs][row][packedWords], so that the microkernel reads
/// a block in one run, and each row at a constant distance. Inputs are filled up with zeros to a multiple of 16.
struct QuantizedLayout {
  let blocks: RowBlocks
  private let rowCount: Int
  /// Inputs in `packedWords` words.
  private let packedInputs: Int
  /// Words of a row.
  let rowWords: Int

  init(_ form: KernelRowForm, rowCount: Int, inputCount: Int) {
    blocks = RowBlocks(rowCount: rowCount)
    self.rowCount = rowCount
    packedInputs = form == KernelRowFormShorts ? Shorts.packedInputs : Bytes.packedInputs
    rowWords = (inputCount + laneCount - 1) / laneCount * laneCount / packedInputs * packedWords
  }

  init(_ rows: KernelQuantizedRows) {
    self.init(rows.form, rowCount: rows.rowCount, inputCount: rows.inputCount)
  }

  var size: Int { rowCount * rowWords }

  /// Where a block's inputs from `input` on begin, a multiple of 16.
  func offset(rows: Range<Int>, input: Int) -> Int {
    rows.lowerBound * rowWords + rows.count * (input / packedInputs) * packedWords
  }
}

/// Words that `rowCount` rows take when they are quantized.
public func quantizedSize(rowCount: Int, inputCount: Int, form: KernelRowForm) -> Int {
  QuantizedLayout(form, rowCount: rowCount, inputCount: inputCount).size
}

/// Quantizes rows as `multiplyIntegers` reads them: in groups of 128 inputs, each with the scale that makes its largest
/// magnitude the largest integer.
public func quantize(_ rows: KernelRows, into quantized: KernelQuantizedRows) {
  let layout = QuantizedLayout(quantized)
  for first in stride(from: 0, to: rows.inputCount, by: groupWidth) {
    quantizeGroup(
      rows.rows + first, stride: rows.stride, count: min(groupWidth, rows.inputCount - first), firstInput: first,
      layout: layout, into: quantized)
  }
}

/// Packs rows of whole numbers of up to 16 bits as they are, with scales of 1.
func packWhole(_ rows: KernelRows, into packed: KernelQuantizedRows) {
  let layout = QuantizedLayout(packed)
  packed.scales.update(repeating: 1, count: groups(rows.inputCount) * rows.rowCount)
  let whole = rows.inputCount / laneCount * laneCount
  let shift = Lanes(repeating: 12_582_912)
  for block in 0..<layout.blocks.count {
    let blockRows = layout.blocks.rows(block)
    for row in blockRows {
      let source = rows.rows + row * rows.stride
      var words =
        packed.words + layout.offset(rows: blockRows, input: 0) + (row - blockRows.lowerBound) * packedWords
      func put(_ numbers: Lanes) {
        words = Shorts.store(albert_difference_of_bits(numbers + shift, shift), to: words, height: blockRows.count)
      }
      for input in stride(from: 0, to: whole, by: laneCount) { put(load(source + input)) }
      if whole < rows.inputCount { put(load(source + whole, count: rows.inputCount - whole)) }
    }
  }
}

/// Quantizes one group of all rows: `count` inputs, the rows' inputs from `firstInput` on.
func quantizeGroup(
  _ rows: Floats, stride: Int, count: Int, firstInput: Int, layout: QuantizedLayout, into quantized: KernelQuantizedRows
) {
  let scales = quantized.scales + firstInput / groupWidth * quantized.rowCount
  withUnsafeTemporaryAllocation(byteCount: groupWidth * MemoryLayout<Float>.stride, alignment: 64) { memory in
    let group = Group(
      inputs: memory.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped, count: count)
    for block in 0..<layout.blocks.count {
      let blockRows = layout.blocks.rows(block)
      var words = quantized.words + layout.offset(rows: blockRows, input: firstInput)
      for row in blockRows {
        let source = rows + row * stride
        switch quantized.form {
        case KernelRowFormTurnedBytes:
          group.fill(source)
          group.turn()
          scales[row] = group.quantize(largest: 127, into: words, height: blockRows.count, put: Bytes.storeSigned)
        case KernelRowFormOffsetBytes:
          group.fill(source, adding: quantized.offset)
          scales[row] = group.quantize(
            largest: 255, noLessThan: quantized.offset, into: words, height: blockRows.count, put: Bytes.storeUnsigned)
        default:
          group.fill(source)
          scales[row] = group.quantize(largest: 4095, into: words, height: blockRows.count, put: Shorts.store)
        }
        words += packedWords
      }
    }
  }
}

/// A group of a row's inputs on their way to integers.
struct Group {
  /// Room for `count` floats, aligned; zeros fill up to a multiple of 16.
  let inputs: MutableFloats
  let count: Int
  private var filled: Int { (count + laneCount - 1) / laneCount * laneCount }

  @inline(__always) func fill(_ source: Floats, adding offset: Float = 0) {
    let whole = count / laneCount * laneCount
    for input in stride(from: 0, to: whole, by: laneCount) {
      store(load(source + input) + offset, to: inputs + input)
    }
    if whole < count {
      // What fills up must stay 0, and so must not get the offset.
      store(load(source + whole, count: count - whole, filler: -offset) + offset, to: inputs + whole)
    }
  }

  /// The Walsh-Hadamard turn, in the largest blocks of 128, 64, 32 and 16 inputs that fit; fewer stay as they are. In a
  /// block of n: y[i] = Σ (-1)^popcount(i & j)·x[j] / √n.
  @inline(__always) func turn() {
    var first = 0
    for (size, norm) in [(128, 0.088388346), (64, 0.125), (32, 0.17677669), (16, 0.25)] as [(Int, Float)]
    where first + size <= count {
      turn(inputs + first, size: size, norm: norm)
      first += size
    }
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

  /// Rounds inputs · (`largest` / the largest magnitude) to integers, ties to even, and returns what one of them stands for:
  /// 0 where all inputs are as good as 0, NaN where one is infinite or none.
  ///
  /// - Parameters:
  ///   - lowest: a magnitude that counts as one of the inputs'.
  ///   - words: the row's first words; the next ones are `height` rows further on.
  @inline(__always)
  func quantize(
    largest: Float, noLessThan lowest: Float = 0, into words: MutableWords, height: Int,
    put: (_ integers: Integers, _ words: MutableWords, _ height: Int) -> MutableWords
  ) -> Float {
    var magnitudes = Lanes(repeating: lowest)
    for input in stride(from: 0, to: filled, by: laneCount) {
      magnitudes = albert_larger_magnitude(magnitudes, load(inputs + input))
    }
    let scaling = Scaling(albert_largest(magnitudes), largest: largest)
    var words = words
    for input in stride(from: 0, to: filled, by: laneCount) {
      words = put(scaling.integers(load(inputs + input)), words, height)
    }
    return scaling.scale[0]
  }
}

/// How numbers of up to a magnitude become integers.
struct Scaling {
  private let factor: Lanes
  /// What an integer stands for: 0 where all numbers are as good as 0, NaN where one is infinite or none.
  let scale: Lanes

  /// The same for all lanes.
  @inline(__always) init(_ magnitude: Float, largest: Float) {
    let isZero = magnitude < 1e-30
    factor = Lanes(repeating: isZero ? 0 : largest / magnitude)
    scale = Lanes(repeating: isZero ? 0 : magnitude < .infinity ? magnitude / largest : .nan)
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

extension Shorts {
  @inline(__always)
  fileprivate static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
    albert_store_shorts(integers, words, words + height * packedWords)
    return words + 2 * height * packedWords
  }
}

extension Bytes {
  #if KERNELS_VNNI
    @inline(__always)
    fileprivate static func storeUnsigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_bytes(integers, words)
      return words + height * packedWords
    }

    @inline(__always)
    fileprivate static func storeSigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_signed_bytes(integers, words)
      return words + height * packedWords
    }
  #else
    @inline(__always)
    fileprivate static func storeUnsigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_split_shorts(integers, words, words + height * packedWords)
      return words + 2 * height * packedWords
    }

    @inline(__always)
    fileprivate static func storeSigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      storeUnsigned(integers, to: words, height: height)
    }
  #endif
}
