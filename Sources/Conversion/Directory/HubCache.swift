import Files

/// The directories in which Hugging Face's libraries keep the models that they have fetched. The folder of the model OWNER/NAME is
/// `models--OWNER--NAME`. In it `refs/main` holds the name of the current revision, and `snapshots/REVISION` holds links to the
/// model's files.
enum HubCache {
  /// The caches that the environment names, in the order in which they are searched.
  ///
  /// - Parameter environment: returns a variable's value; nil where it is not set.
  static func directories(_ environment: (String) -> String?) -> [String] {
    var directories: [String] = []
    for (name, folder) in [
      ("HF_HUB_CACHE", ""), ("HUGGINGFACE_HUB_CACHE", ""), ("SENTENCE_TRANSFORMERS_HOME", ""), ("HF_HOME", "/hub"),
    ] {
      if let path = environment(name) { directories.append(expanded(path, environment) + folder) }
    }
    if let path = environment("XDG_CACHE_HOME") ?? environment("HOME").map({ "\($0)/.cache" }) {
      directories.append("\(expanded(path, environment))/huggingface/hub")
    }
    return directories
  }

  /// Replaces `~` at the start of a path, `$NAME` and `${NAME}`, as those libraries do. A variable that is not set stays as it is
  /// written.
  static func expanded(_ path: String, _ environment: (String) -> String?) -> String {
    var rest = Array(path.utf8)[...]
    var result: [UInt8] = []
    if rest.first == UInt8(ascii: "~"), rest.count == 1 || rest[1] == UInt8(ascii: "/"), let home = environment("HOME")
    {
      result += Array(home.utf8)
      rest = rest.dropFirst()
    }
    while let byte = rest.first {
      let behind = rest.dropFirst()
      let isBraced = behind.first == UInt8(ascii: "{")
      let name = (isBraced ? behind.dropFirst() : behind).prefix { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
      }
      let end = rest[name.endIndex...]
      if byte == UInt8(ascii: "$"), !name.isEmpty, !isBraced || end.first == UInt8(ascii: "}"),
        let value = environment(String(decoding: name, as: UTF8.self))
      {
        result += Array(value.utf8)
        rest = isBraced ? end.dropFirst() : end
      } else {
        result.append(byte)
        rest = behind
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The folder of a model in a cache; nil where the hub has no such names.
  static func folder(of model: String) -> String? {
    let parts = model.parts(separatedBy: UInt8(ascii: "/"))
    let isName = parts.allSatisfy { part in
      !part.isEmpty && part.first != "."
        && part.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
          case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
          default: false
          }
        }
    }
    return isName && parts.count <= 2 ? "models--" + parts.joined(separator: "--") : nil
  }

  /// The snapshot in a model's folder that `refs/main` names; without that file the only one.
  ///
  /// - Throws: `ConversionError` where the folder has no snapshot, or it has several and `refs/main` is missing.
  static func snapshot(in folder: ModelDirectory) throws(ConversionError) -> ModelDirectory {
    let snapshots = try folder.subdirectory("snapshots")
    if try folder.has("refs/main") {
      let file = try folder.open("refs/main")
      let bytes = try file.elements(at: 0, count: min(file.count, 256), as: UInt8.self)
      let revision = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      guard !revision.isEmpty, revision != "..", !revision.utf8.contains(UInt8(ascii: "/")),
        try snapshots.has(revision)
      else {
        throw ConversionError(
          path: file.path,
          problem: "names the revision '\(revision)', which snapshots/ does not have; fetch the model again")
      }
      return try snapshots.subdirectory(revision)
    }
    let revisions = try snapshots.entries { !$0.begins(with: ".") }
    guard let revision = revisions.first, revisions.count == 1 else {
      throw ConversionError(
        path: snapshots.path,
        problem: revisions.isEmpty
          ? "has no snapshot; fetch the model again"
          : "has several snapshots: \(revisions.joined(separator: ", ")); name the directory of one of them")
    }
    return try snapshots.subdirectory(revision)
  }
}
