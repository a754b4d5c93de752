import Checkpoint
import TestSupport
import Testing

@testable import Albert

/// The steps behind the pooling, as a checkpoint holds them.
@Suite struct VectorStepTests {
  @Test func everyKindHasItsOwnCode() {
    let codes = VectorSteps.kinds.map { $0.code }
    #expect(Set(codes).count == codes.count)
  }

  @Test(
    arguments: [
      ([0, 5], "has 2 values; three a step and at most 48 were expected"),
      ([2, 0, 0, 9, 0, 0], "step 1 is [9, 0, 0], which is not a step"),
      ([0, 0, 4], "step 0 is [0, 0, 4], which is not a step"),
    ] as [([UInt32], String)])
  func wrongStepsAreNamed(values: [UInt32], problem: String) throws {
    let directory = try TemporaryDirectory()
    var writer = CheckpointWriter()
    writer.add("embedding-steps", values)
    try writer.write(to: directory.path("c"))
    let checkpoint = try Checkpoint(path: directory.path("c"))
    #expect(
      throws: CheckpointError(path: checkpoint.path, field: "section 'embedding-steps'", problem: problem)
    ) { try VectorSteps(checkpoint: checkpoint) }
  }

  @Test func widthsFollowFromTheSteps() {
    let steps = VectorSteps([
      DenseStep(outputCount: 7, activation: .tanh), LayerNormStep(epsilon: 1e-5), NormalizeStep(),
      DenseStep(outputCount: 3, activation: nil),
    ])
    #expect(steps.outputCount(inputCount: 12) == 3)
    #expect(
      steps.tensors(inputCount: 12).map { $0.map { "\($0.name) \($0.shape)" } } == [
        ["step.0.weight [12, 7]", "step.0.bias [7]"], ["step.1.scale [7]", "step.1.shift [7]"], [],
        ["step.3.weight [7, 3]", "step.3.bias [3]"],
      ])
  }
}
