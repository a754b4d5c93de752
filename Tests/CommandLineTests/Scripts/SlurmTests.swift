import Foundation
import TestSupport
import Testing

/// The script for Slurm, by a stand-in for `sbatch` that notes which job it is given.
@Suite struct SlurmTests {
  /// A folder whose name holds a blank, with the stand-in, a program that its machine ends once, and a corpus.
  private func makeCluster() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write((0..<50).map { "{\"text\":\"text \($0)\"}\n" }.joined(), to: "my corpus.jsonl")
    try directory.write("#!/bin/sh\nprintf '%s\\n' \"$@\" >> ordered\n", to: "bin/sbatch")
    try directory.write(
      """
      #!/bin/bash
      [[ $2 == 2/4 && ! -e ended ]] && touch ended && kill -9 $$
      exec "$B" "$@"
      """, to: "bin/program")
    return directory
  }

  /// Runs the jobs of an array, as many as there are shards, and prints their statuses.
  private let array = """
    export PATH=$PWD/bin:$PATH ALBERT_EMBED=$PWD/bin/program; chmod +x bin/*
    run_array() {
      for k in 1 2 3 4; do
        SLURM_ARRAY_JOB_ID=7 SLURM_ARRAY_TASK_ID=$k SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4 \\
          bash "$S" "my rows.npy" "my corpus.jsonl" -q 2> /dev/null
        printf '%s ' $?
      done
    }

    """

  @Test func anArrayGoesOnAndItsShardsAreJoined() throws {
    let directory = try makeCluster()
    let result = try Program.shell(
      "S='\(Python.script("use/slurm/embed.sbatch"))'\n" + array + """
        run_array
        touch -d 2001-01-01 "my rows.npy.shards"/*; rm ordered; run_array
        find "my rows.npy.shards" -name '*.npy' -newermt 2002-01-01
        mapfile -t ordered < ordered
        while [ "${ordered[0]}" != "$S" ]; do echo "${ordered[0]}"; ordered=("${ordered[@]:1}"); done
        bash "${ordered[@]}"; echo $?
        $B -q -o whole.npy "my corpus.jsonl"; cmp whole.npy "my rows.npy"
        bash "$S" "my rows.npy"; echo $?
        """, in: directory.path)
    #expect(
      result.text == """
        0 137 0 0 0 0 0 0 my rows.npy.shards/2-of-4.npy
        --dependency=afterok:7
        --kill-on-invalid-dep=yes
        --array=
        --cpus-per-task=1
        --job-name=albert-embed-join
        0
        2

        """, "\(result)")
    #expect(result.errors.contains("usage: sbatch --array=1-N ") && !result.errors.contains("cmp"), "\(result.errors)")
  }
}
