import CShims

/// The instruction sets that the kernels are compiled for, best first.
public enum InstructionSet: String, Sendable, CaseIterable {
  case avx512, avx2, portable

  /// The one that this process uses: `ALBERT_EMBED_ISA` where it is set, else the best that this CPU has.
  public static var selected: InstructionSet { get throws(InstructionSetError) { fatalError("to be written") } }

  /// What a user should know about the choice, such as a CPU without fused multiply-add; nil where all is well.
  public static var note: String? { nil }
}

/// `ALBERT_EMBED_ISA` names no instruction set, or one that this CPU lacks.
public struct InstructionSetError: Error, CustomStringConvertible, Equatable {
  public let description: String
}
