import Albert
import JSON

/// A module of sentence-transformers that makes another vector of a text's vector. Each module is one type in its own file;
/// `vectorModules` lists them.
protocol VectorModule: SendableMetatype {
  /// The Python class, without its package.
  static var className: String { get }

  /// The members that `config.json` may have.
  static var members: MemberList { get }

  /// Reads the module for vectors of `inputCount` columns.
  ///
  /// - Returns: nil where the module changes no vector.
  /// - Throws: `ConversionError` where the module does something that this program does not, or its weights do not fit.
  static func read(_ module: ModuleEntry, inputCount: Int) throws(ConversionError) -> ConvertedStep?
}

/// Every module that may follow the pooling.
let vectorModules: [any VectorModule.Type] = [
  DenseModule.self, LayerNormModule.self, NormalizeModule.self, DropoutModule.self,
]

/// A step of the checkpoint, and the sources of its tensors.
struct ConvertedStep {
  let step: any VectorStep
  /// The source of each of the step's tensors; nil for a tensor of zeros.
  var tensors: [SourceTensor?] = []
}

extension MemberList.Treatment {
  /// For the members that name a module's input and its output: only the text's vector is supported.
  static let textVector = Self.refused(
    unless: [.string(Array("sentence_embedding".utf8))], remedy: "'sentence_embedding' was expected")
}
