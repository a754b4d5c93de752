import Checkpoint

/// The output layers of a checkpoint, and those of its source that are not supported.
public struct OutputHeads: Sendable, Equatable {
  /// A head that the source has and this program does not compute.
  public struct Unsupported: Sendable, Equatable {
    public let name: String
    public let reason: String

    public init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// The head of the source's own class comes first.
  public var heads: [OutputHead] = []
  public var unsupported: [Unsupported] = []

  public init() {}

  /// The tensors of head `index`, always in single precision: "head.N.weight" and "head.N.bias".
  public func tensors(of index: Int, hiddenSize: Int) -> [AlbertTensor] {
    let count = heads[index].labels.count
    return [
      AlbertTensor(name: "head.\(index).weight", shape: [hiddenSize, count], layout: .panels32),
      AlbertTensor(name: "head.\(index).bias", shape: [count]),
    ]
  }
}

// MARK: Their sections

/// Three sections beside the tensors, each absent where it would be empty. "heads" holds three u32 for each head: the raw values
/// of its task and function with the number of labels between them. "head-labels" holds all labels in UTF-8, a zero byte after
/// each. "unsupported-heads" holds a line for each head in UTF-8, "name: reason", separated by line feeds.
extension OutputHeads {
  public static let sectionName = "heads"
  private static let labelsSectionName = "head-labels"
  private static let unsupportedSectionName = "unsupported-heads"
  private static let maximumCount = 16

  public func add(to writer: inout CheckpointWriter) {
    if !heads.isEmpty {
      precondition(heads.count <= Self.maximumCount)
      writer.add(
        Self.sectionName, heads.flatMap { [$0.task.rawValue, UInt32($0.labels.count), $0.function.rawValue] })
      writer.add(Self.labelsSectionName, heads.flatMap(\.labels).flatMap { Array($0.utf8) + [0] })
    }
    if !unsupported.isEmpty {
      let lines = unsupported.map { "\($0.name): \($0.reason)" }
      writer.add(Self.unsupportedSectionName, Array(lines.joined(separator: "\n").utf8))
    }
  }

  /// - Throws: `CheckpointError` where a section holds a value that no head can have, or a head needs a pooler that the model
  ///   lacks.
  public init(checkpoint: Checkpoint, configuration: AlbertConfiguration) throws(CheckpointError) {
    if checkpoint.hasSection(Self.unsupportedSectionName) {
      let bytes = Array(try checkpoint.array(Self.unsupportedSectionName, of: UInt8.self))
      unsupported = bytes.split(separator: UInt8(ascii: "\n")).map { line in
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        return Unsupported(
          name: String(decoding: line[..<colon], as: UTF8.self),
          reason: String(decoding: line[colon...].dropFirst().drop { $0 == UInt8(ascii: " ") }, as: UTF8.self))
      }
    }
    guard checkpoint.hasSection(Self.sectionName) else { return }
    func failure(_ section: String, _ problem: String) -> CheckpointError {
      CheckpointError(path: checkpoint.path, field: "section '\(section)'", problem: problem)
    }
    let values = Array(try checkpoint.array(Self.sectionName, of: UInt32.self))
    guard values.count % 3 == 0, (1...Self.maximumCount).contains(values.count / 3) else {
      throw failure(
        Self.sectionName, "has \(values.count) values; three a head, of 1 to \(Self.maximumCount) heads, were expected")
    }
    var labels = Array(try checkpoint.array(Self.labelsSectionName, of: UInt8.self))
      .split(separator: 0, omittingEmptySubsequences: false).dropLast()
    for index in stride(from: 0, to: values.count, by: 3) {
      guard let task = OutputHead.Task(rawValue: values[index]),
        let function = OutputHead.ScoreFunction(rawValue: values[index + 2])
      else {
        throw failure(
          Self.sectionName,
          "holds \(Array(values[index..<index + 3])) of head \(index / 3); a task of 0 to "
            + "\(OutputHead.Task.allCases.count - 1) and a function of 0 to "
            + "\(OutputHead.ScoreFunction.allCases.count - 1) were expected")
      }
      let counts = task.fixedLabels.map { $0.count...$0.count } ?? 1...OutputHead.maximumLabelCount
      guard counts.contains(Int(values[index + 1])) else {
        throw failure(
          Self.sectionName,
          "says that head \(index / 3) has \(values[index + 1]) labels; \(counts.lowerBound) to \(counts.upperBound) were "
            + "expected")
      }
      guard !task.readsPooler || configuration.hasPooler else {
        throw failure(Self.sectionName, "has a head for \(task.name), which needs the pooler that this model lacks")
      }
      let own = labels.prefix(Int(values[index + 1]))
      labels = labels.dropFirst(own.count)
      let names = own.map { String(decoding: $0, as: UTF8.self) }
      guard own.count == values[index + 1], Set(own).count == own.count,
        zip(names, own).allSatisfy({ $0.utf8.elementsEqual($1) })
      else {
        throw failure(
          Self.labelsSectionName,
          "does not hold \(values[index + 1]) different labels in UTF-8 for head \(index / 3), each with a zero byte "
            + "after it")
      }
      heads.append(OutputHead(task: task, labels: names, function: function))
    }
    guard labels.isEmpty else { throw failure(Self.labelsSectionName, "holds \(labels.count) labels that no head has") }
  }
}
