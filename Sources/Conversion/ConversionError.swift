import Files
import JSON

/// The files that a conversion reads: those of a model's directory, a checkpoint, or texts to calibrate with.
public enum ConversionInput {}

/// An error in what a conversion reads: the file, the field or tensor in it, what was found, and what was expected.
public typealias ConversionError = ContentError<ConversionInput>

extension ConversionError {
  init(path: String, _ error: JSONError) {
    self.init(path: path, field: error.placeDescription, problem: error.problem)
  }
}
