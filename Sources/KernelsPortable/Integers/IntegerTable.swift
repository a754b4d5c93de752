import CShims

/// The kernels for integers of this instruction set.
public let integerKernelFunctions = IntegerKernelFunctions(
  multipliesBytes: !Bytes.widens,
  quantizedSize: { quantizedSize(rowCount: $1, inputCount: $2, form: $0) },
  quantize: { quantize($0, into: $1) },
  multiply: { multiplyIntegers($0, into: $1) },
  multiplyQuantizing: { multiplyQuantizing($0, into: $1, firstInput: $2) },
  attentionScratch: { integerAttentionScratch(length: $0, headSize: $1) },
  attend: { attendIntegers($0) },
  multiplyAddShorts: { multiplyAddShorts(rounds: $0) },
  multiplyAddBytes: { multiplyAddBytes(rounds: $0) })
