import Checkpoint

/// The tensors of a model's source that its checkpoint lacks. Each line describes a part of the source and names its tensors.
public struct LeftOutTensors: Sendable, Equatable {
  public var lines: [String]

  public init(lines: [String]) { self.lines = lines }
}

// MARK: Its section

/// The section holds the lines in UTF-8, separated by line feeds.
extension LeftOutTensors {
  public static let sectionName = "left-out"

  public func add(to writer: inout CheckpointWriter) {
    guard !lines.isEmpty else { return }
    writer.add(Self.sectionName, Array(lines.joined(separator: "\n").utf8))
  }

  /// - Throws: `CheckpointError` where the section does not hold bytes.
  public init(checkpoint: Checkpoint) throws(CheckpointError) {
    guard checkpoint.hasSection(Self.sectionName) else {
      self.init(lines: [])
      return
    }
    let bytes = Array(try checkpoint.array(Self.sectionName, of: UInt8.self))
    self.init(
      lines: bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
  }
}
