import EmbeddingFormats
import Files
import Runs

/// A format that the extension of an output's name can stand for (see `FileKind`).
protocol NamedFormat: CaseIterable {
  /// What `--format` calls it.
  var rawValue: String { get }
  /// In lower case.
  var fileExtensions: [String] { get }
}

extension OutputFormat: NamedFormat {}
extension TableFormat: NamedFormat {}

/// The format of an output where no option names one.
///
/// - Parameter standard: the format of an output whose name says nothing.
/// - Throws: where the name is one for another kind of file.
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

/// Why `--offsets` is not to have this name; nil where it may.
func offsetsNameProblem(_ path: String?) -> String? {
  path.flatMap { nameProblem($0, of: "--offsets", unless: ["npy"], content: "npy", "end the name in .npy") }
}

/// Why `--ids` is not to have this name; nil where it may.
func idsNameProblem(_ path: String?) -> String? {
  path.flatMap {
    nameProblem($0, of: "--ids", unless: ["txt", "text"], content: "a line an id", "end the name in .txt")
  }
}

/// Why a file is not to have a name; nil where the name is not one for another kind of file.
///
/// - Parameters:
///   - user: what the name was given to, an option or a command.
///   - extensions: those that fit.
///   - content: what will be in the file.
///   - remedy: what to do instead.
func nameProblem(
  _ path: String, of user: String, unless extensions: [String], content: String, _ remedy: String
) -> String? {
  let fileExtension = OutputName(path).fileExtension
  guard !extensions.contains(fileExtension), let kind = FileKind.named(by: fileExtension) else { return nil }
  return "\(user): \(path) is a name for \(kind), and \(content) would be written to it; \(remedy)"
}
