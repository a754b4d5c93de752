/// What a clone without git-lfs holds in the place of each large file: a few lines that name it.
package enum LFSPointer {
  /// Its first bytes.
  package static let start = Array("version https://git-lfs.github.com/spec/".utf8)
  package static let remedy = ", not the file itself; `git lfs pull` in its directory fetches that"
}
