import CShims

/// The kernels for floats of this instruction set.
public let kernelFunctions = KernelFunctions(
  packedSize: { packedSize(rowCount: $0, inputCount: $1) },
  pack: { pack($0, into: $1) },
  multiply: { multiply($0, into: $1) },
  multiplyPacking: { multiplyPacking($0, into: $1) },
  normalize: { normalize($0, by: $1) },
  embed: { embed($0, by: $1) },
  attentionScratch: { attentionScratch(length: $0, headSize: $1) },
  attend: { attend($0) },
  multiplyAdd: { multiplyAdd(rounds: $0) })
