import Files

/// A model that was not found.
struct ModelNotFound: Error, CustomStringConvertible {
  let description: String
}

/// Finds the checkpoint that a name or path stands for.
enum ModelLocator {
  private static let fileExtension = ".albert"
  /// The name of the model that comes with the program.
  static let bundledName = "small"

  /// - Parameter argument: what the user gave; without it, $ALBERT_EMBED_MODEL, else the bundled model.
  /// - Throws: `ModelNotFound` with the places that were tried.
  static func path(for argument: String?) throws(ModelNotFound) -> String {
    let wanted = argument ?? environmentModel ?? bundledName
    let isPath = wanted.utf8.contains(UInt8(ascii: "/")) || wanted.ends(with: fileExtension)
    var tried: [String] = []
    if argument != nil || environmentModel != nil {
      // A directory with a model's name is not a model.
      if isFile(wanted) { return wanted }
      tried.append(wanted)
    }
    if !isPath {
      for directory in directories {
        let path = "\(directory)/\(wanted)\(fileExtension)"
        if isFile(path) { return path }
        tried.append(path)
      }
    }
    if FileIdentity(path: wanted)?.isDirectory == true {
      let name = wanted.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).last.map(String.init) ?? "X"
      throw ModelNotFound(
        description: """
          \(wanted): is a directory, not a checkpoint; if it holds a model, \
          `albert-embed convert \(wanted) \(name)\(fileExtension)` makes a checkpoint, and -m \(name)\(fileExtension) uses it
          """)
    }
    throw ModelNotFound(
      description: """
        there is no model '\(wanted)'; tried \(tried.joined(separator: ", ")). \
        `albert-embed convert DIRECTORY X.albert` makes one from a Hugging Face ALBERT, and -m X.albert uses it; \
        `albert-embed models` lists the models that were found
        """)
  }

  /// Every checkpoint that has a name, in the order in which names are looked up. Of several with one name, only the first.
  ///
  /// - Throws: `ModelNotFound` where a directory that exists cannot be read.
  static func all() throws(ModelNotFound) -> [(name: String, path: String)] {
    var models: [(name: String, path: String)] = []
    for directory in directories {
      guard let entries = directoryEntries(directory) else {
        guard isMissing else {
          throw ModelNotFound(description: "\(directory): cannot be read: \(systemProblem())")
        }
        continue
      }
      for entry in entries.sorted() {
        guard let name = entry.rest(before: fileExtension).map(String.init) else { continue }
        let path = "\(directory)/\(entry)"
        guard !name.isEmpty, isFile(path), !models.contains(where: { $0.name.isSame(as: name) }) else { continue }
        models.append((name, path))
      }
    }
    return models
  }

  private static var environmentModel: String? {
    environmentVariable("ALBERT_EMBED_MODEL")
  }

  /// Where names are looked up: in the package that the executable was built in, where an installation puts models, and in
  /// ./models.
  private static var directories: [String] {
    var directories: [String] = []
    if let executable = executablePath {
      var components = executable.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).dropLast()
      directories.append("/" + (components.dropLast() + ["share", "albert-embed"]).joined(separator: "/"))
      while !components.isEmpty {
        let directory = "/" + components.joined(separator: "/")
        if exists("\(directory)/Package.swift") {
          directories.insert("\(directory)/models", at: 0)
          break
        }
        components.removeLast()
      }
    }
    return directories + ["./models"]
  }

  /// Whether a path leads to a file. Where the system cannot tell, opening it will say why.
  private static func isFile(_ path: String) -> Bool { FileIdentity(path: path).map { !$0.isDirectory } ?? !isMissing }

  /// Whether the last call failed because this process has no such file. A file in a directory that it may not search counts as
  /// missing.
  private static var isMissing: Bool { [ENOENT, ENOTDIR, EACCES].contains(errno) }

  private static func exists(_ path: String) -> Bool { isAccessible(path) }

  private static var executablePath: String? {
    #if os(Linux)
      let link = "/proc/self/exe"
    #else
      let link = CommandLine.arguments.first ?? ""
    #endif
    guard let target = realpath(link, nil) else { return nil }
    defer { free(target) }
    return fileName(target)
  }
}
