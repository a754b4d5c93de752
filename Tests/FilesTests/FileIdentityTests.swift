import TestSupport
import Testing

@testable import Files

@Suite struct FileIdentityTests {
  /// What cannot be told is neither yes nor no, since a file that is taken for missing is passed over.
  @Test func existenceMayBeUnknown() throws {
    let directory = try TemporaryDirectory()
    try directory.write("", to: "file")
    #expect(fileExists(directory.path("file")) == true)
    #expect(fileExists(directory.path("other")) == false)
    #expect(fileExists(directory.path("file/in")) == false)
    let loop = directory.path("loop")
    #expect(symlink(loop, loop) == 0)
    #expect(fileExists(loop) == nil && errno == ELOOP)
    #expect(fileExists(loop, followsLink: false) == true)
  }

  @Test func entriesOfWhatIsNotADirectoryAreUnknown() throws {
    let directory = try TemporaryDirectory()
    try directory.write("", to: "file")
    #expect(directoryEntries(directory.path) == ["file"])
    #expect(directoryEntries(directory.path("file")) == nil && errno == ENOTDIR)
    #expect(directoryEntries(directory.path("other")) == nil && errno == ENOENT)
  }
}
