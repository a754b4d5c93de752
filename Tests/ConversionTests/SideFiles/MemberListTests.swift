import Foundation
import JSON
import Testing

@testable import Conversion

/// Compares the lists of members with those that each version of the reference libraries reads, which
/// scripts/develop/goldens/members/make-members.py finds.
@Suite struct MemberListTests {
  /// The lists, by the script's names of files and their parts.
  private static let lists: [String: MemberList] =
    [
      "config.json": .configuration, "tokenizer_config.json": .tokenizerConfiguration,
      "special_tokens_map.json": .specialTokensMap, "modules.json": ModuleEntry.members,
      "config_sentence_transformers.json": .pipeline, "sentence_bert_config.json": .transformer,
      "sentence_bert_config.json: processing_kwargs": .processing,
      "sentence_bert_config.json: processing_kwargs.text": .tokenizerCall,
      "sentence_bert_config.json: modality_config.text": .textModality,
      "sentence_bert_config.json: model_args": .modelArguments,
      "sentence_bert_config.json: config_args": .configurationArguments,
      "sentence_bert_config.json: tokenizer_args": .tokenizerArguments,
      PoolingModule.className: PoolingModule.members,
      WeightedLayerPoolingModule.className: WeightedLayerPoolingModule.members, "tokenizer.json": .tokenizer,
      "tokenizer.json: truncation": .truncation,
      "tokenizer.json: padding": .padding, "tokenizer.json: added_tokens": .addedToken,
    ].merging(MemberList.components.map { ("tokenizer.json: \($0.key)", $0.value) }) { list, _ in list }
    .merging(vectorModules.map { ($0.className, $0.members) }) { list, _ in list }

  private static let libraries: [String: [String: [String]]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "members.json")
    return (try? JSONDecoder().decode([String: [String: [String]]].self, from: Data(contentsOf: file))) ?? [:]
  }()

  /// The conversion would ignore a member that a library reads and a list lacks.
  @Test func nothingThatALibraryHeedsIsMissing() throws {
    #expect(Self.libraries.count == 9)
    for (library, files) in Self.libraries {
      for (file, members) in files {
        let list = try #require(Self.lists[file], "\(library) heeds \(file)")
        let missing = members.filter { list.treatments[Array($0.utf8)] == nil }
        #expect(missing.isEmpty, "\(library) heeds these members of \(file)")
      }
    }
    // The components that no version writes.
    let unread = Set(Self.lists.keys).subtracting(Self.libraries.values.flatMap(\.keys))
    #expect(unread == ["tokenizer.json: Precompiled", "tokenizer.json: Delimiter"])
  }

  @Test func aMemberIsRefusedUnlessItHasItsDefault() throws {
    func problem(_ list: MemberList, _ text: String) -> String? {
      do throws(JSONError) {
        let names = try list.unknownMembers(of: JSONValue(parsing: Array(text.utf8)))
        return names.isEmpty ? nil : names.joined(separator: ",")
      } catch {
        return "\(error.placeDescription): \(error.problem)"
      }
    }
    #expect(
      problem(DenseModule.members, #"{"use_residual": false, "in_features": 3, "module_output_name": null}"#) == nil)
    #expect(problem(DenseModule.members, #"{"use_residual": true}"#) == "use_residual: is true, which is not supported")
    #expect(
      problem(DenseModule.members, #"{"scale": 2}"#)?.hasPrefix("scale: is an unknown member")
        == true)
    #expect(problem(DenseModule.members, #"{"scale": null}"#) == nil)
    #expect(problem(.configuration, #"{"pruned_heads": {}, "my_run": 1}"#) == "my_run")
    #expect(problem(.configuration, #"{"pruned_heads": {"0": [1]}}"#)?.hasPrefix("pruned_heads: is an object") == true)
    #expect(problem(.tokenizerConfiguration, #"{"image_token": "<i>", "my_token_id": 1}"#) == "my_token_id")
    // Names are compared after escapes are decoded.
    #expect(problem(LayerNormModule.members, #"{"dimensio\u006e": 3}"#) == nil)
    #expect(problem(DenseModule.members, "[]") == "the file: is an array; an object was expected")
    let long = String(repeating: "x", count: 1000)
    #expect(problem(DenseModule.members, "{\"\(long)\": 1}").map { $0.utf8.count < 300 } == true)
  }
}
