import JSON
import Kernels

/// The results of `albert-embed bench`. Rates are billions of operations a second; a multiply-add is two operations.
public struct BenchReport: Sendable {
  /// The rate of multiply-adds alone, for one type of operands.
  public struct Peak: Sendable {
    public let operands: OperandKind
    public let oneThread: Samples
    public let allThreads: Samples
  }

  /// The rate of a product of the model's layer, with packed rows, on one thread.
  public struct Product: Sendable {
    public let name: String
    public let operands: OperandKind
    public let rowCount: Int
    public let inputCount: Int
    public let outputCount: Int
    public let rate: Samples
    /// The rate's share of the peak of the same operands, which was measured beside it.
    public let share: Samples
  }

  /// The rate of the whole way from ids to rows.
  public struct Encoder: Sendable {
    public let shape: EncoderShape
    public let tokensPerSecond: Samples
    public let rate: Samples
    /// The time that the multiply-adds would take at the peak of all threads, as a share of the time that the encoder took.
    public let share: Samples
  }

  public internal(set) var cpu = ""
  public internal(set) var instructionSet = ""
  public internal(set) var threads = 1
  public internal(set) var model = ""
  public internal(set) var precision = ""
  /// Whether the instruction set has multiply-adds of bytes. Others widen bytes first.
  public internal(set) var multipliesBytes = true
  /// The peak of each type of operands that the model has.
  public internal(set) var peaks: [Peak] = []
  public internal(set) var products: [Product] = []
  /// The time in which a layer packs its rows, as a share of its products' time.
  public internal(set) var packing = Samples([0])
  public internal(set) var encoders: [Encoder] = []
  /// Milliseconds from the start of a process to its end, for one record of 16 tokens; nil where it was not measured.
  public internal(set) var startUp: Samples?
}

extension BenchReport {
  /// The report as a table for people, with lines of at most 80 columns.
  public var table: String {
    var lines = [
      "CPU              \(cpu)", "instruction set  \(instructionSet)", "model            \(model)",
      "precision        \(precision)",
    ]
    func row(_ label: String, _ cells: [String]) {
      lines.append(pad(label, 34) + cells.map { pad($0, 15, right: true) }.joined())
    }
    lines.append("")
    row("multiply-adds alone, GOP/s", ["1 thread"] + (threads > 1 ? ["\(threads) threads"] : []))
    for peak in peaks {
      row("  \(name(peak.operands))", [text(peak.oneThread, 1)] + (threads > 1 ? [text(peak.allThreads, 1)] : []))
    }
    lines.append("")
    row("products of a layer, 1 thread", ["GOP/s", "of the peak"])
    for product in products {
      row("  \(product.name)", [text(product.rate, 1), text(product.share, 1, percent: true)])
      lines.append(
        "    \(product.rowCount) rows x \(product.inputCount) x \(product.outputCount), \(name(product.operands))")
    }
    row("  packing of the rows, of their time", ["", text(packing, 1, percent: true)])
    lines.append("")
    row("encoder, \(threads) thread\(threads == 1 ? "" : "s")", ["tokens/s", "GOP/s", "of the peak"])
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
    if !multipliesBytes, peaks.contains(where: { $0.operands == .int8 }) {
      lines.append("This instruction set has no multiply-add of bytes: int8 is widened to 16 bits.")
    }
    lines.append("Medians; half of the measurements are within the range behind ±.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as one JSON object.
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
    let peaks = peaks.map { peak in
      object([
        ("operands", quoted(name(peak.operands))), ("gops", value(peak.oneThread)),
        ("gops_all_threads", value(peak.allThreads)),
      ])
    }
    let products = products.map { product in
      object([
        ("name", quoted(product.name)), ("operands", quoted(name(product.operands))), ("rows", "\(product.rowCount)"),
        ("inputs", "\(product.inputCount)"),
        ("outputs", "\(product.outputCount)"), ("gops", value(product.rate)), ("share_of_peak", value(product.share)),
      ])
    }
    let encoders = encoders.map { encoder in
      object([
        ("batch", "\(encoder.shape.batch)"), ("length", "\(encoder.shape.length)"),
        ("tokens_per_second", value(encoder.tokensPerSecond)), ("gops", value(encoder.rate)),
        ("share_of_peak", value(encoder.share)),
      ])
    }
    return object([
      ("cpu", quoted(cpu)), ("instruction_set", quoted(instructionSet)), ("model", quoted(model)),
      ("precision", quoted(precision)), ("threads", "\(threads)"), ("multiplies_bytes", "\(multipliesBytes)"),
      ("peaks", "[" + peaks.joined(separator: ",") + "]"), ("products", "[" + products.joined(separator: ",") + "]"),
      ("packing_share_of_products", value(packing)),
      ("encoder", "[" + encoders.joined(separator: ",") + "]"),
      ("start_to_end_ms", startUp.map(value) ?? "null"),
    ]) + "\n"
  }

  private func name(_ operands: OperandKind) -> String {
    switch operands {
    case .float32: "f32"
    case .int16: "int16"
    case .int8: "int8"
    }
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
