import Console
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
    let columns = TextTable([(.left, 34)] + [(.right, 15), (.right, 15), (.right, 15)], gap: "")
    func row(_ label: String, _ cells: [String]) { lines += columns.lines([[label] + cells]) }
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
    lines.append("Medians; half of the measurements are within the range after ±.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as one JSON object on a line, in UTF-8.
  public var json: [UInt8] {
    let peaks = peaks.map { peak -> JSONValue in
      [
        "operands": JSONValue(name(peak.operands)), "gops": json(peak.oneThread),
        "gops_all_threads": json(peak.allThreads),
      ]
    }
    let products = products.map { product -> JSONValue in
      [
        "name": JSONValue(product.name), "operands": JSONValue(name(product.operands)),
        "rows": JSONValue(product.rowCount), "inputs": JSONValue(product.inputCount),
        "outputs": JSONValue(product.outputCount), "gops": json(product.rate), "share_of_peak": json(product.share),
      ]
    }
    let encoders = encoders.map { encoder -> JSONValue in
      [
        "batch": JSONValue(encoder.shape.batch), "length": JSONValue(encoder.shape.length),
        "tokens_per_second": json(encoder.tokensPerSecond), "gops": json(encoder.rate),
        "share_of_peak": json(encoder.share),
      ]
    }
    let report: JSONValue = [
      "cpu": JSONValue(cpu), "instruction_set": JSONValue(instructionSet), "model": JSONValue(model),
      "precision": JSONValue(precision), "threads": JSONValue(threads), "multiplies_bytes": JSONValue(multipliesBytes),
      "peaks": .array(peaks), "products": .array(products), "packing_share_of_products": json(packing),
      "encoder": .array(encoders), "start_to_end_ms": startUp.map(json) ?? .null,
    ]
    return report.text + [UInt8(ascii: "\n")]
  }

  private func json(_ samples: Samples) -> JSONValue {
    [
      "median": JSONValue(samples.median), "lower_quartile": JSONValue(samples.lowerQuartile),
      "upper_quartile": JSONValue(samples.upperQuartile), "count": JSONValue(samples.count),
    ]
  }

  private func name(_ operands: OperandKind) -> String {
    switch operands {
    case .float32: "f32"
    case .int16: "int16"
    case .int8: "int8"
    }
  }

  private func text(_ samples: Samples, _ digits: Int, percent: Bool = false) -> String {
    let scale = percent ? 100.0 : 1
    let half = (samples.upperQuartile - samples.lowerQuartile) / 2
    return decimal(samples.median * scale, digits: digits) + (percent ? "%" : "") + " ±"
      + decimal(half * scale, digits: digits)
  }
}
