import Albert
import EmbeddingFormats
import Testing

@testable import Embedding
@testable import Files
@testable import Records
@testable import Runs

/// What files say of a run stays what it is, however options and messages are called.
@Suite struct RunIdentityTests {
  typealias Key = RunIdentity.Key

  private static var request: EmbeddingRequest {
    EmbeddingRequest(
      configuration: AlbertConfiguration(
        vocabularySize: 8, embeddingSize: 4, hiddenSize: 4, intermediateSize: 4, layerCount: 2, groupCount: 1,
        innerGroupCount: 1, headCount: 1, maximumPositions: 32, tokenTypeCount: 2, activation: .geluTanh,
        layerNormEpsilon: 1e-12, hasPooler: false))
  }

  private static var job: EmbeddingJob {
    var job = EmbeddingJob(inputs: [.path("in")], inputFormat: .csv, output: .path("out"), format: .npy)
    job.program = "albert-embed 0.1.0"
    job.model = { ModelIdentity(content: "9 bytes", precision: .float32) }
    return job
  }

  /// The names and values of files that exist. None may change, and a new key comes without a value where it is not used.
  private static let written = """
    program: albert-embed 0.1.0
    model: 9 bytes
    arithmetic: floats \(Arithmetic.floatRevision)
    input format: csv
    --field:\u{20}
    --id-field:\u{20}
    --pair-field:\u{20}
    --delimiter:\u{20}
    --quoting:\u{20}
    --pair-separator:\u{20}
    --prefix: []
    --head:\u{20}
    --level: text
    --pooling: mean
    --pool-over: all
    --layers: [2]
    --layer-mix: concat
    --subtoken: mean
    normalization: false
    --truncate-dim: 0
    --project:\u{20}
    --max-length: 32
    --overflow: truncate
    output format: npy
    --dtype: f32
    --offsets:\u{20}
    --ids:\u{20}
    --spans:\u{20}
    --keys:\u{20}
    --with-text: false
    --shard: 1/1
    """

  @Test func filesKeepTheirNamesAndValues() {
    let attributes = RunIdentity(of: Self.request, job: Self.job).attributes
    #expect(attributes.map(Journal.line).joined(separator: "\n") == Self.written)
    for (change, line) in [
      ({ $0.0.layerMix = .weights([0.5, -1]) }, "--layer-mix: weights([0.5, -1.0])"),
      ({ $0.0.layerMix = .sum }, "--layer-mix: sum"), ({ $0.0.overflow = .error }, "--overflow: error"),
      ({ $0.0.overflow = .window(stride: 3) }, "--overflow: window(stride: 3)"),
      ({ $0.0.poolings = [.cls, .meanSqrt] }, "--pooling: cls,mean-sqrt"),
      ({ $0.0.poolingScope = .second }, "--pool-over: b"), ({ $0.0.subtoken = .firstLast }, "--subtoken: first-last"),
      ({ $0.0.prefix = [65, 10] }, "--prefix: [65, 10]"), ({ $0.0.truncatedDimension = 3 }, "--truncate-dim: 3"),
      ({ ($0.1.format, $0.1.layerIndices) = (.bertJSONLines, [-1]) }, "--layers: [-1]"),
      ({ $0.1.elementType = .float16 }, "--dtype: f16"), ({ $0.1.shard = Shard(number: 2, count: 3) }, "--shard: 2/3"),
      ({ $0.1.syntax.quoting = .none }, "--quoting: none"),
    ] as [((inout (EmbeddingRequest, EmbeddingJob)) -> Void, String)] {
      var pair = (Self.request, Self.job)
      change(&pair)
      #expect(RunIdentity(of: pair.0, job: pair.1).attributes.map(Journal.line).contains(line), "\(line)")
    }
  }

