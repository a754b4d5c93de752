import Records

/// A run's progress as one line.
struct ProgressLine {
  var records: Int
  /// The share of the input's bytes that have been read, 0...1; nil if the input's size is not known.
  var share: Double?
  var recordsPerSecond: Double
  var tokensPerSecond: Double
  var secondsLeft: Double?

  private static let barWidth = 16
  private static let barImportance = 2

  /// The line. If it has more than `columns` columns, its least important parts are left out.
  func text(columns: Int = .max) -> String {
    var parts = [Part(text: counted(records, "record"), importance: 4)]
    if let share { parts.append(Part(text: "\(Int(share * 100)) %", importance: 6)) }
    parts.append(Part(text: "\(rounded(recordsPerSecond)) records/s", importance: 3))
    parts.append(Part(text: "\(rounded(tokensPerSecond)) tokens/s", importance: 1))
    if let secondsLeft { parts.append(Part(text: "\(Self.time(secondsLeft)) left", importance: 5)) }
    var bar = columns == .max ? "" : share.map(Self.bar) ?? ""
    while true {
      let line = bar + parts.map(\.text).joined(separator: ", ")
      if line.count <= columns { return line }
      guard let least = parts.indices.min(by: { parts[$0].importance < parts[$1].importance }), parts.count > 1 else {
        return String(line.prefix(columns))
      }
      if !bar.isEmpty, parts[least].importance > Self.barImportance {
        bar = ""
      } else {
        parts.remove(at: least)
      }
    }
  }

  private struct Part {
    let text: String
    let importance: Int
  }

  private func rounded(_ rate: Double) -> Int { Int(min(rate.rounded(), 1e15)) }

  private static func bar(_ share: Double) -> String {
    let filled = Int(share * Double(barWidth))
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: barWidth - filled) + "] "
  }

  /// A duration as text: "7 s", "3:05", "2:03:05", "12 d 4 h".
  static func time(_ seconds: Double) -> String {
    let total = Int(min(seconds.rounded(), 1e12))
    let (minutes, hours, days) = (total / 60, total / 3600, total / 86400)
    func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    if total < 60 { return "\(total) s" }
    if total < 3600 { return "\(minutes):\(twoDigits(total % 60))" }
    if days < 1 { return "\(hours):\(twoDigits(minutes % 60)):\(twoDigits(total % 60))" }
    return "\(days) d \(hours % 24) h"
  }
}
