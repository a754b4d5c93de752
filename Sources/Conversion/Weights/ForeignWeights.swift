import Files

/// Weights files in formats that cannot be converted.
enum ForeignWeights: CaseIterable {
  case adapter, keras, flax, rust, savedModel, lightning, onnx, openVINO, gguf, torch7, coreML

  private var nameEnds: [String] {
    switch self {
    case .adapter: ["adapter_config.json", "adapter_model.safetensors", "adapter_model.bin"]
    case .keras: [".h5", ".keras"]
    case .flax: [".msgpack"]
    case .rust: [".ot"]
    case .savedModel: ["saved_model.pb", "saved_model"]
    case .lightning: [".ckpt"]
    case .onnx: [".onnx", "onnx"]
    case .openVINO: ["openvino_model.xml", "openvino_model.bin", "openvino"]
    case .gguf: [".gguf", ".ggml"]
    case .torch7: [".t7"]
    case .coreML: [".mlmodel", ".mlpackage", "coreml"]
    }
  }

  func isName(_ name: String) -> Bool {
    nameEnds.contains { $0.begins(with: ".") ? name.ends(with: $0) : name.isSame(as: $0) }
  }

  /// What the file is, and what the user can do.
  var problem: String {
    let save = "load it with transformers and save it again with `save_pretrained`"
    let original = "convert the PyTorch or TensorFlow model that it was made from"
    return switch self {
    case .adapter: "a PEFT adapter without its model: \(PEFTAdapter.remedy)"
    case .keras, .flax: "a weights file of \(self == .keras ? "Keras" : "Flax"), which cannot be read: \(save)"
    case .rust: "a weights file of rust-bert, which cannot be read: \(original)"
    case .savedModel:
      "a TensorFlow SavedModel, which cannot be read: convert the checkpoint (model.ckpt.index), or \(save)"
    case .lightning:
      "a checkpoint of PyTorch Lightning or of TensorFlow before 0.12, which cannot be read: load it in Python and save the "
        + "model's `state_dict()` to pytorch_model.bin"
    case .onnx: "an ONNX graph, which cannot be read: \(original)"
    case .openVINO: "an OpenVINO graph, which cannot be read: \(original)"
    case .gguf: "a llama.cpp model, which cannot be read: \(original)"
    case .torch7: "a Torch7 file, which cannot be read: \(original)"
    case .coreML: "a Core ML model, which cannot be read: \(original)"
    }
  }
}
