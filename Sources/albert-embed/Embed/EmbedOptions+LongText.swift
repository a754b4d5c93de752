import ArgumentParsing

/// The values of `--overflow`. How far windows overlap is the option `--stride`.
enum OverflowRule: String, CaseIterable {
  case truncate, window, error
}

extension EmbedOptions {
  static var longText: [EmbedOption] {
    [
      EmbedOption(
        .number(
          "max-length", "the tokens of a text or window, special tokens included; default and upper limit: the model's",
          atLeast: 1,
          to: \.maximumLength),
        effect: .changes([.maximumLength]),
        configure: { $1.request.maximumLength = $0.arguments.maximumLength ?? $0.defaults.maximumLength }),
      EmbedOption(
        .choice(
          "overflow", "longer texts are cut off and reported (default), embedded in windows, or an error",
          to: \.overflow),
        effect: .changes([.overflow]),
        configure: { context, settings in
          settings.request.overflow =
            switch context.arguments.overflow ?? .truncate {
            case .truncate: .truncate
            case .window: .window(stride: context.arguments.stride ?? 0)
            case .error: .error
            }
        }),
      EmbedOption(
        .number("stride", "tokens that neighbouring windows share; default 0", atLeast: 0, to: \.stride),
        scopes: [.unless { $0.arguments.overflow == .window ? nil : "--stride: goes with --overflow window" }],
        effect: .changes([.overflow])),
    ]
  }
}
