/// The few lines that stand for a large file in a clone that was made without git-lfs.
package enum LFSPointer {
  /// Its first bytes.
  package static let start = Array("version https://git-lfs.github.com/spec/".utf8)
  package static let remedy = ", not the file itself; `git lfs pull` in its directory fetches the file"
}
