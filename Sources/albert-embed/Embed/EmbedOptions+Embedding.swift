import Albert
import ArgumentParsing
import Embedding
import EmbeddingFormats
import Files

/// The layers as they were typed, before the model's number of layers is known.
enum LayerChoice {
  case all
  /// Negative numbers count from the last layer.
  case numbers([Int])
}

extension EmbedOptions {
  static var embedding: [EmbedOption] { rowOptions + layerOptions + finishingOptions + headOptions }

  private static var rowOptions: [EmbedOption] {
    [
      EmbedOption(
        .choice(
          "level", "what gets a row; default text. Passages are parts of a long text, cut between sentences or words",
          to: \.level),
        scopes: [
          .unless {
            !$0.format.abilities.contains(.vectors) && $0.arguments.level != .token
              ? "--format \($0.format.rawValue): holds tokens, so it goes with --level token" : nil
          },
          .unless {
            guard $0.inputFormat == .ids else { return nil }
            return switch $0.level {
            case .word: "--level word: ids input has no words; use --level token"
            case .passage: "--level passage: ids input has no text to cut; use --overflow window"
            case .text, .token: nil
            }
          },
        ],
        effect: .changes([.level]),
        configure: { $1.request.level = $0.level }),
      EmbedOption(
        .poolings(
          """
          how the vectors of a text's tokens become one: \(PoolingStrategy.allNames); several are put side by side. Default: \
          the model's own, else mean
          """, to: \.poolings),
        scopes: [.embeddings, oneRow],
        effect: .changes([.pooling]),
        configure: { context, settings in
          settings.request.poolings = context.arguments.poolings ?? context.defaults.poolings
          let names = settings.request.poolings.map(\.rawValue)
          let arePartsOfRows =
            context.head == nil && context.level.isPooled && context.arguments.projection == nil
            && context.arguments.truncatedDimension == nil
            && settings.request.steps == nil && settings.request.truncatedDimension == nil
          if arePartsOfRows, names.count > 1 { settings.job.partNames = names }
        }),
      EmbedOption(
        .choice(
          "pool-over", "the tokens to pool: content leaves out special tokens, a and b are the texts of a pair",
          to: \.poolingScope),
        scopes: [
          .embeddings, oneRow,
          .unless { context in
            guard let scope = context.arguments.poolingScope, scope == .first || scope == .second,
              !context.arguments.hasPairs
            else { return nil }
            return "--pool-over \(scope.rawValue): needs pairs, from --pair-field or --pair-separator"
          },
        ],
        effect: .changes([.poolingScope]),
        configure: { $1.request.poolingScope = $0.arguments.poolingScope ?? .all }),
    ]
  }

  private static var oneRow: EmbedOption.Scope {
    .levels([.text, .passage]) { "makes one row for a text or passage, and \($0) has more" }
  }

  private static var vectors: EmbedOption.Scope {
    .outputs({ $0.abilities.contains(.vectors) }) { "\($0) holds layers as they are" }
  }

  private static var layerOptions: [EmbedOption] {
    [
      EmbedOption(
        .parsed(
          "layers", "LIST", "layers by number: 0 is the embedding output, -1 (default) the last; \"-1,-2\", \"all\"",
          completion: .words(["all", "-1", "0"]), to: \.layers, by: parseLayers),
        scopes: [.embeddings],
        effect: .changes([.layers]),
        configure: { context, settings in
          let count = context.configuration.layerCount
          switch context.arguments.layers {
          case .all:
            settings.request.layers = Array(0...count)
            settings.job.layerIndices = settings.request.layers
          case .numbers(let numbers):
            if let number = numbers.first(where: { $0 < -count - 1 }) {
              throw UsageError("--layers: the model has layers -1 (the last) to \(-count - 1), not \(number)")
            }
            settings.request.layers = numbers.map { $0 < 0 ? $0 + count + 1 : $0 }
            settings.job.layerIndices = numbers
          case nil: settings.job.layerIndices = [-1]
          }
        }),
      EmbedOption(
        .parsed(
          "layer-mix", "concat|mean|sum|W,W,...",
          "how several layers become one vector: side by side (default), their mean, their sum, or their sum with these weights",
          completion: .words(["concat", "mean", "sum"]), to: \.layerMix, by: parseLayerMix),
        scopes: [
          .embeddings,
          .unless {
            !$0.format.abilities.contains(.vectors) && $0.arguments.layerMix != .concat
              ? "--format \($0.format.rawValue): holds each layer by itself, not a mix" : nil
          },
        ],
        effect: .changes([.layerMix]),
        configure: { if let mix = $0.arguments.layerMix { $1.request.layerMix = mix } }),
      EmbedOption(
        .choice(
          "subtoken",
          """
          how the vectors of a word's pieces become one; default mean. max, with --head scores, takes the piece with the \
          highest score
          """, to: \.subtoken),
        scopes: [.levels([.word]) { _ in "goes with --level word" }],
        effect: .changes([.subtoken]),
        configure: { $1.request.subtoken = $0.arguments.subtoken ?? .mean }),
    ]
  }

  private static var finishingOptions: [EmbedOption] {
    [
      EmbedOption(
        .flag("normalize", "scale vectors to length 1 (L2); default: as the model says") { $0.normalizes = true },
        scopes: [.embeddings, vectors],
        effect: .changes([.normalization]),
        configure: { context, settings in
          // The model's own setting is for vectors of texts.
          settings.request.normalizes =
            context.arguments.normalizes ?? (context.level.isPooled && context.defaults.normalizes)
        }),
      EmbedOption(
        .flag("no-normalize", "do not scale them") { $0.normalizes = false },
        scopes: [.embeddings],
        effect: .changes([.normalization])),
      EmbedOption(
        .number("truncate-dim", "keep the first N columns", atLeast: 1, to: \.truncatedDimension),
        scopes: [.embeddings, vectors],
        effect: .changes([.truncatedDimension]),
        configure: { context, settings in
          guard context.arguments.truncatedDimension != nil || context.arguments.projection != nil else { return }
          settings.request.truncatedDimension = context.arguments.truncatedDimension
        }),
      EmbedOption(
        .text(
          "project", "FILE.npy", "map rows as a PCA does: (row - the first row of FILE) times the other rows",
          completion: .files, to: \.projection),
        scopes: [.embeddings, vectors],
        effect: .changes([.projection]),
        configure: { context, settings in
          guard let path = context.arguments.projection else { return }
          let matrix = try NPYMatrix(path: path)
          settings.request.projection = try Projection(
            matrix: matrix.values, rows: matrix.rowCount, columns: matrix.columnCount)
          settings.job.reads.add(path, FileIdentity(path: path), as: "the projection")
        }),
    ]
  }
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
