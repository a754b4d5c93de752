// Runs every kernel over odd sizes and prints a checksum of each one's outputs, a line a kernel and size. It is compiled
// together with the kernels' sources for two machines, whose lines must be the same (see ../check-arm64.sh).
import CShims

@_silgen_name("putchar") private func putCharacter(_ character: Int32) -> Int32

@_cdecl("main") func printKernelOutputs() -> Int32 {
  for rows in [1, 2, 5, 6, 7, 13, 15, 29] {
    for inputs in [1, 15, 31, 130, 300] { floatProducts(rows: rows, inputs: inputs, panels: 3) }
    for inputs in [5, 16, 100, 130, 300] { integerProducts(rows: rows, inputs: inputs, panels: 5) }
    for width in [3, 16, 100] { norms(rows: rows, width: width) }
  }
  // More inputs than one pass holds.
  floatProducts(rows: 9, inputs: 2100, panels: 1)
  for length in [1, 7, 40, 150] {
    for headSize in [4, 26, 64] { attention(length: length, headSize: headSize) }
  }
  return 0
}

// MARK: Kernels

private func floatProducts(rows rowCount: Int, inputs: Int, panels panelCount: Int) {
  let packed = packedRows(rowCount, inputs)
  let width = panelCount * panelWidth
  for activation in [.identity, .geluErf, .geluTanh, .relu, .silu, .tanh] as [KernelActivation] {
    let product = KernelProduct(
      rows: packed, rowCount: rowCount, inputCount: inputs, panels: floats(inputs * width),
      panelStride: inputs * panelWidth, panelCount: panelCount, start: floats(width), startStride: 0,
      activation: activation)
    let output = floats(rowCount * width)
    kernelFunctions.multiply(product, KernelOutput(base: output, stride: width))
    report("multiply", rowCount, inputs, Int(activation.rawValue), of: output, count: rowCount * width)
    // How rows are packed is each machine's own affair; what is computed of them is not.
    let next = floats(kernelFunctions.packedSize(rowCount, width))
    kernelFunctions.multiplyPacking(product, KernelPackedOutput(base: next, inputCount: width, firstInput: 0))
    let following = KernelProduct(
      rows: next, rowCount: rowCount, inputCount: width, panels: floats(width * panelWidth),
      panelStride: width * panelWidth, panelCount: 1, start: floats(panelWidth), startStride: 0, activation: .identity)
    kernelFunctions.multiply(following, KernelOutput(base: output, stride: panelWidth))
    report("multiplyPacking", rowCount, inputs, Int(activation.rawValue), of: output, count: rowCount * panelWidth)
  }
}

private func integerProducts(rows rowCount: Int, inputs: Int, panels panelCount: Int) {
  let width = panelCount * panelWidth
  for form in [KernelRowForm.shorts, KernelRowForm.turnedBytes, KernelRowForm.offsetBytes] {
    let rows = quantizedRows(form, rowCount, inputs)
    integerKernelFunctions.quantize(
      KernelRows(rows: floats(rowCount * inputs), stride: inputs, rowCount: rowCount, inputCount: inputs), rows)
    report(
      "quantize", rowCount, inputs, Int(form.rawValue), of: rows.scales,
      count: groups(inputs, width: rows.groupWidth) * rowCount)
    let product = integerProduct(of: rows, panelCount: panelCount)
    let output = floats(rowCount * width)
    integerKernelFunctions.multiply(product, KernelOutput(base: output, stride: width))
    report("multiplyIntegers", rowCount, inputs, Int(form.rawValue), of: output, count: rowCount * width)
    let next = quantizedRows(KernelRowForm.offsetBytes, rowCount, width)
    integerKernelFunctions.multiplyQuantizing(product, next, 0)
    integerKernelFunctions.multiply(
      integerProduct(of: next, panelCount: 1), KernelOutput(base: output, stride: panelWidth))
    report("multiplyQuantizing", rowCount, inputs, Int(form.rawValue), of: output, count: rowCount * panelWidth)
  }
}

private func norms(rows rowCount: Int, width: Int) {
  let norm = KernelLayerNorm(scale: floats(width), shift: floats(width), width: width, epsilon: 1e-12)
  let output = floats(rowCount * width)
  kernelFunctions.normalize(
    KernelResidual(
      rows: floats(rowCount * width), stride: width, addend: floats(rowCount * width), addendStride: width,
      rowCount: rowCount, output: KernelOutput(base: output, stride: width)), norm)
  report("normalize", rowCount, width, 0, of: output, count: rowCount * width)
  for areHalves in [false, true] {
    let ids = memory(of: Int32.self, rowCount) { Int32($0 % 3) }
    // Halves of any bits but those of infinities and NaN.
    let halves = memory(of: UInt16.self, 3 * width) { _ in UInt16(truncatingIfNeeded: random()) & 0xBFFF }
    kernelFunctions.embed(
      KernelTokens(
        words: areHalves ? UnsafeRawPointer(halves) : UnsafeRawPointer(floats(3 * width)), wordsAreHalves: areHalves,
        ids: ids, positions: floats(3 * width), positionIDs: ids, types: floats(width),
        typeIDs: memory(of: UInt8.self, rowCount) { _ in 0 }, tokenCount: rowCount,
        output: KernelOutput(base: output, stride: width)), norm)
    report("embed", rowCount, width, areHalves ? 1 : 0, of: output, count: rowCount * width)
  }
}

