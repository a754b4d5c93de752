import Kernels

print(InstructionSet.allCases.map(\.rawValue).joined(separator: " "))
