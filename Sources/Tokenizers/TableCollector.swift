import Checkpoint

/// Remembers which Unicode tables a tokenizer's steps need, and writes those.
struct TableCollector {
  /// Sets of scalars that a step may ask for.
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
    if needsCanonical { ScalarMapping.add("canonical", canonical, to: &writer) }
    if needsCompatible {
      var targets: [UInt32: [UInt32]] = [:]
      for mapping in canonical { targets[mapping.scalar] = mapping.targets }
      for mapping in UnicodeDataReader.mappings(UnicodeData.compatibilityDecompositions) {
        targets[mapping.scalar] = mapping.targets
      }
      let sorted = targets.sorted { $0.key < $1.key }
      ScalarMapping.add("compatible", sorted.map { (scalar: $0.key, targets: $0.value) }, to: &writer)
    }
    if needsLowercase {
      ScalarMapping.add("lowercase", UnicodeDataReader.mappings(UnicodeData.lowercase), to: &writer)
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
      classes.add("classes", to: &writer)
    }
    if !properties.isEmpty {
      var sets = ScalarTableBuilder()
      for (bit, property) in properties.enumerated() {
        for run in UnicodeDataReader.runs(property.text) {
          for scalar in run.scalars { sets[scalar] |= 1 << UInt16(bit) }
        }
      }
      sets.add("sets", to: &writer)
    }
  }
}