private func attention(length: Int, headSize: Int) {
  let headCount = 2
  let width = headCount * headSize
  let output = floats(length * width)
  func heads(scratch: Int) -> KernelHeads {
    KernelHeads(
      queries: floats(length * width), queryStride: width, queryCount: length, keys: floats(length * width),
      values: floats(length * width), stride: width, length: length, headCount: headCount, headSize: headSize,
      output: KernelOutput(base: output, stride: width), scratch: floats(scratch))
  }
  kernelFunctions.attend(heads(scratch: kernelFunctions.attentionScratch(length, headSize)))
  report("attend", length, headSize, 0, of: output, count: length * width)
  integerKernelFunctions.attend(heads(scratch: integerKernelFunctions.attentionScratch(length, headSize)))
  report("attendIntegers", length, headSize, 0, of: output, count: length * width)
}

// MARK: Inputs

private func packedRows(_ rowCount: Int, _ inputs: Int) -> UnsafeMutablePointer<Float> {
  let packed = floats(kernelFunctions.packedSize(rowCount, inputs))
  kernelFunctions.pack(
    KernelRows(rows: floats(rowCount * inputs), stride: inputs, rowCount: rowCount, inputCount: inputs), packed)
  return packed
}

private func quantizedRows(_ form: KernelRowForm, _ rowCount: Int, _ inputs: Int) -> KernelQuantizedRows {
  // Groups of both kinds: one that is turned in registers, and wider ones in memory.
  let groupWidth = rowCount % 2 == 0 ? groupUnit : 2 * groupUnit
  // The offset leaves nothing below 0, be it `floats` or a GELU's.
  return KernelQuantizedRows(
    form: form, offset: form == KernelRowForm.offsetBytes ? 1 : 0, rowCount: rowCount, inputCount: inputs,
    groupWidth: groupWidth,
    words: memory(of: Int32.self, integerKernelFunctions.quantizedSize(form, rowCount, inputs)) { _ in 0 },
    scales: floats(groups(inputs, width: groupWidth) * rowCount))
}

/// The largest weights there may be among others, so that sums come near their limits, and both forms of GELU in turn.
private func integerProduct(of rows: KernelQuantizedRows, panelCount: Int) -> KernelIntegerProduct {
  let inputs = (rows.inputCount + 15) / 16 * 16
  let width = panelCount * panelWidth
  let isShort = rows.form == KernelRowForm.shorts
  let limit = isShort ? 4095 : 127
  let together = isShort ? 2 : 4
  func place(_ input: Int, _ output: Int) -> Int {
    ((output / panelWidth * inputs + input / together * together) * panelWidth)
      + output % panelWidth * together + input % together
  }
  let shorts = memory(of: Int16.self, inputs * width) { _ in 0 }
  let bytes = memory(of: Int8.self, inputs * width) { _ in 0 }
  let groupCount = groups(rows.inputCount, width: rows.groupWidth)
  let start = memory(of: Int32.self, groupCount * width) { _ in 0 }
  for input in 0..<rows.inputCount {
    for output in 0..<width {
      let value = output % 5 == 0 ? (input % 2 == 0 ? limit : -limit) : Int(random() % UInt64(2 * limit + 1)) - limit
      if isShort {
        shorts[place(input, output)] = Int16(value)
      } else {
        bytes[place(input, output)] = Int8(value)
        if rows.form == KernelRowForm.turnedBytes {
          start[input / rows.groupWidth * width + output] -= 128 * Int32(value)
        }
      }
    }
  }
  return KernelIntegerProduct(
    rows: rows, panels: isShort ? UnsafeRawPointer(shorts) : UnsafeRawPointer(bytes),
    panelStride: inputs * panelWidth * (isShort ? 2 : 1), panelCount: panelCount, start: start,
    startStride: rows.form == KernelRowForm.turnedBytes ? width : 0, scale: floats(groupCount * width),
    scaleStride: width, bias: floats(width), continues: false, finishes: true, activation: rows.rowCount % 2 == 0 ? .geluErf : .geluTanh)
}

/// Memory that is never given back: the program is short.
private func memory<Element>(of _: Element.Type, _ count: Int, _ element: (Int) -> Element)
  -> UnsafeMutablePointer<Element>
{
  let memory = UnsafeMutableRawPointer.allocate(
    byteCount: max(count, 1) * MemoryLayout<Element>.stride, alignment: 64
  ).bindMemory(to: Element.self, capacity: max(count, 1))
  for index in 0..<count { (memory + index).initialize(to: element(index)) }
  return memory
}

/// Numbers from -1 to 1.
private func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
  memory(of: Float.self, count) { _ in Float(Int32(truncatingIfNeeded: random() >> 40)) / Float(1 << 23) - 1 }
}

nonisolated(unsafe) private var state: UInt64 = 1

private func random() -> UInt64 {
  state &+= 0x9E37_79B9_7F4A_7C15
  var value = state
  value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
  value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
  return value ^ value >> 31
}

// MARK: Output

private func report(
  _ kernel: StaticString, _ first: Int, _ second: Int, _ third: Int, of values: UnsafePointer<Float>, count: Int
) {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for index in 0..<count { hash = (hash ^ UInt64(values[index].bitPattern)) &* 0x100_0000_01B3 }
  kernel.withUTF8Buffer { for byte in $0 { _ = putCharacter(Int32(byte)) } }
  for number in [first, second, third] {
    _ = putCharacter(32)
    put(UInt64(number), base: 10)
  }
  _ = putCharacter(32)
  put(hash, base: 16)
  _ = putCharacter(10)
}

private func put(_ number: UInt64, base: UInt64) {
  if number >= base { put(number / base, base: base) }
  let digit = Int32(number % base)
  _ = putCharacter(digit < 10 ? 48 + digit : 87 + digit)
}