  /// A new field of a request or a job fails here until somebody says which key holds it, or why the output does not depend on it.
  @Test func everyFieldHasAKeyOrAReason() {
    let inputs = "the journal lists the inputs"
    let others = "files beside the output, or standard error"
    let fields: [String: Any] = [
      "input": "the input format and the keys of pairs say it", "head": Key.head, "labels": Key.head,
      "level": Key.level, "poolings": Key.pooling,
      "poolingScope": Key.poolingScope, "layers": Key.layers, "layerMix": Key.layerMix, "subtoken": Key.subtoken,
      "steps": Key.pooling, "prefix": Key.prefix, "poolsPrefix": "the model says it",
      "truncatedDimension": Key.truncatedDimension, "projection": Key.projection, "normalizes": Key.normalization,
      "maximumLength": Key.maximumLength, "overflow": Key.overflow, "labelsRows": Key.outputFormat,
      "inputs": inputs, "inputFormat": Key.inputFormat,
      "fields": [Key.textField, .idField, .pairField, .pairSeparator],
      "syntax": [Key.delimiter, .quoting], "output": "the journal lies beside it", "format": Key.outputFormat,
      "elementType": Key.elementType, "companions": [Key.offsets, .ids, .spans, .keys], "passageStride": Key.overflow,
      "labelsPassageTexts": Key.carriedText, "carriesText": Key.carriedText,
      "partNames": Key.pooling, "layerIndices": Key.layers, "promisedRecords": "a wrong promise ends the run",
      "statisticsPath": others, "circumstances": others, "shard": Key.shard,
      "resumes": "it writes what one run writes", "errorPolicy": "a run may go on with null rows",
      "progress": others, "isQuiet": others, "reads": others, "checkUnchanged": others, "verifyModel": others,
      "reusedPath": "a reused row is the one that would be made", "modelSize": Key.model, "program": Key.program,
      "model": [Key.model, .arithmetic], "optionNames": others,
    ]
    let found = [Mirror(reflecting: Self.request), Mirror(reflecting: Self.job)].flatMap { $0.children.map(\.label) }
    for label in found { #expect(fields[label ?? ""] != nil, "\(label ?? "")") }
    #expect(found.count == fields.count)
  }

  /// A journal's own lines have names, too.
  @Test func eachKeyIsUnique() {
    for (names, kind) in [
      (Key.allCases.map(\.fileName), "in files"), (Key.allCases.map(\.declaration.words), "in messages"),
    ] {
      for (index, name) in names.enumerated() {
        #expect(!names[..<index].contains(name), "\(name) stands twice \(kind)")
        #expect(!name.isEmpty && !name.contains(": "))
      }
    }
    let reserved = ["run", "phase", "checksum", "file ", "name ", "input ", "status of "]
    for name in Key.allCases.map(\.fileName) where name != Key.inputFormat.fileName {
      #expect(!reserved.contains { name.hasPrefix($0) }, "\(name)")
    }
    for key in Key.allCases { #expect(Key(fileName: key.fileName) == key) }
  }

  /// The option of a key has a new name: the message says so, and the file's name and the comparison stay.
  @Test func anOptionMayBeRenamed() {
    let before = RunIdentity(of: Self.request, job: Self.job).attributes
    var request = Self.request
    #expect(IdentityDifference.first(between: RunIdentity(of: request, job: Self.job).attributes, and: before) == nil)
    request.poolings = [.max]
    let difference = IdentityDifference.first(
      between: RunIdentity(of: request, job: Self.job).attributes, and: before)
    #expect(difference?.name == "--pooling")
    #expect(difference?.words { $0 == .pooling ? ["--new-name", "--other"] : [] } == "pooling (--new-name, --other)")
    #expect(difference?.words { _ in [] } == "pooling")
    #expect(difference.map { "\($0.values)" } == #"("max", "mean")"#)
  }

  /// The revision stood behind the model, and not at all before there was a second one.
  @Test func theArithmeticOfEarlierFilesIsKnown() {
    let earlier = RunIdentity.current([("model", "9 bytes, fingerprint ab, arithmetic 2"), ("--level", "text")])
    #expect(earlier.map(Journal.line) == ["model: 9 bytes, fingerprint ab", "arithmetic: floats 2", "--level: text"])
    for attributes in [[("model", "9 bytes, fingerprint ab")], [("model", "x"), ("arithmetic", "")]] {
      #expect(RunIdentity.current(attributes).map(Journal.line) == attributes.map(Journal.line))
    }
    // Integers are at their first revision, which nothing names.
    var job = Self.job
    job.model = { ModelIdentity(content: "9 bytes", precision: .int8) }
    let now = RunIdentity(of: Self.request, job: job).attributes
    #expect(now.contains { $0 == ("arithmetic", "") })
    #expect(IdentityDifference.first(between: now, and: now.filter { $0.name != "arithmetic" }) == nil)
    let floats = RunIdentity(of: Self.request, job: Self.job).attributes
    #expect(IdentityDifference.first(between: floats, and: now)?.name == "arithmetic")
  }

  // MARK: Rows

  @Test func aRowDependsOnModelAndRequestAlone() throws {
    let rows = RowIdentity(of: Self.request, job: Self.job)
    var job = Self.job
    (job.inputFormat, job.format, job.output, job.inputs) = (.lines, .csv, .standardOutput, [.standardInput])
    (job.fields.text, job.fields.id, job.shard, job.carriesText) = ("x", "y", Shard(number: 2, count: 9), true)
    (job[.offsets], job.program) = ("o", "albert-embed 9")
    var request = Self.request
    (request.maximumLength, request.prefix) = (7, [65])
    #expect(RowIdentity(of: request, job: job).bytes == rows.bytes)
    #expect(try #require(RowIdentity(bytes: rows.bytes)).bytes == rows.bytes)
    #expect(RowIdentity(bytes: Array("x".utf8)) == nil)
    for (change, words) in [
      ({ $0.1.model = { ModelIdentity(content: "8 bytes", precision: .float32) } }, "model"),
      ({ $0.1.model = { ModelIdentity(content: "9 bytes", precision: .int16) } }, "arithmetic"),
      ({ $0.0.level = .token }, "level"), ({ $0.0.poolings = [.max] }, "pooling"),
      ({ $0.0.layers = [1] }, "layers"), ({ $0.0.normalizes = true }, "normalization"),
      ({ $0.0.truncatedDimension = 2 }, "number of columns"),
      ({ $0.0.projection = try? Projection(matrix: [1, 2, 3, 4], rows: 2, columns: 2) }, "projection"),
      ({ $0.1.elementType = .float16 }, "type of numbers"),
      ({ $0.0.overflow = .window(stride: 1) }, "maximum length"),
    ] as [((inout (EmbeddingRequest, EmbeddingJob)) -> Void, String)] {
      var pair = (Self.request, Self.job)
      change(&pair)
      let other = RowIdentity(of: pair.0, job: pair.1)
      #expect(other.bytes != rows.bytes, "\(words)")
      #expect(other.difference(from: rows) { _ in [] }?.words == words)
    }
  }

  /// Without a key, a shard's note would not name the file, and `join` would leave it out.
  @Test func everyCompanionHasAKey() {
    #expect(RunIdentity.companionKeys.map(\.format) == CompanionFormat.allCases)
    for (format, key) in RunIdentity.companionKeys {
      var job = Self.job
      job[format] = "a path"
      #expect(
        RunIdentity(of: Self.request, job: job).attributes.contains {
          $0 == (key.fileName, format.suffix == nil ? "a path" : "true")
        })
    }
  }
}
