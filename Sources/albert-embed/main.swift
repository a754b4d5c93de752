import Albert
import ArgumentParsing
import Console
import Embedding
import Files
import Kernels

let version = "0.1.0"

/// The version, and other facts that a report of a problem should name.
func versionPage() throws -> [UInt8] {
  let model = (try? ModelLocator.path(for: nil)).map(printable) ?? "none was found"
  let instructionSet = try InstructionSet.selected().rawValue
  return Array(
    """
    albert-embed \(version)
    instruction set: \(instructionSet)
    arithmetic: floats \(Arithmetic.floatRevision), integers \(Arithmetic.integerRevision)
    default model: \(model)

    """.utf8)
}

/// Runs the command that the words name. Every error is printed here, once.
func run(_ words: ArraySlice<String>) -> ExitStatus {
  do {
    try ProcessSetup.prepare()
    if words.first == "--version" {
      try StandardOutput.write(versionPage(), reading: ReadFiles())
      return .done
    }
    // A wrong ALBERT_EMBED_ISA is an error for every command.
    _ = try InstructionSet.selected()
    let named = commands.first { $0.name == words.first }
    return try (named ?? commands[0]).run(words: named == nil ? words : words.dropFirst())
  } catch InputOutputError.closedPipe {
    return .done
  } catch let error as UsageError {
    StandardError.write(line: "\(error); --help tells more")
    return .wrongUsage
  } catch let error as EmbeddingRequestError {
    StandardError.write(line: "\(error)")
    return .wrongUsage
  } catch {
    StandardError.write(line: "\(error)")
    return .failed
  }
}

exit(run(ProcessSetup.words).rawValue)
