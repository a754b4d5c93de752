import CShims

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
  /// AVX2 with AVX-VNNI's integer dot products.
  case avxvnni
  case avx2
  /// NEON with the dot products of unsigned and signed bytes (FEAT_I8MM).
  case i8mm
  /// NEON with those of signed bytes only (FEAT_DotProd).
  case dotprod
  case portable

  /// Whether this CPU, its operating system and this build have it.
  public var isAvailable: Bool {
    #if arch(x86_64)
      switch self {
      case .avx512vnni: albert_cpu_has_avx512vnni()
      case .avx512: albert_cpu_has_avx512()
      case .avxvnni: albert_cpu_has_avxvnni()
      case .avx2: albert_cpu_has_avx2()
      case .i8mm, .dotprod: false
      case .portable: true
      }
    #elseif arch(arm64)
      switch self {
      case .avx512vnni, .avx512, .avxvnni, .avx2: false
      case .i8mm: albert_cpu_has_i8mm()
      case .dotprod: albert_cpu_has_dotprod()
      case .portable: true
      }
    #else
      self == .portable
    #endif
  }

  /// The best that this CPU has.
  public static var best: InstructionSet { allCases.first(where: \.isAvailable) ?? .portable }

  /// The one that `ALBERT_EMBED_ISA` forces, else the best.
  ///
  /// - Throws: `InstructionSetError` where the variable names none, or one that this CPU lacks.
  public static func selected() throws(InstructionSetError) -> InstructionSet {
    guard let value = getenv("ALBERT_EMBED_ISA"), value.pointee != 0 else { return best }
    let name = String(cString: value)
    guard let forced = InstructionSet(rawValue: name) else {
      throw InstructionSetError(
        description:
          "ALBERT_EMBED_ISA is '\(name)'; \(allCases.map(\.rawValue).joined(separator: ", ")) are the instruction sets")
    }
    guard forced.isAvailable else {
      let available = allCases.filter(\.isAvailable).map(\.rawValue).joined(separator: ", ")
      throw InstructionSetError(
        description: "ALBERT_EMBED_ISA is '\(name)', which this CPU does not have; it has \(available)")
    }
    return forced
  }

  /// Whether it multiplies bytes; others widen them to 16-bit integers first.
  public var multipliesBytes: Bool {
    switch self {
    case .avx512vnni, .avxvnni, .i8mm, .dotprod: true
    case .avx512, .avx2, .portable: false
    }
  }

  /// What a user should know about running on this instruction set; nil where there is nothing.
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
