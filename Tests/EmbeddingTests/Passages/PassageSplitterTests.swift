import TestSupport
import Testing
import Tokenizers

@testable import Embedding

/// A text's passages, and what finding them took.
private struct Passages {
  let bytes: [UInt8]
  let tokenizer: Tokenizer
  var ranges: [Range<Int>] = []
  /// Bytes that were tokenized as passages, also as such that were too long.
  var triedBytes = 0

  init(_ text: String, _ tokenizer: Tokenizer, room: Int, stride: Int = 0) {
    bytes = Array(text.utf8)
    self.tokenizer = tokenizer
    var scratch = TokenizerScratch()
    var splitter = PassageSplitter(bytes.span, tokenizer: tokenizer, room: room, stride: stride)
    var tried = 0
    while let passage = splitter.next(
      in: bytes.span, scratch: &scratch,
      excess: { [bytes] range, _ in
        tried += range.count
        return Self.count(bytes[range], tokenizer) - room
      })
    {
      ranges.append(passage)
    }
    triedBytes = tried
  }

  static func count(_ bytes: ArraySlice<UInt8>, _ tokenizer: Tokenizer) -> Int {
    var encoding = Encoding()
    var scratch = TokenizerScratch()
    let text = Array(bytes)
    tokenizer.tokenize(text.span, withOffsets: false, typeID: 0, scratch: &scratch, into: &encoding)
    return encoding.ids.count
  }

  var counts: [Int] { ranges.map { Self.count(bytes[$0], tokenizer) } }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
  var texts: [String] { ranges.map(text) }

  /// As Python's `strip()` has it.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  /// What must hold for every text.
  func check(room: Int, stride: Int, _ name: String) {
    for count in counts { #expect(count <= room, "\(name)") }
    var covered = 0
    for (range, next) in zip(ranges, ranges.dropFirst()) {
      #expect(range.lowerBound < next.lowerBound && range.upperBound < next.upperBound, "\(name)")
    }
    for range in ranges {
      if covered < range.lowerBound {
        #expect(text(covered..<range.lowerBound).unicodeScalars.allSatisfy(Self.isBlank), "\(name)")
      } else if range.lowerBound < covered {
        #expect(Self.count(bytes[range.lowerBound..<covered], tokenizer) <= stride, "\(name)")
      }
      let scalars = text(range).unicodeScalars
      #expect(scalars.first.map(Self.isBlank) == false && scalars.last.map(Self.isBlank) == false, "\(name)")
      #expect(range.upperBound == bytes.count || bytes[range.upperBound] & 0xC0 != 0x80, "\(name)")
      covered = range.upperBound
    }
    #expect(text(covered..<bytes.count).unicodeScalars.allSatisfy(Self.isBlank), "\(name)")
  }
}

@Suite struct PassageSplitterTests {
  private static let texts: [String: String] = [
    "english": (0..<60).map { "The cat number \($0) sat on the mat. It ate, slept and left" }.joined(separator: "! "),
    "no sentences": (0..<300).map { "word\($0 * 7919 % 100)" }.joined(separator: " "),
    "lines": (0..<90).map { "the tokens of line \($0)\nare here" }.joined(separator: "\r\n\r\n"),
    "chinese": String(repeating: "我们在图书馆里读书，看了很多有意思的东西。然后他们回家了！“好吗？”她问。", count: 12),
    "japanese": String(repeating: "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。", count: 12),
    "arabic": String(repeating: "هذا كتاب جديد، أليس كذلك؟ نعم هو جديد. ", count: 20),
    "hindi": String(repeating: "यह एक किताब है। क्या आप इसे पढ़ना चाहते हैं? हाँ॥ ", count: 20),
    "emoji": String(repeating: "👩‍👩‍👧‍👦🇩🇪🏳️‍🌈 ", count: 60),
    "marks": String(repeating: "e\u{301}\u{327}a\u{308}o\u{31B}\u{323} ", count: 80),
    "no blanks": String(repeating: "abcdefghijk0123456789", count: 60),
    "no blanks, not ASCII": String(repeating: "éàü한국어👍🏽", count: 90),
    "unknown": String(repeating: "☃☄★☎", count: 200) + " " + String(repeating: "☂", count: 300),
    "long words": (1..<40).map { String(repeating: "ab", count: $0 * 17 % 61) }.joined(separator: " the "),
    "blanks": "  \n\t the   cat  \u{3000} \u{2028} sat  \u{1F}",
  ]

  @Test(arguments: ["unigram", "wordpiece"]) func everyTextIsCovered(name: String) throws {
    let tokenizer = try FixtureModel(name).tokenizer
    for (text, content) in Self.texts.sorted(by: { $0.key < $1.key }) {
      for (room, stride) in [(2, 0), (5, 0), (5, 4), (16, 0), (16, 3), (40, 0), (40, 12), (200, 30), (5000, 0)] {
        Passages(content, tokenizer, room: room, stride: stride)
          .check(room: room, stride: stride, "\(text), \(room) tokens that share \(stride)")
      }
    }
  }

