/// An error in a JSON text: its syntax, or a value that was not expected.
public struct JSONError: Error, CustomStringConvertible, Equatable {
  public enum Place: Sendable, Equatable {
    /// Where the syntax is wrong. Both count from 1, columns in Unicode scalars.
    case position(line: Int, column: Int)
    /// A member of a well-formed text, by its path ("model.vocab").
    case field(String)
  }

  public let place: Place
  public let problem: String

  public init(field: String, problem: String) {
    place = .field(field)
    self.problem = problem
  }

  init(_ bytes: Span<UInt8>, at position: Int, problem: String) {
    var line = 1
    var column = 1
    for index in 0..<min(position, bytes.count) {
      if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
    place = .position(line: line, column: column)
    self.problem = problem
  }

  /// The place for an error's text: "line 3, column 7", or the field.
  public var placeDescription: String {
    switch place {
    case .position(let line, let column): "line \(line), column \(column)"
    case .field(let field): field
    }
  }

  public var description: String { "\(placeDescription): \(problem)" }
}
