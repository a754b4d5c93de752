import Files
import TestSupport
import Testing

@testable import Conversion

/// Weights files with random changes. The conversion makes a checkpoint or throws an error of one line, and changes no other file.
@Suite struct MutatedWeightsTests {
  /// Mutants of each file.
  private static let count = 100

  @Test(arguments: [
    ("PyTorch/archive.bin", "pytorch_model.bin"), ("PyTorch/pickles.bin", "pytorch_model.bin"),
    ("PyTorch/training.pt", "training.pt"), ("PyTorch/views-archive.bin", "pytorch_model.bin"),
    ("TensorFlow/published.index", "model.index"),
  ])
  func mutantsNeverTrap(golden: String, name: String) throws {
    let directory = try TemporaryDirectory()
    try ModelFixture().write(to: directory)
    try directory.remove("model.safetensors")
    let bytes = try WeightsGolden.bytes(golden)
    let data = "published.data-00000-of-00001"
    if name == "model.index" {
      try directory.write(WeightsGolden.bytes("TensorFlow/\(data)"), to: data.replacing("published", with: "model"))
    }
    // The changes go where the file does not hold floats.
    let structure = Self.structure(of: bytes)
    let before = Set(try directory.entries + [name])
    var random = SplitMix64(state: UInt64(golden.utf8.count))
    var refused = 0
    for number in 0..<Self.count {
      var mutant = bytes
      for _ in 0...random.next() % 4 { Self.change(&mutant, in: structure, &random) }
      if name == "model.index" { Self.mendChecksums(&mutant) }
      try directory.write(mutant, to: name)
      do {
        try convertModel(directory.path, to: directory.path("out.albert"))
        try directory.remove("out.albert")
      } catch let error as ConversionError {
        refused += 1
        #expect(error.description.utf8.count < 2000, "mutant \(number)")
      }
      #expect(try Set(directory.entries) == before, "mutant \(number)")
    }
    #expect(refused > Self.count / 10)
  }

  /// The bytes that are not floats: the pickle and the archive's directory, or the whole of an index.
  private static func structure(of bytes: [UInt8]) -> [Range<Int>] {
    guard bytes.count > 4000 else { return [0..<bytes.count] }
    return [0..<min(5000, bytes.count), max(0, bytes.count - 3000)..<bytes.count]
  }

  private static func change(_ bytes: inout [UInt8], in structure: [Range<Int>], _ random: inout SplitMix64) {
    guard let range = structure.randomElement(using: &random) else { return }
    let place = min(Int.random(in: range, using: &random), bytes.count - 1)
    switch random.next() % 6 {
    case 0: bytes[place] ^= 1 << UInt8(random.next() % 8)
    case 1: bytes[place] = [0, 1, 0x28, 0x52, 0x74, 0x7F, 0x80, 0xFF][Int(random.next() % 8)]
    case 2: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 20)))
    case 4:
      let end = min(bytes.count, place + Int(random.next() % 40))
      bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: range, using: &random) % bytes.count)
    default:
      for index in place..<min(bytes.count, place + 4) { bytes[index] = 0xFF }
    }
  }

  /// Corrects the checksum of the first block, so that its changes are read.
  private static func mendChecksums(_ bytes: inout [UInt8]) {
    // The end of the data block in the file that TensorFlow wrote.
    let end = 1026
    guard bytes.count > end + 5 else { return }
    var crc = CRC32(.castagnoli)
    crc.update(bytes[0...end])
    let checksum = (crc.value >> 15 | crc.value << 17) &+ 0xA282_EAD8
    for index in 0..<4 { bytes[end + 1 + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index)) }
  }
}
