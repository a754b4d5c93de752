import Testing

@testable import Files

/// The digests of NIST's examples (FIPS 180-4 and CAVP's SHA256ShortMsg), and of each length around a block's end.
@Suite struct SHA256Tests {
  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]) func digestsAreThoseOfTheStandard(message: String, digest: String) {
    #expect(Self.hexadecimal(SHA256.digest(of: Array(message.utf8))) == digest)
  }

  @Test func aMillionLettersHaveTheStandardsDigest() {
    let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      Self.hexadecimal(SHA256.digest(of: message))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// The digest of the digests of messages of 0 to 299 bytes, as Python's hashlib gives it.
  @Test func messagesOfAllLengthsArePadded() {
    var digests: [UInt8] = []
    for count in 0..<300 { digests += SHA256.digest(of: (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }) }
    #expect(
      Self.hexadecimal(SHA256.digest(of: digests)) == "f65f14b090e805017546322e618401d41f0710c213e013a5131eb38bbe8f367f"
    )
  }
}
