import TestSupport
import Testing

@testable import Conversion

/// The errors for a directory with a model in another format.
@Suite struct ForeignWeightsTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func problem(_ source: String) -> String? {
    do {
      try convertModel(source, to: directory.path("x.albert"))
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("model.onnx", "ONNX"), ("openvino_model.xml", "OpenVINO"), ("model-q8.gguf", "llama.cpp"),
    ("saved_model.pb", "SavedModel"), ("epoch=3.ckpt", "state_dict()"), ("model.t7", "Torch7"),
    ("tf_model.h5", "save_pretrained"), ("flax_model.msgpack", "save_pretrained"),
    ("adapter_config.json", "merge_and_unload()"),
  ])
  func saysWhatItIs(name: String, expected: String) throws {
    try directory.write(ModelFixture().configurationJSON, to: "m/config.json")
    try directory.write("{}", to: "m/\(name)")
    #expect(problem(directory.path("m"))?.contains("has \(name), a") == true)
    #expect(problem(directory.path("m"))?.contains(expected) == true)
    // A file by itself is explained too, except for JSON.
    if name != "adapter_config.json" { #expect(problem(directory.path("m/\(name)"))?.contains(expected) == true) }
  }

  @Test func aDestinationsDirectoryMustBeThere() throws {
    try ModelFixture().write(to: directory, under: "m")
    try directory.write("", to: "file")
    func problem(_ path: String) -> String? {
      do {
        try convertModel(directory.path("m"), to: directory.path(path))
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(
      problem("none/x.albert")?.hasSuffix("there is no directory \(directory.path("none")); `mkdir -p` creates it")
        == true)
    #expect(problem("file/x.albert")?.hasSuffix("\(directory.path("file")) is not a directory") == true)
    #expect(problem("x.albert") == nil)
  }

  /// Parts of the model that the checkpoint leaves out are in warnings and in the checkpoint.
  @Test func saysWhatIsLeftOut() throws {
    var fixture = ModelFixture()
    fixture.prefix = "albert."
    try fixture.write(to: directory, under: "m")
    let heads = ["classifier.weight", "classifier.bias", "predictions.bias", "albert.embeddings.position_ids", "odd"]
      .map {
        FixtureTensor(name: $0, shape: [1], values: [0])
      }
    try directory.write(safetensors(fixture.tensors + heads), to: "m/model.safetensors")
    var lines: [String] = []
    try convertModel(directory.path("m"), to: directory.path("x.albert"), warn: { lines.append($0) })
    let path = directory.path("m/model.safetensors")
    #expect(
      lines == [
        "\(path): the text-classification head is left out: classifier.weight has shape [1]; [labels, 12] was expected",
        "\(path): the masked-language head is left out: is not supported",
        "\(path): other tensors (odd) is left out",
      ])
  }
}
