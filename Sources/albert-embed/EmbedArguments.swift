import Albert
import AlbertEmbed
import EmbeddingFormats

/// What the user typed behind `embed`, each option by itself; nil where it was not given.
struct EmbedArguments {
  var model: String?

  var inputFormat: InputFormat?
  var field: String?
  var idField: String?
  var pairField: String?
  var pairSeparator: String?

  var level: EmbeddingRequest.Level?
  var poolings: [PoolingStrategy]?
  var poolingScope: EmbeddingRequest.PoolingScope?
  var layers: LayerChoice?
  var layerMix: EmbeddingRequest.LayerMix?
  var subtoken: EmbeddingRequest.SubtokenRule?
  var normalizes: Bool?
  var truncatedDimension: Int?
  var projection: String?

  var maximumLength: Int?
  var overflow: OverflowRule?
  var stride: Int?

  var output: String?
  var format: OutputFormat?
  var elementType: OutputElementType?
  var offsets: String?
  var carriesText = false

  var threads: Int?
  var rows: Int?
  var shard: Shard?
  var resumes = false
  var errorPolicy: EmbeddingJob.ErrorPolicy?
  var progress: EmbeddingJob.ProgressMode?
  var isQuiet = false
}

/// The layers that the user wants, before the model's number of layers is known.
enum LayerChoice {
  case all
  /// As they were typed: negative ones count from the last.
  case numbers([Int])
}

/// What `--overflow` names; how far windows overlap is another option.
enum OverflowRule: String, CaseIterable {
  case truncate, window, error
}

/// The element types that embeddings are written in.
enum OutputElementType: String, CaseIterable {
  case f32, f16
}

extension EmbedArguments {
  static var groups: [OptionGroup<EmbedArguments>] {
    [
      OptionGroup(title: "Model", options: [.model(to: \.model)]),
      OptionGroup(title: "Input", options: inputOptions),
      OptionGroup(title: "Which embedding", options: embeddingOptions),
      OptionGroup(title: "Long text", options: longTextOptions),
      OptionGroup(title: "Output", options: outputOptions),
      OptionGroup(title: "Running", options: runningOptions),
    ]
  }

  private static var inputOptions: [Option<EmbedArguments>] {
    [
      .choice(
        "input-format", short: "i",
        """
        what a record is; default by the file's extension (.jsonl, .ndjson, .csv, .tsv), else lines. nul: texts that a \
        zero byte ends. file: one record a file. ids: lines of token ids, taken as they are
        """, to: \.inputFormat),
      .text("field", "NAME", "the text's field (jsonl, csv, tsv); default 'text', else the first column", to: \.field),
      .text("id-field", "NAME", "a field to carry to the output", to: \.idField),
      .text("pair-field", "NAME", "the field of a second text: [CLS] a [SEP] b [SEP]", to: \.pairField),
      .text("pair-separator", "STRING", "what separates two texts on a line", to: \.pairSeparator),
    ]
  }

  private static var embeddingOptions: [Option<EmbedArguments>] {
    [
      .choice("level", "what gets a row; default text", to: \.level),
      .parsed(
        "pooling", "NAME[,NAME...]",
        """
        how token vectors become one: \(PoolingStrategy.allCases.map(\.rawValue).joined(separator: ", ")); several go \
        side by side. Default: the model's own, else mean
        """, completion: .list(PoolingStrategy.allCases.map(\.rawValue)), to: \.poolings, by: parsePoolings),
      .choice(
        "pool-over", "the tokens to pool: content leaves out special ones, a and b are the texts of a pair",
        to: \.poolingScope),
      .parsed(
        "layers", "LIST", "layers by number: 0 is the embedding output, -1 (default) the last; \"-1,-2\", \"all\"",
        completion: .words(["all", "-1", "0"]), to: \.layers, by: parseLayers),
      .parsed(
        "layer-mix", "concat|mean|sum|W,W,...",
        "how several layers join: side by side (default), averaged, added, or added with these weights",
        completion: .words(["concat", "mean", "sum"]), to: \.layerMix, by: parseLayerMix),
      .choice("subtoken", "how pieces make a word; default mean", to: \.subtoken),
      .flag("normalize", "bring vectors to length 1 (L2); default: the model's own way") { $0.normalizes = true },
      .flag("no-normalize", "leave their length") { $0.normalizes = false },
      .number("truncate-dim", "keep the first N columns", atLeast: 1, to: \.truncatedDimension),
      .text(
        "project", "FILE.npy", "map rows: (row - first row of FILE) times the other rows, as a PCA does",
        completion: .files, to: \.projection),
    ]
  }

