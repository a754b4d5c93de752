import Testing

@testable import Files

@Suite struct NamedValuesTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  @Test func namesAreComparedByteForByte() {
    #expect(Self.composed == Self.decomposed)
    #expect(!Self.composed.isSame(as: Self.decomposed))
    var values: NamedValues = [Self.composed: 1, Self.decomposed: 2, "K": 3, "\u{212A}": 4]
    #expect(values[Self.composed] == 1 && values[Self.decomposed] == 2 && values["K"] == 3 && values["\u{212A}"] == 4)
    #expect(values.updateValue(5, forKey: Self.decomposed) == 2)
    values[Self.composed] = nil
    #expect(values[Self.composed] == nil && values[Self.decomposed] == 5)
    values["new", default: 7] += 1
    #expect(values["new"] == 8)
    #expect(values.map(\.value).sorted() == [3, 4, 5, 8])
  }

  @Test func textsAreSplitAtBytes() {
    // A combining mark after a slash is a part of the same Character.
    let path = "a/\u{338}b/\u{301}c"
    #expect(
      path.parts(separatedBy: UInt8(ascii: "/")).map(String.init).map { Array($0.unicodeScalars) }
        == ["a", "\u{338}b", "\u{301}c"].map { Array($0.unicodeScalars) })
    #expect("/\u{301}".begins(with: "/") && !"/\u{301}".hasPrefix("/"))
    #expect("a=b=c".parts(separatedBy: UInt8(ascii: "="), atMost: 2) == ["a", "b=c"])
    #expect("//a//".parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true) == ["a"])
    #expect("x.albert".rest(before: ".albert") == "x" && "x.alber".rest(before: ".albert") == nil)
    #expect("--x".rest(behind: "--") == "x" && "-x".rest(behind: "--") == nil)
    #expect(fileExtension(of: "d.x/\u{301}a.NPY") == "npy" && fileExtension(of: "a/\u{301}.b/c") == "")
  }
}
