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
          "max-length",
          "the most tokens in a text, window or passage, special tokens included; default and upper limit: the model's",
          atLeast: 1, to: \.maximumLength),
        effect: .changes([.maximumLength]),
        configure: { $1.request.maximumLength = $0.arguments.maximumLength ?? $0.defaults.maximumLength }),
      EmbedOption(
        .choice(
          "overflow", "longer texts are cut off and reported (default), embedded in windows, or an error",
          to: \.overflow),
        scopes: [
          .levels([.text, .word, .token]) { "is for longer texts than --max-length; \($0) cuts them into passages" }
        ],
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
        .number(
          "stride", "how many tokens neighbouring windows share, and passages at most; default 0", atLeast: 0,
          to: \.stride),
        scopes: [
          .unless {
            $0.arguments.overflow == .window || $0.level == .passage
              ? nil : "--stride: goes with --overflow window or --level passage"
          }
        ],
        effect: .changes([.overflow]),
        configure: { $1.request.passageStride = $0.level == .passage ? $0.arguments.stride ?? 0 : 0 }),
    ]
  }
}
