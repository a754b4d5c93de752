import Albert
import Testing

@testable import Embedding

@Suite struct LayerMixerTests {
  private let configuration = AlbertConfiguration(
    vocabularySize: 10, embeddingSize: 2, hiddenSize: 2, intermediateSize: 4, layerCount: 3, groupCount: 1,
    innerGroupCount: 1, headCount: 1, maximumPositions: 16, tokenTypeCount: 2, activation: .geluTanh,
    layerNormEpsilon: 1e-12, hasPooler: false)

  /// Layer n of a single token is [n, 10n].
  private func mix(_ mix: EmbeddingRequest.LayerMix, layers: [Int]) -> [Float] {
    var request = EmbeddingRequest(configuration: configuration)
    request.layers = layers
    request.layerMix = mix
    let mixer = LayerMixer(request: request, hiddenSize: 2)
    var vectors = [Float](repeating: 0, count: mixer.width)
    for layer in mixer.wantedLayers {
      let row = [Float(layer), Float(10 * layer)]
      mixer.add(layer: layer, row: row.span, token: 0, to: &vectors)
    }
    return vectors
  }

  @Test func eachMixByItsDefinition() {
    #expect(mix(.concat, layers: [3, 0, 1]) == [3, 30, 0, 0, 1, 10])
    #expect(mix(.sum, layers: [3, 1]) == [4, 40])
    #expect(mix(.mean, layers: [3, 1]) == [2, 20])
    #expect(mix(.weights([2, -1]), layers: [3, 1]) == [5, 50])
  }

  @Test func theEncoderIsAskedInAscendingOrder() {
    var request = EmbeddingRequest(configuration: configuration)
    request.layers = [3, 0, 1]
    #expect(LayerMixer(request: request, hiddenSize: 2).wantedLayers == [0, 1, 3])
  }

  @Test func requestsThatMakeNoSenseAreRefused() {
    func problem(_ change: (inout EmbeddingRequest) -> Void) -> String? {
      var request = EmbeddingRequest(configuration: configuration)
      change(&request)
      do throws(EmbeddingRequestError) {
        try request.check(against: configuration)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(problem { _ in } == nil)
    #expect(problem { $0.layers = [4] }?.contains("layer 4") == true)
    #expect(problem { $0.layers = [1, 1] }?.contains("twice") == true)
    #expect(problem { $0.layers = [] } != nil)
    #expect(problem { $0.layerMix = .weights([1, 2]) }?.contains("2 layer weights for 1 layers") == true)
    #expect(problem { $0.maximumLength = 17 }?.contains("1 to 16") == true)
    #expect(problem { $0.maximumLength = 0 } != nil)
    #expect(problem { $0.overflow = .window(stride: 16) }?.contains("stride") == true)
    #expect(problem { $0.poolings = [.pooler] }?.contains("no pooler") == true)
    #expect(problem { $0.poolings = [.mean, .mean] }?.contains("twice") == true)
    #expect(
      problem {
        $0.poolings = [.cls]
        $0.poolingScope = .content
      }?.contains("first token") == true)
  }

  @Test func specialTokensMustLeaveRoom() throws {
    let tokenizer = try FixtureModel("unigram").tokenizer
    func problem(_ length: Int, _ overflow: EmbeddingRequest.Overflow, _ input: EmbeddingRequest.Input) -> String? {
      var request = EmbeddingRequest(configuration: configuration)
      (request.maximumLength, request.overflow, request.input) = (length, overflow, input)
      do throws(EmbeddingRequestError) {
        try request.checkRoom(in: tokenizer)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(problem(2, .truncate, .text) == nil)
    #expect(
      problem(1, .truncate, .text) == "a maximum length of 1 tokens does not hold the 2 special ones around a text")
    #expect(problem(2, .error, .pair)?.contains("the 3 special ones around a pair") == true)
    #expect(problem(10, .window(stride: 7), .text) == nil)
    #expect(
      problem(10, .window(stride: 8), .text)
        == "a stride of 8 tokens does not fit windows of 10, of which the 2 special ones around a text leave 8")
    #expect(problem(10, .window(stride: 7), .pair)?.contains("leave 7") == true)
    #expect(problem(10, .window(stride: 9), .ids) == nil)
  }
}
