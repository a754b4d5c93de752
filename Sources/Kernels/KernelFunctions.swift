import KernelsPortable

#if arch(x86_64)
  import KernelsAVX2
  import KernelsAVX512
#endif

/// The functions of one instruction set. Their contracts stand beside them, in KernelsPortable.
struct KernelFunctions: Sendable {
  let pack: @Sendable (UnsafePointer<Float>, Int, Int, Int, UnsafeMutablePointer<Float>) -> Void
  let packedSize: @Sendable (Int, Int) -> Int
  let multiply:
    @Sendable (
      UnsafePointer<Float>, Int, Int, UnsafePointer<Float>, Int, Int, UnsafePointer<Float>, Int,
      UnsafeMutablePointer<Float>, Int, UInt32
    ) -> Void
  let multiplyPacking:
    @Sendable (
      UnsafePointer<Float>, Int, Int, UnsafePointer<Float>, Int, Int, UnsafePointer<Float>,
      UnsafeMutablePointer<Float>, Int, Int, UInt32
    ) -> Void
  let normalize:
    @Sendable (
      UnsafePointer<Float>, Int, UnsafePointer<Float>, Int, Int, Int, UnsafePointer<Float>, UnsafePointer<Float>, Float,
      UnsafeMutablePointer<Float>, Int
    ) -> Void
  let embed:
    @Sendable (
      UnsafePointer<Float>, UnsafePointer<Int32>, UnsafePointer<Float>, UnsafePointer<Int32>, UnsafePointer<Float>,
      UnsafePointer<UInt8>, Int, Int, UnsafePointer<Float>, UnsafePointer<Float>, Float, UnsafeMutablePointer<Float>,
      Int
    ) -> Void
  let attend:
    @Sendable (
      UnsafePointer<Float>, Int, Int, UnsafePointer<Float>, UnsafePointer<Float>, Int, Int, Int, Int,
      UnsafeMutablePointer<Float>, Int, UnsafeMutablePointer<Float>
    ) -> Void
  let attentionScratch: @Sendable (Int, Int) -> Int
  let multiplyAdd: @Sendable (Int) -> Int

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
