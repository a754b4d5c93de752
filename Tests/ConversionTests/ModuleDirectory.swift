import TestSupport

extension TemporaryDirectory {
  /// Writes a `modules.json` with these modules, and the `config.json` of the pooling in `1_Pooling`.
  func write(modules: [(path: String, type: String)], pooling: String = "{}") throws {
    let entries = modules.enumerated().map { index, module in
      #"{"idx": \#(index), "name": "\#(index)", "path": "\#(module.path)", "type": "\#(module.type)"}"#
    }
    try write("[\(entries.joined(separator: ","))]", to: "modules.json")
    try write(pooling, to: "1_Pooling/config.json")
  }
}
