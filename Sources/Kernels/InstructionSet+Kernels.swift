import CShims
import KernelsPortable

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
  import KernelsAVX512VNNI
  import KernelsAVXVNNI
#elseif arch(arm64)
  import KernelsDotProd
  import KernelsI8MM
#endif

/// The list of the kernels that this build has. A further instruction set is a line here, a case of `InstructionSet`, a line in
/// Package.swift and a folder of links to those of KernelsPortable.
extension InstructionSet {
  private typealias Kernels = (
    isAvailable: Bool, floats: () -> KernelFunctions, integers: () -> IntegerKernelFunctions
  )

  /// Whether this CPU has the instruction set, and its kernels, whose code may run only then; nil on another architecture.
  private var kernels: Kernels? {
    switch self {
    #if arch(x86_64)
      case .avx512vnni:
        (
          albert_cpu_has_avx512vnni(), { KernelsAVX512.kernelFunctions }, { KernelsAVX512VNNI.integerKernelFunctions }
        )
      case .avx512:
        (albert_cpu_has_avx512(), { KernelsAVX512.kernelFunctions }, { KernelsAVX512.integerKernelFunctions })
      case .avxvnni:
        (albert_cpu_has_avxvnni(), { KernelsAVX2.kernelFunctions }, { KernelsAVXVNNI.integerKernelFunctions })
      case .avx2: (albert_cpu_has_avx2(), { KernelsAVX2.kernelFunctions }, { KernelsAVX2.integerKernelFunctions })
    #elseif arch(arm64)
      case .i8mm:
        (albert_cpu_has_i8mm(), { KernelsPortable.kernelFunctions }, { KernelsI8MM.integerKernelFunctions })
      case .dotprod:
        (albert_cpu_has_dotprod(), { KernelsPortable.kernelFunctions }, { KernelsDotProd.integerKernelFunctions })
    #endif
    case .portable: (true, { KernelsPortable.kernelFunctions }, { KernelsPortable.integerKernelFunctions })
    default: nil
    }
  }

  /// Whether this build, this CPU and its operating system have the instruction set.
  public var isAvailable: Bool { kernels?.isAvailable ?? false }

  /// - Precondition: the instruction set is available.
  var kernelFunctions: (floats: KernelFunctions, integers: IntegerKernelFunctions) {
    guard let kernels, kernels.isAvailable else { preconditionFailure("\(rawValue) is not available") }
    return (kernels.floats(), kernels.integers())
  }
}
