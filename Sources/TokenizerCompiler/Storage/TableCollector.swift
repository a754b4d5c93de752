import Checkpoint

/// Collects the Unicode tables that a tokenizer's steps need, and writes them.
struct TableCollector {
  /// The sets of scalars that steps use.
  enum ScalarProperty: Int {
    case combiningMarks, nonspacingMarks, bertControls, punctuation, numeric, words

    var text: StaticString {
      switch self {
      case .combiningMarks: UnicodeData.combiningMarks
      case .nonspacingMarks: UnicodeData.nonspacingMarks
      case .bertControls: UnicodeData.bertControls
      case .punctuation: UnicodeData.punctuation
      case .numeric: UnicodeData.numeric
      case .words: UnicodeData.wordScalars
      }
    }
  }

  var needsCanonical = false
  var needsCompatible = false
  var needsCompositions = false
  var needsLowercase = false
  var characterMapCount = 0
  private var properties: [ScalarProperty] = []

  /// The bit of a set in the table "tokenizer.sets".
  mutating func bit(_ property: ScalarProperty) -> UInt32 {
    if !properties.contains(property) { properties.append(property) }
    return 1 << UInt32(properties.firstIndex(of: property) ?? 0)
  }

  func add(to writer: inout CheckpointWriter) {
    let canonical = UnicodeDataReader.mappings(UnicodeData.canonicalDecompositions)
    if needsCanonical { writer.addMapping("canonical", canonical) }
    if needsCompatible {
      var targets: [UInt32: [UInt32]] = [:]
      for mapping in canonical { targets[mapping.scalar] = mapping.targets }
      for mapping in UnicodeDataReader.mappings(UnicodeData.compatibilityDecompositions) {
        targets[mapping.scalar] = mapping.targets
      }
      let sorted = targets.sorted { $0.key < $1.key }
      writer.addMapping("compatible", sorted.map { (scalar: $0.key, targets: $0.value) })
    }
    if needsLowercase {
      writer.addMapping("lowercase", UnicodeDataReader.mappings(UnicodeData.lowercase))
    }
    if needsCompositions {
      writer.add("tokenizer.compositions", Array(UnicodeDataReader(UnicodeData.compositions)))
    }
    if needsCanonical || needsCompatible || characterMapCount > 0 {
      var classes = ScalarTableBuilder()
      for run in UnicodeDataReader.runs(UnicodeData.combiningClasses) {
        for scalar in run.scalars { classes[scalar] = run.value }
      }
      for run in UnicodeDataReader.runs(UnicodeData.clusterClasses) where characterMapCount > 0 {
        for scalar in run.scalars { classes[scalar] |= run.value << 6 }
      }
      writer.addTable("classes", classes)
    }
    if !properties.isEmpty {
      var sets = ScalarTableBuilder()
      for (bit, property) in properties.enumerated() {
        for run in UnicodeDataReader.runs(property.text) {
          for scalar in run.scalars { sets[scalar] |= 1 << UInt16(bit) }
        }
      }
      writer.addTable("sets", sets)
    }
  }
}
