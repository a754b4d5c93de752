import Albert
import Embedding
import EmbeddingFormats
import Files
import Foundation

/// An embedding of some records that Hugging Face's libraries computed (`scripts/develop/goldens/make-embedding-goldens.py`).
struct Golden: Decodable {
  var model: String
  var records: [GoldenRecord]
  var level: String?
  var layers: [Int]?
  var layerMix: GoldenMix?
  var subtoken: String?
  var pooling: [String]?
  var poolOver: String?
  var maxLength: Int?
  var overflow: String?
  var stride: Int?
  var truncateDim: Int?
  var normalize: Bool?
  var project: Bool?

  /// The number of rows of each record.
  var counts: [Int]
  var columns: Int
  var tokens: [Int]
  var truncated: [Bool]
  /// The largest difference that is allowed: twice the error of PyTorch in float32, or 1e-5 of the largest value.
  var tolerance: Float
  var labels: [[GoldenLabel]]?
  /// The expected rows, row-major.
  var values: ArraySlice<Float> = []

  private enum CodingKeys: String, CodingKey {
    case model, records, level, layers, layerMix, subtoken, pooling, poolOver, maxLength, overflow, stride, truncateDim
    case normalize, project, counts, columns, tokens, truncated, tolerance, labels
  }

  static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
    path: "Fixtures")

  /// Reads all goldens with their values.
  static func load() throws -> [Golden] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    var goldens = try decoder.decode([Golden].self, from: Data(contentsOf: directory.appending(path: "goldens.json")))
    let values = try Data(contentsOf: directory.appending(path: "goldens.f32")).withUnsafeBytes { bytes in
      Swift.stride(from: 0, to: bytes.count, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
    var start = 0
    for index in goldens.indices {
      let end = start + goldens[index].counts.reduce(0, +) * goldens[index].columns
      goldens[index].values = values[start..<end]
      start = end
    }
    guard start == values.count else { throw CocoaError(.fileReadCorruptFile) }
    return goldens
  }
}

/// A text, or the two texts of a pair.
enum GoldenRecord: Decodable {
  case text(String)
  case pair(String, String)

  init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      let texts = try container.decode([String].self)
      guard texts.count == 2 else { throw CocoaError(.coderReadCorrupt) }
      self = .pair(texts[0], texts[1])
    }
  }
}

enum GoldenMix: Decodable {
  case named(String)
  case weights([Float])

  init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let name = try? container.decode(String.self) {
      self = .named(name)
    } else {
      self = .weights(try container.decode([Float].self))
    }
  }
}

/// A row's label, which the file has as `[text, id, start, end]`.
struct GoldenLabel: Decodable, Equatable {
  var text: String
  var id: Int32?
  var start: Int?
  var end: Int?

  init(from decoder: Decoder) throws {
    var container = try decoder.unkeyedContainer()
    text = try container.decode(String.self)
    id = try container.decode(Int32?.self)
    start = try container.decode(Int?.self)
    end = try container.decode(Int?.self)
  }

  init(_ label: RowLabel) {
    (text, id, start, end) = (label.text, label.id, label.range?.lowerBound, label.range?.upperBound)
  }

  /// Compares texts byte by byte, since Swift's strings are equal if their canonical forms are.
  static func == (a: GoldenLabel, b: GoldenLabel) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8) && a.id == b.id && a.start == b.start && a.end == b.end
  }
}

extension Golden {
  func request(configuration: AlbertConfiguration) throws -> EmbeddingRequest {
    var request = EmbeddingRequest(configuration: configuration)
    if let level { request.level = try known(.init(rawValue: level)) }
    if let layers { request.layers = layers.map { $0 < 0 ? $0 + configuration.layerCount + 1 : $0 } }
    switch layerMix {
    case .named("concat"), nil: request.layerMix = .concat
    case .named("mean"): request.layerMix = .mean
    case .named("sum"): request.layerMix = .sum
    case .weights(let weights): request.layerMix = .weights(weights)
    case .named: throw CocoaError(.coderReadCorrupt)
    }
    if let subtoken { request.subtoken = try known(.init(rawValue: subtoken)) }
    if let pooling { request.poolings = try pooling.map { try known(.init(rawValue: $0)) } }
    if let poolOver { request.poolingScope = try known(.init(rawValue: poolOver)) }
    if let maxLength { request.maximumLength = maxLength }
    if overflow == "window" { request.overflow = .window(stride: stride ?? 0) }
    request.truncatedDimension = truncateDim
    request.normalizes = normalize ?? false
    if project == true {
      let path = Self.directory.appending(path: "\(model)/projection.npy").path
      let matrix = try NPYMatrix(path: path)
      request.projection = try Projection(
        matrix: matrix.values, rows: matrix.rowCount, columns: matrix.columnCount)
    }
    request.labelsRows = request.level != .text
    return request
  }

  private func known<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw CocoaError(.coderReadCorrupt) }
    return value
  }
}
