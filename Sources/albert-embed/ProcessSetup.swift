import Console
import Files

/// Prepares the process before it opens or writes anything.
enum ProcessSetup {
  /// - Throws: where the process may not open the 16 files that a run needs.
  static func prepare() throws(InputOutputError) {
    occupyStandardDescriptors()
    try checkDescriptors()
    // Writing to a closed pipe, or beyond the largest size of a file, must be an error of the write, and must not end the
    // program.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    ChildProcess.handleEndsOfChildren()
    Interruption.handle(SIGINT)
    Interruption.handle(SIGTERM)
    unblock([SIGINT, SIGTERM])
    TerminalLine.keepWindowChanges()
  }

  /// A run opens files while it works, its journal among them. If it may not, the error should come before the work.
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

  /// Many runtimes start programs from a thread with blocked signals, and the program inherits that: it would ignore interrupts.
  private static func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// If descriptor 1 were free, the next file that is opened would become standard output, and rows would be written over it. A
  /// closed descriptor is replaced by one that can be neither read nor written, under its number or as /dev/fd/1.
  private static func occupyStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      // `open` takes the lowest free descriptor, which is this one.
      ClosedDescriptor.open()
    }
  }

  /// The words after the program's name, whatever bytes they hold.
  static var words: ArraySlice<String> {
    (0..<Int(CommandLine.argc)).map { CommandLine.unsafeArgv[$0].map { fileName($0) } ?? "" }.dropFirst()
  }
}
