import Checkpoint

extension NormalizationTables {
  /// Opens the tables that the checkpoint has. Reading a step checks that its tables are there.
  init(in checkpoint: Checkpoint) throws(CheckpointError) {
    func mapping(_ name: String) throws(CheckpointError) -> ScalarMapping? {
      checkpoint.hasSection("tokenizer.\(name).targets") ? try ScalarMapping(name, in: checkpoint) : nil
    }
    func table(_ name: String) throws(CheckpointError) -> ScalarTable? {
      checkpoint.hasSection("tokenizer.\(name).rows") ? try ScalarTable(name, in: checkpoint) : nil
    }
    canonical = try mapping("canonical")
    compatible = try mapping("compatible")
    lowercase = try mapping("lowercase")
    classes = try table("classes")
    sets = try table("sets")
    if checkpoint.hasSection("tokenizer.compositions") {
      compositions = try checkpoint.array("tokenizer.compositions", of: UInt32.self)
    }
  }
}
