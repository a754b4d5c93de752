import Albert
import ArgumentParsing
import Embedding
import EmbeddingFormats
import Files

extension EmbedOptions {
  static var headOptions: [EmbedOption] {
    [
      EmbedOption(
        .choice(
          "head", "the results of the model's output layer, in place of embeddings: a column for each label", to: \.head
        ),
        scopes: [
          .outputs({ $0.abilities.contains(.vectors) }) { "\($0) holds layers as they are" },
          .unless { columnProblem($0) },
        ],
        effect: .changes([.head]),
        configure: { context, settings in
          guard let head = context.head else { return }
          settings.request.head = head
          settings.job.labels = LabelColumns(
            names: head.head.labels, kind: head.output.rawValue, hasBest: head.head.task != .questionAnswering)
        })
    ]
  }

  /// CSV has columns of its own, and a reader finds a column by its name.
  private static func columnProblem(_ context: EmbedContext) -> String? {
    guard context.format == .csv, let head = context.head?.head else { return nil }
    var taken = ["index"]
    if context.arguments.idField != nil { taken.append("id") }
    if context.arguments.carriesText { taken.append("text") }
    if context.level != .text { taken += [context.level == .passage ? "passage" : "token", "start", "end"] }
    guard let label = head.labels.first(where: { label in taken.contains { $0.isSame(as: label) } }) else { return nil }
    return "--head: the label '\(label)' has the name of another column of csv; -f jsonl keeps them apart"
  }
}
