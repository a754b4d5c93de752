import Files

/// A directory with a model in it, as `save_pretrained` leaves it. Files are read when they are asked for.
struct ModelDirectory {
  let path: String
  /// All files that were opened, here and in every directory of the same conversion.
  let files: SourceFiles
  /// The TensorFlow checkpoint in it that the user named; nil for whatever weights there are.
  let checkpointName: String?

  /// - Throws: `ConversionError` where there is no such directory.
  init(path: String, files: SourceFiles = SourceFiles(), checkpointName: String? = nil) throws(ConversionError) {
    guard let identity = FileIdentity(path: path) else {
      throw ConversionError(path: path, problem: "there is no such directory")
    }
    guard identity.isDirectory else {
      let name = path.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).last.map { String($0) } ?? ""
      if let kind = ForeignWeights.allCases.first(where: { $0.isName(name) }) {
        throw ConversionError(path: path, problem: "is \(kind.problem)")
      }
      throw ConversionError(path: path, problem: "is no directory; one with config.json in it was expected")
    }
    self.path = path
    self.files = files
    self.checkpointName = checkpointName
  }

  func path(of name: String) -> String { path.ends(with: "/") ? path + name : "\(path)/\(name)" }

  /// Whether there is such an entry; a link to a file that is not there is one, which cannot be opened.
  func has(_ name: String) -> Bool { FileIdentity(path: path(of: name), followsLink: false) != nil }

  /// Names of the entries that are wanted, sorted.
  func entries(_ isWanted: (String) -> Bool) -> [String] { directoryEntries(path).filter(isWanted).sorted() }

  /// The SentencePiece model: spiece.model, else the only one there is, which google-research/albert calls 30k-clean.model;
  /// nil where there is none.
  ///
  /// - Throws: `ConversionError` where there are several.
  var sentencePieceName: String? {
    get throws(ConversionError) {
      guard !has("spiece.model") else { return "spiece.model" }
      let names = entries { $0.ends(with: ".model") }
      guard names.count <= 1 else {
        throw ConversionError(
          path: path,
          problem: "holds several models of SentencePiece: \(names.joined(separator: ", ")); "
            + "call the one to use spiece.model")
      }
      return names.first
    }
  }

  func open(_ name: String) throws(ConversionError) -> SourceFile { try files.open(path(of: name)) }

  func json(_ name: String) throws(ConversionError) -> JSONFile { try JSONFile(open(name)) }

  /// The file's content as JSON, nil where there is no such file.
  func jsonIfPresent(_ name: String) throws(ConversionError) -> JSONFile? { has(name) ? try json(name) : nil }

  /// A directory inside this one.
  func subdirectory(_ name: String) throws(ConversionError) -> ModelDirectory {
    try ModelDirectory(path: path(of: name), files: files)
  }
}
