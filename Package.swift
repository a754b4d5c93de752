// swift-tools-version: 6.2

import PackageDescription

// The microkernels are compiled once per instruction set from the same sources: the other Kernels targets hold symbolic links
// to the folders of KernelsPortable. They are optimised in debug builds too, so that tests run the real kernels, and they
// alone are compiled without checks: whatever calls them has checked its sizes before. Those for dot products of bytes (VNNI,
// I8MM, DotProd) hold the integer kernels only; floats have nothing of those instructions.
func kernels(_ variant: String, defining names: [String] = [], flags: [String] = []) -> Target {
  let checkedOutside = ["-Ounchecked", "-wmo", "-num-threads", "2"]
  return .target(
    name: "Kernels\(variant)", dependencies: ["CShims"],
    swiftSettings: names.map { .define($0) } + [.unsafeFlags(checkedOutside + flags.flatMap { ["-Xcc", $0] })])
}

#if arch(x86_64)
  let kernelVariants = [
    kernels(
      "AVX512VNNI", defining: ["KERNELS_AVX512", "KERNELS_BYTES"], flags: ["-march=x86-64-v4", "-mavx512vnni"]),
    kernels("AVX512", defining: ["KERNELS_AVX512"], flags: ["-march=x86-64-v4"]),
    kernels("AVXVNNI", defining: ["KERNELS_BYTES"], flags: ["-march=x86-64-v3", "-mavxvnni"]),
    kernels("AVX2", flags: ["-march=x86-64-v3"]),
    kernels("Portable"),
  ]
#elseif arch(arm64)
  let kernelVariants = [
    kernels("I8MM", defining: ["KERNELS_BYTES"], flags: ["-march=armv8-a+i8mm"]),
    kernels("DotProd", defining: ["KERNELS_BYTES", "KERNELS_SIGNED_ROWS"], flags: ["-march=armv8-a+dotprod"]),
    kernels("Portable"),
  ]
#else
  let kernelVariants = [kernels("Portable")]
#endif
let kernelVariantNames = kernelVariants.map { Target.Dependency(stringLiteral: $0.name) }

// The sanitizers' libraries are shared ones, which a static program cannot load (scripts/develop/checks/sanitize.sh).
let isSanitized = Context.environment["ALBERT_EMBED_SANITIZE"] != nil

let package = Package(
  name: "albert-embed",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "albert-embed", targets: ["albert-embed"])],
  targets: kernelVariants + [
    .systemLibrary(name: "CShims"),
    .target(
      name: "Kernels", dependencies: kernelVariantNames + ["CShims"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "Threads", dependencies: ["CShims"]),
    // Standard error, the terminal, and signals.
    .target(name: "Console", dependencies: ["Threads"]),
    // What opens, writes, renames and locks files.
    .target(name: "Files", dependencies: ["Console"]),
    // `Lifetimes` lets its reader stand on a Span of a larger buffer.
    .target(name: "JSON", swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    // `Lifetimes` lets a section hand out a Span that cannot outlive it.
    .target(
      name: "Checkpoint", dependencies: ["CShims", "Console", "Files"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(
      name: "Tokenizers", dependencies: ["Checkpoint"], swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(name: "TokenizerCompiler", dependencies: ["Checkpoint", "Tokenizers"]),
    .target(
      name: "Albert", dependencies: ["Checkpoint", "Files", "Kernels", "Threads"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),
    .target(
      name: "Conversion",
      dependencies: [
        "Albert", "Checkpoint", "Console", "Files", "JSON", "Kernels", "Threads", "TokenizerCompiler", "Tokenizers",
      ]),
    // The way of a record: it is read, embedded, and written in a format by a run.
    .target(name: "Records", dependencies: ["Files", "JSON"]),
    .target(
      name: "Embedding",
      dependencies: [
        "Albert", "Checkpoint", "EmbeddingFormats", "Files", "Records", "Threads", "Tokenizers",
      ]),
    .target(name: "EmbeddingFormats", dependencies: ["Files", "JSON", "Records"]),
    .target(
      name: "Runs",
      dependencies: [
        "Albert", "Checkpoint", "Console", "Embedding", "EmbeddingFormats", "Files", "JSON", "Records", "Threads",
        "Tokenizers",
      ]),
    .target(
      name: "Benchmark",
      dependencies: [
        "Albert", "Checkpoint", "Console", "Embedding", "Files", "JSON", "Kernels", "Records", "Threads", "Tokenizers",
      ]),
    // Parses the words of a command line; which options there are, the executable says.
    .target(name: "ArgumentParsing", dependencies: ["Files"]),
    .executableTarget(
      name: "albert-embed",
      dependencies: [
        "Albert", "ArgumentParsing", "Benchmark", "Checkpoint", "Console", "Conversion", "Embedding",
        "EmbeddingFormats", "Files", "JSON", "Kernels", "Records", "Runs", "Tokenizers",
      ],
      // With nothing to load and relocate the program starts in 1 ms instead of 4, and it runs on any Linux. Other linkers than
      // the toolchain's lld warn of a `dlopen` in the Swift runtime, which only its own debugging aids call.
      linkerSettings: [
        .unsafeFlags((isSanitized ? [] : ["-static-executable"]) + ["-use-ld=lld"], .when(platforms: [.linux]))
      ]),
    .testTarget(
      name: "AlbertTests", dependencies: ["Albert", "Checkpoint", "Files", "Kernels", "TestSupport", "Threads"]),
    .testTarget(name: "ArgumentParsingTests", dependencies: ["ArgumentParsing"]),
    .testTarget(name: "CheckpointTests", dependencies: ["Checkpoint", "Files", "TestSupport"]),
    .testTarget(name: "ConsoleTests", dependencies: ["Console"]),
    .testTarget(
      name: "ConversionTests",
      dependencies: [
        "Albert", "Checkpoint", "Conversion", "Embedding", "Files", "JSON", "Kernels", "Records", "TestSupport",
        "Threads", "Tokenizers",
      ],
      exclude: ["Goldens", "Pipelines", "SideFiles/members.json", "WeightsGoldens"]),
    // These run the program, which every test build makes. As a dependency it would pass on its static linking.
    .testTarget(name: "CommandLineTests", dependencies: ["TestSupport"], exclude: ["HeadGoldens", "Python"]),
    .testTarget(
      name: "EmbeddingTests",
      dependencies: [
        "Albert", "Checkpoint", "Conversion", "Embedding", "EmbeddingFormats", "Files", "Kernels", "Records",
        "TestSupport", "Tokenizers",
      ],
      exclude: ["Fixtures"]),
    .testTarget(name: "EmbeddingFormatsTests", dependencies: ["EmbeddingFormats", "Files", "Records", "TestSupport"]),
    .testTarget(name: "FilesTests", dependencies: ["Console", "Files", "TestSupport"]),
    .testTarget(name: "HouseTests"),
    .testTarget(name: "JSONTests", dependencies: ["JSON"]),
    .testTarget(name: "KernelsTests", dependencies: ["CShims", "Kernels"]),
    .testTarget(name: "RecordsTests", dependencies: ["Files", "Records", "TestSupport"]),
    .testTarget(
      name: "RunsTests",
      dependencies: ["Albert", "Embedding", "EmbeddingFormats", "Files", "Records", "Runs", "TestSupport"]),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),
    .testTarget(
      name: "TokenizersTests",
      dependencies: ["Checkpoint", "Conversion", "TestSupport", "TokenizerCompiler", "Tokenizers"],
      exclude: ["Goldens", "SentencePiece"]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
  ],
  swiftLanguageModes: [.v6]
)