  @Test(arguments: ["unigram", "wordpiece"]) func randomTextsAreCovered(name: String) throws {
    let tokenizer = try FixtureModel(name).tokenizer
    let parts = [
      "the", "cat", " ", " ", " ", ". ", "! ", "\n", "\n\n", "，", "。", "字", "か", "é", "\u{301}", "👍🏽", "\u{200B}",
      "\u{200D}", "।", "؟ ",
      "tokenizers", "[MASK]", "2009,", "ﬁ", "\u{FDFA}", "x", "\"", "(", ")", "«", "한", "\u{A0}", "``", "\u{1E}",
      "\u{0}",
    ]
    var random = SplitMix64(state: 7)
    for number in 0..<60 {
      let text = (0..<Int.random(in: 1...400, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      let room = Int.random(in: 20...90, using: &random)
      let stride = Int.random(in: 0..<room, using: &random)
      Passages(text.joined(), tokenizer, room: room, stride: stride)
        .check(room: room, stride: stride, "text \(number)")
    }
  }

  @Test(arguments: ["unigram", "wordpiece"]) func neighboursAreEven(name: String) throws {
    let tokenizer = try FixtureModel(name).tokenizer
    for (text, content) in Self.texts.sorted(by: { $0.key < $1.key }) where !["unknown", "long words"].contains(text) {
      for room in [40, 62, 100, 200] {
        let counts = Passages(content, tokenizer, room: room).counts
        for (a, b) in zip(counts, counts.dropFirst()) {
          #expect(2 * a >= b && 2 * b >= a, "\(text), \(room) tokens: \(counts)")
        }
      }
    }
  }

  @Test func wordsAreWhole() throws {
    let tokenizer = try FixtureModel("wordpiece").tokenizer
    for text in ["english", "no sentences", "lines", "arabic", "hindi", "emoji", "marks"] {
      let passages = Passages(Self.texts[text] ?? "", tokenizer, room: 60, stride: 9)
      for range in passages.ranges {
        let before = passages.text(0..<range.lowerBound)
        let behind = passages.text(range.upperBound..<passages.bytes.count)
        #expect(before.last?.isWhitespace ?? true, "\(text)")
        #expect(behind.first?.isWhitespace ?? true, "\(text)")
      }
    }
  }

  @Test func clustersAreWhole() throws {
    let tokenizer = try FixtureModel("unigram").tokenizer
    let family = "👩‍👩‍👧‍👦", accents = "e\u{301}\u{327}"
    let passages = Passages(String(repeating: family + accents, count: 100), tokenizer, room: 12, stride: 4)
    #expect(passages.ranges.count > 10)
    for text in passages.texts { #expect(text.allSatisfy { String($0) == family || String($0) == accents }, "\(text)") }
  }

  @Test func passagesEndWithSentences() throws {
    let tokenizer = try FixtureModel("wordpiece").tokenizer
    for (name, signs) in [
      ("english", ".!"), ("chinese", "。！？”"), ("japanese", "。"), ("hindi", "।॥?"), ("arabic", "؟."),
    ] {
      let text = (Self.texts[name] ?? "").trimmingSuffix(while: \.isWhitespace)
      for passage in Passages(String(text), tokenizer, room: 100).texts.dropLast() {
        #expect(passage.last.map(signs.contains) == true, "\(name): \(passage)")
      }
    }
  }

  @Test func paragraphsAreKeptWhereTheyFit() throws {
    let tokenizer = try FixtureModel("unigram").tokenizer
    let paragraph = "The cat sat. The dog sat on the mat. The cat sat on the dog."
    let count = Passages.count(Array(paragraph.utf8)[...], tokenizer)
    let text = Array(repeating: paragraph, count: 9).joined(separator: "\n\n")
    #expect(Passages(text, tokenizer, room: count * 5 / 4).texts == Array(repeating: paragraph, count: 9))
  }

  @Test func neighboursShareWholeSentencesOrWords() throws {
    let tokenizer = try FixtureModel("wordpiece").tokenizer
    let passages = Passages(Self.texts["no sentences"] ?? "", tokenizer, room: 50, stride: 10)
    for (range, next) in zip(passages.ranges, passages.ranges.dropFirst()) {
      #expect(next.lowerBound < range.upperBound)
    }
    let sentences = Passages(String(repeating: "The cat. ", count: 90), tokenizer, room: 50, stride: 10)
    for text in sentences.texts { #expect(text.hasPrefix("The cat.")) }
    for (range, next) in zip(sentences.ranges, sentences.ranges.dropFirst()) {
      #expect(next.lowerBound < range.upperBound)
    }
  }

  @Test func aTextOfNothingIsOnePassage() throws {
    let tokenizer = try FixtureModel("unigram").tokenizer
    for text in ["", " ", "\u{3000}\n\u{2029}\r\n\t"] { #expect(Passages(text, tokenizer, room: 5).ranges == [0..<0]) }
    #expect(Passages(" the cat\n", tokenizer, room: 5).texts == ["the cat"])
  }

  @Test func aScalarThatIsTooLongIsAPassage() throws {
    let tokenizer = try FixtureModel("unigram").tokenizer
    // A blank's sign and the letter.
    let passages = Passages("qqq", tokenizer, room: 1)
    #expect(passages.texts == ["q", "q", "q"])
    #expect(passages.counts.allSatisfy { $0 == 2 })
  }

  @Test func longTextsAreTriedAFewTimes() throws {
    for name in ["unigram", "wordpiece"] {
      let tokenizer = try FixtureModel(name).tokenizer
      for text in Self.texts.keys.sorted() {
        let content = String(repeating: (Self.texts[text] ?? "") + (text.hasPrefix("no blanks") ? "" : " "), count: 8)
        for room in [8, 60, 500] {
          let passages = Passages(content, tokenizer, room: room)
          #expect(passages.triedBytes <= 4 * passages.bytes.count + 64 * room, "\(name), \(text), \(room) tokens")
        }
      }
    }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> SubSequence {
    var result = self[...]
    while let last = result.last, isTrimmed(last) { result = result.dropLast() }
    return result
  }
}
