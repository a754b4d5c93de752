#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The instruction sets that the kernels are compiled for, best first.
public enum InstructionSet: String, Sendable, CaseIterable {
  /// AVX-512 with its integer dot products.
  case avx512vnni
  case avx512
  /// AVX2 with the integer dot products of AVX-VNNI.
  case avxvnni
  case avx2
  /// NEON with the dot products of unsigned and signed bytes (FEAT_I8MM).
  case i8mm
  /// NEON with the dot products of signed bytes only (FEAT_DotProd).
  case dotprod
  case portable

  /// The values that `ALBERT_EMBED_ISA` takes, as help texts show them.
  public static var choices: String { allCases.map(\.rawValue).joined(separator: "|") }

  /// The best one that this CPU has.
  public static var best: InstructionSet { allCases.first(where: \.isAvailable) ?? .portable }

  /// The instruction set that `ALBERT_EMBED_ISA` names; the best one where the variable is not set.
  ///
  /// - Throws: `InstructionSetError` where the variable names no instruction set, or one that this CPU lacks.
  public static func selected() throws(InstructionSetError) -> InstructionSet {
    guard let value = getenv("ALBERT_EMBED_ISA"), value.pointee != 0 else { return best }
    let name = String(cString: value)
    guard let forced = InstructionSet(rawValue: name) else {
      throw InstructionSetError(
        description:
          "ALBERT_EMBED_ISA is '\(name)'; one of \(allCases.map(\.rawValue).joined(separator: ", ")) was expected")
    }
    guard forced.isAvailable else {
      let available = allCases.filter(\.isAvailable).map(\.rawValue).joined(separator: ", ")
      throw InstructionSetError(
        description: "ALBERT_EMBED_ISA is '\(name)', which this CPU does not have; it has \(available)")
    }
    return forced
  }

  /// What a user should know before a run on this instruction set; nil where it runs as fast as the CPU can.
  public var note: String? {
    #if arch(x86_64)
      guard self == .portable else { return nil }
      return Self.best == .portable
        ? "this CPU has no fused multiply-add (FMA, AVX2): the results are the same, but it is very slow"
        : "the portable instruction set emulates fused multiply-add: the results are the same, but it is very slow"
    #else
      return nil
    #endif
  }
}

/// `ALBERT_EMBED_ISA` names no instruction set, or one that this CPU lacks.
public struct InstructionSetError: Error, CustomStringConvertible, Equatable {
  public let description: String
}
