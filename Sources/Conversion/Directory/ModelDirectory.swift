import Files

/// A directory with a model in it, as `save_pretrained` writes it.
struct ModelDirectory {
  let path: String
  /// The files that were opened in this directory and in the others of the same conversion.
  let files: SourceFiles
  /// The TensorFlow checkpoint that the user named; nil where the user named the directory.
  let checkpointName: String?

  /// - Throws: `ConversionError` where the directory does not exist, or the system cannot tell.
  init(path: String, files: SourceFiles = SourceFiles(), checkpointName: String? = nil) throws(ConversionError) {
    guard let identity = FileIdentity(path: path) else {
      throw ConversionError(path: path, problem: errno == ENOENT ? "there is no such directory" : systemProblem())
    }
    guard identity.isDirectory else {
      let name = path.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).last.map { String($0) } ?? ""
      if let kind = ForeignWeights.allCases.first(where: { $0.isName(name) }) {
        throw ConversionError(path: path, problem: "is \(kind.problem)")
      }
      throw ConversionError(path: path, problem: "is not a directory; a directory with config.json in it was expected")
    }
    self.path = path
    self.files = files
    self.checkpointName = checkpointName
  }

  func path(of name: String) -> String { path.ends(with: "/") ? path + name : "\(path)/\(name)" }

  /// Whether there is such an entry. A link to a missing file is one, though it cannot be opened.
  ///
  /// - Throws: `ConversionError` where the system cannot tell. A file that is only taken for missing would change the vectors.
  func has(_ name: String) throws(ConversionError) -> Bool {
    let path = path(of: name)
    guard let exists = fileExists(path, followsLink: false) else {
      throw ConversionError(path: path, problem: systemProblem())
    }
    return exists
  }

  /// The first of these names that has an entry; nil where none has one.
  func first(of names: [String]) throws(ConversionError) -> String? {
    for name in names where try has(name) { return name }
    return nil
  }

  /// The names of the wanted entries, sorted.
  ///
  /// - Throws: `ConversionError` where the directory cannot be read.
  func entries(_ isWanted: (String) -> Bool) throws(ConversionError) -> [String] {
    guard let names = directoryEntries(path) else { throw ConversionError(path: path, problem: systemProblem()) }
    return names.filter(isWanted).sorted()
  }

  /// The name of the SentencePiece model: spiece.model, else the only *.model, which google-research/albert calls
  /// 30k-clean.model; nil where there is none.
  ///
  /// - Throws: `ConversionError` where spiece.model is missing and there are several others.
  var sentencePieceName: String? {
    get throws(ConversionError) {
      guard try !has("spiece.model") else { return "spiece.model" }
      let names = try entries { $0.ends(with: ".model") }
      guard names.count <= 1 else {
        throw ConversionError(
          path: path,
          problem: "has several SentencePiece models: \(names.joined(separator: ", ")); "
            + "rename the one to use to spiece.model")
      }
      return names.first
    }
  }

  func open(_ name: String) throws(ConversionError) -> SourceFile { try files.open(path(of: name)) }

  func json(_ name: String) throws(ConversionError) -> JSONFile { try JSONFile(open(name)) }

  /// The file's content as JSON; nil where the file does not exist.
  func jsonIfPresent(_ name: String) throws(ConversionError) -> JSONFile? { try has(name) ? json(name) : nil }

  /// A directory inside this one.
  func subdirectory(_ name: String) throws(ConversionError) -> ModelDirectory {
    try ModelDirectory(path: path(of: name), files: files)
  }
}
