import EmbeddingFormats
import Files

/// All shards of one output, in order.
public struct ShardSet {
  let shards: [WrittenShard]
  /// The format of all shards.
  public let format: OutputFormat

  /// The kinds of companions that all shards have.
  public var companionKinds: [CompanionFormat] { shards[0].companions.map(\.format) }

  /// The number of missing shards that an error names.
  private static let namedShards = 5

  /// Reads the notes of shards, which may be in any order.
  ///
  /// - Throws: where a file is not a complete shard, the shards do not belong together, or a shard is missing or given twice.
  public init(_ paths: [String], optionNames: RunIdentity.OptionNames) throws(InputOutputError) {
    var shards: [WrittenShard] = []
    for path in paths {
      let shard = try WrittenShard(path: path)
      try Self.compare(shard, with: shards.first ?? shard, optionNames)
      shards.append(shard)
    }
    shards.sort { $0.place.number < $1.place.number }
    try Self.checkNumbers(shards)
    for (shard, next) in zip(shards, shards.dropFirst()) { try Self.checkInput(of: next, behind: shard) }
    let name = shards[0].value(of: .outputFormat) ?? ""
    guard let format = OutputFormat(rawValue: name) else {
      throw .failed("\(shards[0].path).shard: names the unknown output format '\(name)'")
    }
    self.format = format
    self.shards = shards
  }

  /// The keys whose values differ between shards of one run.
  private static let ownKeys = [.shard] + RunIdentity.companionKeys.map(\.key)

  /// - Throws: where two shards are of different runs.
  private static func compare(
    _ shard: WrittenShard, with other: WrittenShard, _ optionNames: RunIdentity.OptionNames
  ) throws(InputOutputError) {
    guard shard.place.count == other.place.count else {
      throw .failed(
        "\(shard.path): is one of \(shard.place.count) shards, and \(other.path) is one of \(other.place.count)")
    }
    let difference = IdentityDifference.first(between: shard.attributes, and: other.attributes) { name in
      ownKeys.contains { $0.fileName.isSame(as: name) }
    }
    if let difference {
      let (value, otherValue) = difference.values
      let words = difference.words(optionNames)
      throw .failed("\(shard.path): \(words) is \(value), and \(otherValue) in \(other.path)")
    }
    for format in CompanionFormat.allCases {
      let hasFile = [shard, other].map { $0.companion(format) != nil }
      guard hasFile[0] == hasFile[1] else {
        let paths = hasFile[0] ? (shard.path, other.path) : (other.path, shard.path)
        throw .failed("\(paths.0): has \(format.name) beside its rows, and \(paths.1) does not")
      }
    }
  }

  /// - Throws: where a number is missing or occurs twice.
  private static func checkNumbers(_ shards: [WrittenShard]) throws(InputOutputError) {
    let count = shards[0].place.count
    for (shard, next) in zip(shards, shards.dropFirst()) where shard.place == next.place {
      guard !shard.rows.identity.isSameFile(as: next.rows.identity) else {
        throw .failed("\(next.path): is given twice")
      }
      throw .failed("\(next.path): is shard \(next.place.number) of \(count), and so is \(shard.path)")
    }
    guard shards.count < count else { return }
    let present = Set(shards.map(\.place.number))
    let missing = (1...count).lazy.filter { !present.contains($0) }.prefix(namedShards)
    let more = count - shards.count - missing.count
    let numbers = missing.map(String.init).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    throw .failed(
      missing.count == 1
        ? "shard \(numbers) of \(count) is missing" : "of \(count) shards these are missing: \(numbers)")
  }

  /// Compares the inputs of neighbouring shards. A shard's run also reads the input before its part, to count the records.
  ///
  /// - Throws: where the input before the part is not the input of the shard before.
  private static func checkInput(of shard: WrittenShard, behind last: WrittenShard) throws(InputOutputError) {
    guard shard.inputSize == last.inputSize, shard.start.records == last.end.records,
      shard.start.checksum == last.end.checksum
    else { throw .failed("\(shard.path): was made from another input than \(last.path)") }
  }
}