  private static var longTextOptions: [Option<EmbedArguments>] {
    [
      .number(
        "max-length", "tokens, special ones included; default and limit: the model's", atLeast: 1, to: \.maximumLength),
      .choice(
        "overflow", "longer texts: cut off and reported (default), embedded in windows, or an error", to: \.overflow),
      .number("stride", "tokens that neighbouring windows share; default 0", atLeast: 0, to: \.stride),
    ]
  }

  private static var outputOptions: [Option<EmbedArguments>] {
    [
      .text(
        "output", short: "o", "FILE",
        "default: standard output. A file appears when it is whole; before, it is FILE.partial", completion: .files,
        to: \.output),
      .choice("format", short: "f", "default by FILE's extension, else npy; on a terminal jsonl", to: \.format),
      .choice("dtype", "npy: precision of the numbers; default f32", to: \.elementType),
      .text(
        "offsets", "FILE.npy", "npy of words or tokens: write where each record's rows start", completion: .files,
        to: \.offsets),
      .flag("with-text", "jsonl, csv: carry the text to the output", sets: \.carriesText),
    ]
  }

  private static var runningOptions: [Option<EmbedArguments>] {
    [
      .threads(to: \.threads),
      .number(
        "rows", "npy: the promised number of records, so that a pipe needs no temporary file", atLeast: 0, to: \.rows),
      .parsed(
        "shard", "K/N", "only the K-th of N parts of the input; outputs put together in order are the whole",
        to: \.shard, by: parseShard),
      .flag("resume", "go on with FILE.partial after a crash", sets: \.resumes),
      .choice("on-error", "a record that cannot be embedded: stop (default), or make its row null", to: \.errorPolicy),
      .choice("progress", "default auto: if standard error is a terminal", to: \.progress),
      .flag("quiet", short: "q", "no summary, warnings or progress", sets: \.isQuiet),
    ]
  }
}

extension Option {
  /// The option that every command with a model has.
  static func model(to path: WritableKeyPath<Arguments, String?>) -> Option {
    .text(
      "model", short: "m", "NAME|PATH",
      """
      a checkpoint, or a name that is looked up as NAME.albert in models/ (see below); default: $ALBERT_EMBED_MODEL, \
      else '\(ModelLocator.bundledName)'
      """, completion: .models, to: path)
  }
}

// MARK: Values

/// Names as sentence-transformers and its neighbours have them.
func parsePoolings(_ list: String) throws(UsageError) -> [PoolingStrategy] {
  let otherNames: [String: PoolingStrategy] = [
    "avg": .mean, "CLS": .cls, "lasttoken": .last, "mean_sqrt_len_tokens": .meanSqrt,
  ]
  var poolings: [PoolingStrategy] = []
  for name in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
    guard let pooling = PoolingStrategy(rawValue: name) ?? otherNames[name] else {
      throw UsageError("'\(name)' is none of \(PoolingStrategy.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    poolings.append(pooling)
  }
  return poolings
}

private func parseLayers(_ list: String) throws(UsageError) -> LayerChoice {
  guard list != "all" else { return .all }
  var layers: [Int] = []
  for word in list.split(separator: ",", omittingEmptySubsequences: false) {
    guard let layer = Int(word) else { throw UsageError("'\(word)' is neither a layer's number nor 'all'") }
    layers.append(layer)
  }
  return .numbers(layers)
}

private func parseLayerMix(_ text: String) throws(UsageError) -> EmbeddingRequest.LayerMix {
  switch text {
  case "concat": return .concat
  case "mean": return .mean
  case "sum": return .sum
  default:
    var weights: [Float] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let weight = Float(word), weight.isFinite else {
        throw UsageError("'\(word)' is neither a weight nor concat, mean or sum")
      }
      weights.append(weight)
    }
    return .weights(weights)
  }
}

private func parseShard(_ text: String) throws(UsageError) -> Shard {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
    let shard = Shard(number: number, count: count)
  else { throw UsageError("'\(text)' is not K/N with 1 <= K <= N") }
  return shard
}
