import Files

/// The time of a program from its start to its end. Its output is discarded.
enum StartUp {
  /// Milliseconds, measured once in each round. A first round is not counted.
  ///
  /// - Throws: `InputOutputError` where the program cannot be started or fails.
  static func measure(_ command: [String], rounds: Int) throws(InputOutputError) -> Samples {
    var times: [Double] = []
    for round in 0...rounds {
      var failure: InputOutputError?
      let time = seconds {
        do throws(InputOutputError) { try run(command) } catch { failure = error }
      }
      if let failure { throw failure }
      if round > 0 { times.append(time * 1000) }
    }
    return Samples(times)
  }

  private static func run(_ command: [String]) throws(InputOutputError) {
    let program: ChildProcess
    do throws(ChildProcess.StartFailure) {
      program = try ChildProcess(command, showsErrors: true)
    } catch {
      throw .system(command[0], "be run", code: error.code)
    }
    let end = program.end()
    guard end.isSuccess else { throw .failed("\(command.joined(separator: " ")): \(end.description)") }
  }
}
