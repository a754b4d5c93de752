import Files

/// Finds the directory of a model.
///
/// - Parameters:
///   - source: a directory that holds the model, or snapshots of it as a folder of the hub's cache does; the name of a
///     TensorFlow checkpoint without `.index`; or the name of a model in the hub's cache.
///   - environment: returns a variable's value; nil where it is not set.
/// - Throws: `ConversionError` where the model is not found.
func findModel(
  _ source: String, environment: (String) -> String? = environmentVariable
) throws(ConversionError) -> ModelDirectory {
  // Where the system cannot tell whether a file exists, opening it says why.
  if fileExists(source) != false {
    let directory = try ModelDirectory(path: source)
    let first = try directory.first(of: ["config.json", "snapshots"])
    return first == "snapshots" ? try HubCache.snapshot(in: directory) : directory
  }
  if fileExists("\(source).index") != false {
    let slash = source.utf8.lastIndex(of: UInt8(ascii: "/"))
    let parent = slash.map { $0 == source.startIndex ? "/" : String(source[..<$0]) } ?? "."
    let name = slash.map { String(source[source.utf8.index(after: $0)...]) } ?? source
    return try ModelDirectory(path: parent, checkpointName: name)
  }
  guard let folder = HubCache.folder(of: source) else { return try ModelDirectory(path: source) }
  let caches = HubCache.directories(environment)
  for cache in caches where fileExists("\(cache)/\(folder)") != false {
    return try HubCache.snapshot(in: ModelDirectory(path: "\(cache)/\(folder)"))
  }
  throw ConversionError(
    path: source,
    problem: "there is no such directory, and no model of that name in \(caches.joined(separator: ", ")); "
      + "`hf download \(source)` fetches one of the hub's")
}
