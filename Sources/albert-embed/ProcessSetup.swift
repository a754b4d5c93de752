import Console
import Files

/// What must hold before anything is opened or written.
enum ProcessSetup {
  /// - Throws: where the process may not open the few files that any run needs.
  static func prepare() throws(InputOutputError) {
    occupyStandardDescriptors()
    try checkDescriptors()
    // A closed pipe, and a file of the largest size that is allowed, shall be errors of the write, which knows what to do.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    ChildProcess.handleEndsOfChildren()
    Interruption.handle(SIGINT)
    Interruption.handle(SIGTERM)
    unblock([SIGINT, SIGTERM])
    TerminalLine.keepWindowChanges()
  }

  /// A run opens files while it works, its journal among them. That it may not is said before the work.
  private static func checkDescriptors() throws(InputOutputError) {
    let needed = 16
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    for _ in 0..<needed {
      let descriptor = dup(STDERR_FILENO)
      guard descriptor >= 0 else { throw .system("the process", "open \(needed) files at once (ulimit -n)") }
      descriptors.append(descriptor)
    }
  }

  /// A parent that starts us from a thread with blocked signals, as those of many runtimes are, hands that on; we would be deaf.
  private static func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// A file that is opened while descriptor 1 is free would become standard output, and be written over. What stands in
  /// for a closed one can neither be read nor written, under this number or as /dev/fd/1.
  private static func occupyStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free descriptor is taken, and those below are taken by now.
      ClosedDescriptor.open()
    }
  }

  /// The words behind the program's name, whatever bytes they hold.
  static var words: ArraySlice<String> {
    (0..<Int(CommandLine.argc)).map { CommandLine.unsafeArgv[$0].map { fileName($0) } ?? "" }.dropFirst()
  }
}
