import CShims

/// The instruction sets that the kernels are compiled for, best first.
public enum InstructionSet: String, Sendable, CaseIterable {
  case avx512, avx2, portable
}
