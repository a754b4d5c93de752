import CShims
import KernelsPortable

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
#endif

/// The functions of one instruction set. Their contracts stand beside them, in KernelsPortable, and what they are given in
/// CShims, KernelArguments.h.
struct KernelFunctions: Sendable {
  let pack: @Sendable (KernelRows, UnsafeMutablePointer<Float>) -> Void
  let packedSize: @Sendable (_ rowCount: Int, _ inputCount: Int) -> Int
  let multiply: @Sendable (KernelProduct, KernelOutput) -> Void
  let multiplyPacking: @Sendable (KernelProduct, KernelPackedOutput) -> Void
  let normalize: @Sendable (KernelResidual, KernelLayerNorm) -> Void
  let embed: @Sendable (KernelTokens, KernelLayerNorm) -> Void
  let attend: @Sendable (KernelHeads) -> Void
  let attentionScratch: @Sendable (_ length: Int, _ headSize: Int) -> Int
  let multiplyAdd: @Sendable (_ rounds: Int) -> Int

  init(_ instructionSet: InstructionSet) {
    switch instructionSet {
    #if arch(x86_64)
      case .avx512:
        pack = KernelsAVX512.pack
        packedSize = KernelsAVX512.packedSize
        multiply = KernelsAVX512.multiply
        multiplyPacking = KernelsAVX512.multiplyPacking
        normalize = KernelsAVX512.normalize
        embed = KernelsAVX512.embed
        attend = KernelsAVX512.attend
        attentionScratch = KernelsAVX512.attentionScratch
        multiplyAdd = KernelsAVX512.multiplyAdd
      case .avx2:
        pack = KernelsAVX2.pack
        packedSize = KernelsAVX2.packedSize
        multiply = KernelsAVX2.multiply
        multiplyPacking = KernelsAVX2.multiplyPacking
        normalize = KernelsAVX2.normalize
        embed = KernelsAVX2.embed
        attend = KernelsAVX2.attend
        attentionScratch = KernelsAVX2.attentionScratch
        multiplyAdd = KernelsAVX2.multiplyAdd
    #endif
    default:
      pack = KernelsPortable.pack
      packedSize = KernelsPortable.packedSize
      multiply = KernelsPortable.multiply
      multiplyPacking = KernelsPortable.multiplyPacking
      normalize = KernelsPortable.normalize
      embed = KernelsPortable.embed
      attend = KernelsPortable.attend
      attentionScratch = KernelsPortable.attentionScratch
      multiplyAdd = KernelsPortable.multiplyAdd
    }
  }
}
