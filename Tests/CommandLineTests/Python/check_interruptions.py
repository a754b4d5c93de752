"""Kills runs of several outputs before each call of their end: old and new files never stand side by side.

Needs the fuzzers' harness (the argument), which stops a program before its system calls.
"""

import os
import signal
import sys

sys.path.insert(0, sys.argv[1])
from harness import tracing  # noqa: E402
from harness.program import Program  # noqa: E402
from harness.scenarios import read, write  # noqa: E402

if not tracing.AVAILABLE:
    sys.exit(0)
OUTPUTS = ("out.npy", "ids.txt", "offsets.npy")
OLD = b"old\n"
RECORDS = b"text,id\none two,a\nthree,b\n,c\nfour five six,d\n"
BESIDE = ["--ids", "ids.txt", "--offsets", "offsets.npy"]
EMBED = ["-q", "-i", "csv", "-f", "npy", "--level", "word", "--id-field", "id"]
COUNTS = {"none": 0, "rows": 0}


def check(program: Program, arguments: list, standard_input: str | bytes, *again: str) -> None:
    kept = set(os.listdir())

    def clear() -> None:
        for name in set(os.listdir()) - kept:
            os.unlink(name)
        for name in OUTPUTS:
            write(name, OLD)

    clear()
    calls = tracing.trace(program, arguments, standard_input)
    whole = {name: read(name) for name in OUTPUTS}
    assert OLD not in whole.values(), calls
    for point in range(calls.index("fsync") + 1, len(calls) + 1):
        if not calls[point - 1].startswith(("rename", "unlink", "fsync", "flock")):
            continue
        clear()
        tracee = tracing.Tracee(program, arguments, tracing.CHANGING, standard_input)
        assert tracee.skip(point), point
        tracee.send(signal.SIGKILL)
        tracee.finish()
        words = f"{arguments}, killed before call {point} of {calls}"
        found = {name: read(name) for name in OUTPUTS}
        if found["out.npy"] is None:
            COUNTS["none"] += 1
            assert b"phase: complete" in (read("out.npy.partial.journal") or b""), words
            assert read("out.npy.partial") == whole["out.npy"], words
        else:
            COUNTS["rows"] += 1
            assert found in (whole, dict.fromkeys(OUTPUTS, OLD)), words
        if found["out.npy"] is None:
            # Another set of files is another matter.
            others = ["other.txt" if name == "ids.txt" else name for name in arguments]
            outcome = program.run(others, standard_input)
            assert outcome.status == 1 and b"gave its files their names (out.npy" in outcome.errors, outcome
            assert found == {name: read(name) for name in OUTPUTS}, words
        outcome = program.run([*arguments, *again], standard_input)
        assert outcome.status == 0, (words, outcome)
        told = b"an earlier run was interrupted before it gave its files their names" in outcome.errors
        assert told or not outcome.errors, (words, outcome)
        assert told or again or found["out.npy"] is not None, (words, outcome)
        assert {name: read(name) for name in OUTPUTS} == whole, words
        assert set(os.listdir()) == kept | {*OUTPUTS}, (words, os.listdir())


write("in.csv", RECORDS)
os.mkdir("printed")
program = Program(os.environ["ALBERT_EMBED"], os.environ["ALBERT_EMBED_MODEL"], os.path.abspath("printed"))
for number in ("1", "2"):
    part = ["--shard", f"{number}/2", "-o", f"{number}.npy", "--ids", f"{number}.txt", "--offsets", f"{number}.o.npy"]
    assert program.run([*EMBED, "in.csv", *part]).status == 0
check(program, [*EMBED, *BESIDE, "-o", "out.npy"], RECORDS)
check(program, ["join", *BESIDE, "out.npy", "1.npy", "2.npy"], os.devnull)
check(program, [*EMBED, *BESIDE, "-o", "out.npy", "in.csv"], os.devnull)
check(program, [*EMBED, *BESIDE, "-o", "out.npy", "in.csv"], os.devnull, "--resume")
# Both states were met, and often.
assert COUNTS["none"] >= 12 and COUNTS["rows"] >= 12, COUNTS
