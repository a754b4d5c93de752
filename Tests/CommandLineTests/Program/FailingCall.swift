import Foundation
import TestSupport

#if os(Linux)
  /// A system call that fails for every program that a thread starts, by a filter in the kernel (seccomp).
  enum FailingCall {
    #if arch(x86_64)
      static let fsync: UInt32 = 74
    #else
      static let fsync: UInt32 = 82
    #endif

    private struct Failure: Error {}
    private final class Box: @unchecked Sendable { var result: Result<Program.Result, any Error> = .failure(Failure()) }

    /// Runs a shell script as `Program.shell` does, in which a call fails with EIO.
    static func shell(_ script: String, in directory: String, failing number: UInt32) throws -> Program.Result {
      // It is made by the program, before anything fails.
      _ = try TinyModel.checkpoint.get()
      let (box, end) = (Box(), DispatchSemaphore(value: 0))
      // The filter stays with the thread, which ends.
      Thread {
        box.result = Result {
          try filter(number)
          return try Program.shell(script, in: directory)
        }
        end.signal()
      }.start()
      end.wait()
      return try box.result.get()
    }

    /// Whether the kernel lets a process filter calls.
    static let isAvailable = (try? shell("sync .", in: "/", failing: fsync).status) == 1

    private static func filter(_ number: UInt32) throws {
      typealias Prctl = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
      guard let symbol = dlsym(nil, "prctl") else { throw Failure() }
      let prctl = unsafeBitCast(symbol, to: Prctl.self)
      // Instructions of the kernel's filter machine: load the call's number; where it is this one, fail with EIO; else allow.
      let steps: [UInt64] = [
        0x20, 0x15 | 1 << 24 | UInt64(number) << 32, 0x06 | 0x0005_0005 << 32, 0x06 | 0x7FFF_0000 << 32,
      ]
      let isDone = steps.withUnsafeBytes { steps in
        // struct sock_fprog: a count, and the instructions' address.
        let program = [UInt(steps.count / 8), UInt(bitPattern: steps.baseAddress)]
        return program.withUnsafeBytes { program in
          // PR_SET_NO_NEW_PRIVS; PR_SET_SECCOMP, SECCOMP_MODE_FILTER.
          prctl(38, 1, 0, 0, 0) == 0 && prctl(22, 2, UInt(bitPattern: program.baseAddress), 0, 0) == 0
        }
      }
      guard isDone else { throw Failure() }
    }
  }
#endif
