import Albert
import Checkpoint
import Conversion
import TestSupport
import Testing
import Threads

/// Converts a directory and runs the encoder: the hidden states are those of Hugging Face.
@Suite struct EncoderGoldenTests {
  /// The vectors of the golden's layers and tokens, sequence by sequence, all sequences in one batch.
  private func hiddenStates(_ golden: EncoderGolden, model: Albert) -> [[Float]] {
    var batch = SequenceBatch()
    for sequence in golden.sequences {
      batch.ids += sequence.ids
      batch.typeIDs += sequence.types
      batch.starts.append(batch.ids.count)
    }
    var vectors = [[[Float]]](repeating: [], count: golden.sequences.count)
    model.encode(
      batch, layers: golden.layers, workspace: EncoderWorkspace(model: model), team: Team()
    ) { _, states in
      for (index, sequence) in golden.sequences.enumerated() {
        for token in sequence.tokens {
          let row = states[batch.starts[index] + token]
          vectors[index].append(row.indices.map { row[$0] })
        }
      }
    }
    return vectors.map { Array($0.joined()) }
  }

  private func model(_ golden: EncoderGolden, tensors: [FixtureTensor]? = nil) throws -> Albert {
    let directory = try TemporaryDirectory()
    try golden.writeModel(to: directory, tensors: tensors)
    let path = directory.path("model.albert")
    try convertModel(directory.path, to: path)
    return try Albert(checkpoint: Checkpoint(path: path))
  }

  /// The largest difference of the hidden states from the golden's.
  private func error(_ golden: EncoderGolden, _ values: [Double], tensors: [FixtureTensor]? = nil) throws -> Double {
    let width = golden.model.hiddenSize
    var position = 0
    var error = 0.0
    for vectors in hiddenStates(golden, model: try model(golden, tensors: tensors)) {
      for (found, expected) in zip(vectors, values[position..<position + vectors.count]) {
        error = max(error, abs(Double(found) - expected))
      }
      position += vectors.count + golden.poolings.count * width
    }
    #expect(position == values.count)
    return error
  }

  @Test(arguments: EncoderGolden.names)
  func hiddenStatesAreHuggingFaces(name: String) throws {
    let (golden, values) = try EncoderGolden.read(name)
    let error = try error(golden, values)
    #expect(error <= golden.bound("hidden"), "PyTorch's float32: \(golden.pytorchFloat32["hidden"] ?? 0)")
  }

  @Test func everyGoldenIsTested() throws {
    let files = try TemporaryDirectory.entries(of: EncoderGolden.directory.path)
    #expect(files == EncoderGolden.names.flatMap { ["\($0).f64", "\($0).json"] }.sorted())
  }

  /// A change of one element of any tensor changes the hidden states.
  @Test func everyTensorCounts() throws {
    let (golden, values) = try EncoderGolden.read("layers-1")
    let tensors = golden.model.tensors
    for index in tensors.indices {
      let tensor = tensors[index]
      // The pooler comes after the hidden states, and a key's bias adds the same to all scores of a query.
      guard !tensor.name.contains("pooler"), !tensor.name.hasSuffix("key.bias") else { continue }
      var changed = tensors
      // The first element of an embedding that is used.
      let element = tensor.name.contains("word_embeddings") ? Int(golden.sequences[0].ids[0]) * tensor.shape[1] : 0
      changed[index].values[element] += 0.01
      #expect(try error(golden, values, tensors: changed) > golden.bound("hidden"), "\(tensor.name)")
    }
  }

  /// A change of any setting in config.json that does not change a tensor's shape changes the hidden states.
  @Test func everySettingCounts() throws {
    let (golden, values) = try EncoderGolden.read("epsilon-1e-5")
    // The last layer of the longest sequence is the last of the hidden states.
    let width = golden.model.hiddenSize
    let expected = values.dropLast(golden.poolings.count * width).suffix(width)
    for change in [
      { $0.epsilon = "1e-3" }, { $0.activation = "gelu" }, { $0.activation = "relu" }, { $0.headCount = 2 },
      { $0.layerCount = 1 },
    ] as [(inout ModelFixture) -> Void] {
      var changed = golden
      change(&changed.model)
      changed.layers = [changed.model.layerCount]
      let found = try #require(hiddenStates(changed, model: try model(changed)).last).suffix(width)
      let difference = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(difference > golden.bound("hidden"), "\(changed.model.configurationJSON)")
    }
  }
}
