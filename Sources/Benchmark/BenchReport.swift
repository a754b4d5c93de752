import JSON

/// What `albert-embed bench` found.
public struct BenchReport: Sendable {
  /// A product of the model's layer, of packed rows, on one thread.
  public struct Product: Sendable {
    public let name: String
    public let rowCount: Int
    public let inputCount: Int
    public let outputCount: Int
    /// GFLOP/s, two operations a multiply-add.
    public let rate: Samples
    /// Of the peak that was measured beside it.
    public let share: Samples
  }

  /// The whole way from ids to rows.
  public struct Encoder: Sendable {
    public let shape: EncoderShape
    public let tokensPerSecond: Samples
    public let rate: Samples
    /// Of the peak of all threads together.
    public let share: Samples
  }

  public internal(set) var cpu = ""
  public internal(set) var instructionSet = ""
  public internal(set) var threads = 1
  public internal(set) var model = ""
  /// GFLOP/s of fused multiply-adds alone, one thread and all threads.
  public internal(set) var peak = Samples([0])
  public internal(set) var peakOfAllThreads = Samples([0])
  public internal(set) var products: [Product] = []
  /// The time in which a layer packs its rows, of that of its products.
  public internal(set) var packing = Samples([0])
  public internal(set) var encoders: [Encoder] = []
  /// Milliseconds from the start of a process to its end, for one record of 16 tokens; nil where it was not measured.
  public internal(set) var startUp: Samples?
}

extension BenchReport {
  /// For people: lines of at most 80 columns.
  public var table: String {
    var lines = ["CPU              \(cpu)", "instruction set  \(instructionSet)", "model            \(model)"]
    func row(_ label: String, _ cells: [String]) {
      lines.append(pad(label, 34) + cells.map { pad($0, 15, right: true) }.joined())
    }
    lines.append("")
    row("FMA peak, GFLOP/s", [])
    row("  1 thread", [text(peak, 1)])
    if threads > 1 { row("  \(threads) threads", [text(peakOfAllThreads, 1)]) }
    lines.append("")
    row("products of a layer, 1 thread", ["GFLOP/s", "of the peak"])
    for product in products {
      row("  \(product.name)", [text(product.rate, 1), text(product.share, 1, percent: true)])
      lines.append("    \(product.rowCount) rows x \(product.inputCount) x \(product.outputCount)")
    }
    row("  packing of the rows, of their time", ["", text(packing, 1, percent: true)])
    lines.append("")
    row("encoder, \(threads) thread\(threads == 1 ? "" : "s")", ["tokens/s", "GFLOP/s", "of the peak"])
    for encoder in encoders {
      row(
        "  \(encoder.shape)",
        [text(encoder.tokensPerSecond, 0), text(encoder.rate, 1), text(encoder.share, 1, percent: true)])
    }
    if let startUp {
      lines.append("")
      row("start to end, 16 tokens, ms", [text(startUp, 1)])
    }
    lines.append("")
    lines.append("Medians; half of the measurements are within the range behind ±.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// One JSON object.
  public var json: String {
    func object(_ members: [(String, String)]) -> String {
      "{" + members.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }
    func value(_ samples: Samples) -> String {
      object([
        ("median", "\(samples.median)"), ("lower_quartile", "\(samples.lowerQuartile)"),
        ("upper_quartile", "\(samples.upperQuartile)"), ("count", "\(samples.count)"),
      ])
    }
    let products = products.map { product in
      object([
        ("name", quoted(product.name)), ("rows", "\(product.rowCount)"), ("inputs", "\(product.inputCount)"),
        ("outputs", "\(product.outputCount)"), ("gflops", value(product.rate)), ("share_of_peak", value(product.share)),
      ])
    }
    let encoders = encoders.map { encoder in
      object([
        ("batch", "\(encoder.shape.batch)"), ("length", "\(encoder.shape.length)"),
        ("tokens_per_second", value(encoder.tokensPerSecond)), ("gflops", value(encoder.rate)),
        ("share_of_peak", value(encoder.share)),
      ])
    }
    return object([
      ("cpu", quoted(cpu)), ("instruction_set", quoted(instructionSet)), ("model", quoted(model)),
      ("threads", "\(threads)"), ("peak_gflops", value(peak)), ("peak_gflops_all_threads", value(peakOfAllThreads)),
      ("products", "[" + products.joined(separator: ",") + "]"),
      ("packing_share_of_products", value(packing)),
      ("encoder", "[" + encoders.joined(separator: ",") + "]"),
      ("start_to_end_ms", startUp.map(value) ?? "null"),
    ]) + "\n"
  }

  private func quoted(_ text: String) -> String {
    String(decoding: [UInt8](jsonString: Array(text.utf8).span), as: UTF8.self)
  }

  private func text(_ samples: Samples, _ digits: Int, percent: Bool = false) -> String {
    let scale = percent ? 100.0 : 1
    let half = (samples.upperQuartile - samples.lowerQuartile) / 2
    return fixed(samples.median * scale, digits) + (percent ? "%" : "") + " ±" + fixed(half * scale, digits)
  }

  private func fixed(_ value: Double, _ digits: Int) -> String {
    let scale = digits == 0 ? 1.0 : 10
    let rounded = (value * scale).rounded()
    guard rounded.magnitude < 1e15 else { return "\(value)" }
    let whole = Int(rounded)
    return digits == 0 ? "\(whole)" : "\(whole / 10).\(abs(whole % 10))"
  }

  private func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    return right ? blanks + text : text + blanks
  }
}
