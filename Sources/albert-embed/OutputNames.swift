import ArgumentParsing
import EmbeddingFormats
import Files
import Runs

/// A format that the extension of an output can stand for (see `FileKind`).
protocol NamedFormat: CaseIterable {
  /// Its name for `--format`.
  var rawValue: String { get }
  /// In lower case.
  var fileExtensions: [String] { get }
}

extension OutputFormat: NamedFormat {}
extension TableFormat: NamedFormat {}

/// The format of an output, by its extension.
///
/// - Parameter standard: the format of an output whose extension says nothing.
/// - Throws: where the extension is that of another kind of file.
func impliedFormat<Format: NamedFormat>(of output: OutputName, standard: Format) throws(UsageError) -> Format {
  let fileExtension = output.fileExtension
  if let problem = compressedNameProblem(output, of: "--output", content: standard.rawValue) {
    throw UsageError(problem)
  }
  if let format = Format.allCases.first(where: { $0.fileExtensions.contains(fileExtension) }) { return format }
  let remedy = "--format \(Format.allCases.map(\.rawValue).joined(separator: "|")) names what to write"
  if let problem = nameProblem(output.description, of: "--output", unless: [], content: standard.rawValue, remedy) {
    throw UsageError(problem)
  }
  return standard
}

/// Why rows may not be written under a compressed file's name, whatever their format; nil where they may.
///
/// - Parameters:
///   - user: the option or command that the name was given to.
///   - content: the format of the rows.
func compressedNameProblem(_ output: OutputName, of user: String, content: String) -> String? {
  guard let program = Compression(fileExtension: output.fileExtension)?.program else { return nil }
  let name = output.description
  return """
    \(user): \(name) is a name for a compressed file, and \(content) would be written uncompressed; write to standard \
    output and add `| \(program) > \(name)`
    """
}

/// Why the file of a companion may not have this name; nil where it may.
func companionNameProblem(_ format: CompanionFormat, _ path: String?) -> String? {
  path.flatMap {
    nameProblem(
      $0, of: "--\(format.name)", unless: format.fileExtensions, content: format.content,
      "end the name in .\(format.fileExtensions[0])")
  }
}

/// Why a format may not be written to an output; nil where it may.
///
/// - Parameter user: the option or command that named the format.
func terminalProblem(_ format: OutputFormat, _ output: OutputName, of user: String) -> String? {
  format.abilities.contains(.binary) && output.isTerminal
    ? "\(user): \(format.rawValue) is binary and would garble the terminal; redirect it or write to a file" : nil
}

/// Why a file may not have a name: the extension is that of another kind of file. Nil where the file may have the name.
///
/// - Parameters:
///   - user: the option or command that the name was given to.
///   - extensions: those that fit the content.
///   - content: what the file will hold.
///   - remedy: what to do instead.
func nameProblem(
  _ path: String, of user: String, unless extensions: [String], content: String, _ remedy: String
) -> String? {
  let fileExtension = OutputName(path).fileExtension
  guard !extensions.contains(fileExtension), let kind = FileKind.named(by: fileExtension) else { return nil }
  return "\(user): \(path) is a name for \(kind), and \(content) would be written to it; \(remedy)"
}
