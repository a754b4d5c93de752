import Foundation
import TestSupport
import Testing

/// A run renames and removes only files that it opened, whichever files have their names by then, and refuses to begin where it could
/// not finish.
@Suite struct OpenedFileTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("a\nb\n", to: "in.txt")
  }

  /// `start N FILE [OPTIONS]` begins a run that reads what is written to descriptor N, and waits until it has written rows.
  private func shell(_ script: String) throws -> Program.Result {
    try Program.shell(
      """
      start() {
        mkfifo input$1; eval "exec $1<>input$1"
        $B input$1 -f csv -o "${@:2}" 3>&- 4>&- & printf 'a\\nb\\n' >&$1; await test -s "$2.partial"
      }
      \(script)
      """, in: directory.path)
  }

  @Test func aRunWhosePartialFileWasRemovedFails() throws {
    let result = try shell(
      """
      start 3 f; first=$!; rm f.partial; start 4 f; second=$!
      exec 3>&-; wait $first; echo $?; ls f*; exec 4>&-; wait $second; echo $?; ls f*; wc -l < f
      """)
    #expect(result.text == "1\nf.partial\n0\nf\n3\n")
    #expect(result.errors.hasPrefix("albert-embed: f.partial: was removed, renamed or replaced"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func aDirectoryTakesItsFilesAlong() throws {
    let result = try shell(
      """
      mkdir d; start 3 d/f; first=$!; mv d moved; mkdir d; start 4 d/f; second=$!
      exec 3>&-; wait $first; echo $?; ls d moved; exec 4>&-; wait $second; echo $?; cmp d/f moved/f
      """)
    #expect(result.text == "1\nd:\nf.partial\n\nmoved:\nf\n0\n")
    #expect(result.errors.contains("d/f: does not lead to the same directory"), "\(result.errors)")
    #expect(result.errors.contains("/moved/f"), "\(result.errors)")
  }

  /// A conversion removes its unfinished file when a signal ends it. This one waits for the texts of a pipe.
  @Test(arguments: [false, true]) func aSignalRemovesNoOtherFile(isReplaced: Bool) throws {
    let source = try TinyModel.source
    let result = try shell(
      """
      mkfifo texts; exec 3<>texts
      $B convert --precision int8 --calibrate texts '\(source)' m.albert 3>&- & await test -e m.albert.partial
      \(isReplaced ? "rm m.albert.partial; echo mine > m.albert.partial" : "")
      kill -TERM $!; wait $!; echo $?; cat m.albert*
      """)
    #expect(result.text == (isReplaced ? "143\nmine\n" : "143\n"), "\(result.errors)")
  }

  /// The kernel delivers no signal to process 1 that it has no handler for; the run ends all the same.
  @Test(.enabled(if: (try? Program.shell("unshare -rpf true", in: "/").status) == 0, "needs namespaces"))
  func processOneEndsOnASignal() throws {
    let result = try shell(
      """
      mkfifo p; exec 3<>p; printf 'a\\nb\\n' >&3
      timeout -s KILL 60 unshare -rpf --kill-child bash -c '
        (for i in $(seq 3000); do [[ -s f.partial ]] && break; sleep 0.01; done; kill -TERM 1) & exec $B p -f csv -o f' &
      wait $!; echo $?
      """)
    #expect(result.text == "143\n", "\(result.errors)")
    #expect(result.errors.contains("interrupted"))
  }

  // MARK: Refused before the work

  /// Expects that a run that reads a pipe is refused before it reads, and leaves nothing beside the file.
  private func expectRefusal(_ setUp: String, of path: String = "f", around run: String = "", saying part: String)
    throws
  {
    let result = try shell(
      """
      \(setUp)
      cat in.txt | (\(run) $B -f csv -o \(path); echo $?; wc -l); find . -name '*.partial*'
      """)
    #expect(result.text == "1\n2\n", "\(setUp): \(result.text)")
    #expect(result.errors.contains(part), "\(setUp): \(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(setUp): \(result.errors)")
  }

  @Test func aNameThatIsTooLongWithASuffixIsRefused() throws {
    try expectRefusal("", of: "$(printf 'n%.0s' {1..240})", saying: "too long")
    try expectRefusal("", of: "none/f", saying: "No such file or directory")
  }

  @Test(.enabled(if: (try? Program.shell("unshare -rm true", in: "/").status) == 0, "needs namespaces"))
  func aMountPointIsRefused() throws {
    try expectRefusal(
      "touch other f", around: "unshare -rm bash -c 'mount --bind other f; exec \"$@\"' bash",
      saying: "is a mount point")
  }

  @Test(
    .enabled(
      if: (try? Program.shell(
        "d=$(mktemp -d) && touch $d/f && chattr +a $d/f && chattr -a $d/f && rm -r $d", in: "/"
      ).status) == 0,
      "needs root and a file system with attributes"))
  func anAppendOnlyFileIsRefused() throws {
    defer { _ = try? shell("chattr -a f") }
    try expectRefusal("touch f; chattr +a f", saying: "append-only")
  }

  @Test(
    .enabled(
      if: (try? Program.shell("[[ $(id -u) = 0 ]] && setpriv --bounding-set=-fowner true", in: "/").status) == 0,
      "needs root"))
  func anotherUsersFileInAStickyDirectoryIsRefused() throws {
    try expectRefusal(
      "mkdir d; touch d/f; chmod 666 d/f; chown 1 d/f; chmod 1777 d; chown 2 d", of: "d/f",
      around: "setpriv --bounding-set=-fowner", saying: "sticky")
  }

  /// Where a file cannot get its name at the end, the work is kept.
  @Test func finishedWorkIsKept() throws {
    let result = try shell(
      """
      start 3 f; echo mine > f; exec 3>&-; wait $!; echo $?; cat f; wc -l < f.partial
      """)
    #expect(result.text == "1\nmine\n3\n")
    #expect(result.errors.contains("f.partial is whole: rename it"), "\(result.errors)")
  }

  /// `convert` checks its output before it reads the model.
  @Test func aConversionIsRefusedBeforeItReads() throws {
    let source = try TinyModel.source
    let result = try shell("$B convert '\(source)' none/m.albert; $B convert none.dir m.albert; ls m.albert*")
    #expect(result.errors.hasPrefix("albert-embed: none/m.albert: there is no directory none;"), "\(result.errors)")
  }
}
