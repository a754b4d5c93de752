import CShims
import KernelsPortable

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
  import KernelsAVX512VNNI
  import KernelsAVXVNNI
#elseif arch(arm64)
  import KernelsDotProduct
  import KernelsI8MM
#endif

extension KernelFunctions {
  init(_ instructionSet: InstructionSet) {
    switch instructionSet {
    #if arch(x86_64)
      case .avx512vnni, .avx512: self = KernelsAVX512.kernelFunctions
      case .avxvnni, .avx2: self = KernelsAVX2.kernelFunctions
    #endif
    default: self = KernelsPortable.kernelFunctions
    }
  }
}

extension IntegerKernelFunctions {
  init(_ instructionSet: InstructionSet) {
    switch instructionSet {
    #if arch(x86_64)
      case .avx512vnni: self = KernelsAVX512VNNI.integerKernelFunctions
      case .avx512: self = KernelsAVX512.integerKernelFunctions
      case .avxvnni: self = KernelsAVXVNNI.integerKernelFunctions
      case .avx2: self = KernelsAVX2.integerKernelFunctions
    #elseif arch(arm64)
      case .i8mm: self = KernelsI8MM.integerKernelFunctions
      case .dotprod: self = KernelsDotProduct.integerKernelFunctions
    #endif
    default: self = KernelsPortable.integerKernelFunctions
    }
  }
}
