import Kernels
import Testing

@testable import Embedding
@testable import Records

/// A record's rows have the same bits whatever other records are embedded with it, and on any threads and instruction set.
@Suite struct ReproducibilityTests {
  /// Requests of every kind: levels, mixes, windows, pairs, poolings.
  private static func requests(_ model: FixtureModel) throws -> [EmbeddingRequest] {
    let configuration = model.albert.configuration
    func request(_ change: (inout EmbeddingRequest) -> Void) -> EmbeddingRequest {
      var request = EmbeddingRequest(configuration: configuration)
      request.overflow = .window(stride: 3)
      request.maximumLength = 40
      change(&request)
      return request
    }
    return [
      request { _ in },
      request {
        $0.poolings = [.max, .meanSqrt, .last]
        $0.layers = [0, 2]
        $0.normalizes = true
      },
      request {
        $0.poolings = [.cls]
        $0.layers = [3, 1]
        $0.layerMix = .mean
        $0.overflow = .truncate
      },
      request { $0.poolings = configuration.hasPooler ? [.pooler, .mean] : [.cls] },
      request { $0.poolingScope = .second },
      request {
        $0.level = .token
        $0.layers = [1, 3]
        $0.layerMix = .weights([0.25, -2])
        $0.labelsRows = true
      },
      request {
        $0.level = .word
        $0.subtoken = .firstLast
        $0.labelsRows = true
      },
    ]
  }

  private static func records() -> [GoldenRecord] {
    let words = ["the", "cat", "sat", "unbelievable", "tokenizers", "2009,", "Ｆｕｌｌ", "ﬁne", "한국어", "on"]
    func text(_ count: Int) -> String {
      (0..<count).map { words[($0 * 7 + count) % words.count] }.joined(separator: " ")
    }
    var records: [GoldenRecord] = (0..<14).map { .text(text($0 * $0 / 4)) }
    records += (1...7).map { .pair(text($0 % 3), text($0 * 2)) }
    return records
  }

  @Test(arguments: ["unigram", "wordpiece"]) func aRecordHasTheSameBitsInAnyCompany(name: String) throws {
    let model = try FixtureModel(name)
    let records = Self.records()
    for request in try Self.requests(model) {
      let together = try model.embed(RecordContents(records), request, threads: 1).records
      #expect(Set(together.map { $0.rows.map(\.bitPattern) }).count > 5)
      for threads in [2, 3, 8] {
        #expect(try model.embed(RecordContents(records), request, threads: threads).records == together)
      }
      for budget in [1, 700] {
        #expect(try model.embed(RecordContents(records), request, rowBudget: budget).records == together)
      }
      let order = records.indices.sorted { ($0 * 29 % 37, $0) < ($1 * 29 % 37, $1) }
      for sharesRepeats in [false, true] {
        let contents = RecordContents(order.map { records[$0] } + records)
        let shuffled = try model.embed(contents, request, sharesRepeats: sharesRepeats).records
        #expect(shuffled == order.map { together[$0] } + together)
      }
      for index in stride(from: 0, to: records.count, by: 5) {
        #expect(try model.embed(RecordContents([records[index]]), request).records == [together[index]])
      }
    }
  }

  @Test(arguments: ["unigram", "wordpiece"]) func everyInstructionSetGivesTheSameBits(name: String) throws {
    let model = try FixtureModel(name, instructionSet: .portable)
    let contents = RecordContents(Self.records())
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable && instructionSet != .portable {
      let other = try FixtureModel(name, instructionSet: instructionSet)
      for request in try Self.requests(model) {
        #expect(try other.embed(contents, request).records == model.embed(contents, request).records)
      }
    }
  }
}
