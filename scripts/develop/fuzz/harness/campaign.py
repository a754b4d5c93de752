"""The parts that all fuzzers share: cases that a seed and a number determine, workers, the count of failures, and the command that
repeats a case.
"""

import argparse
import contextlib
import json
import os
import random
import shlex
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter

from harness import tracing
from harness.program import Complaint, Program, limit_children

KEPT = 3  # Each worker keeps the files of so many failures with the same label.


class Fuzzer:
    """A kind of case. A subclass makes the cases and judges them."""

    name = ""

    def __init__(self, path: str, folder: str):
        """Prepares the files that all cases use, in a folder of its own."""
        self.path = path
        self.folder = folder

    def begin(self, folder: str) -> None:
        """Prepares a worker. It is called once in each, with the folder for the outputs of its runs."""
        self.program = Program(self.path, self.model, folder)

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        """Makes and runs a case in the current directory, which is empty. Returns the complaints."""
        raise NotImplementedError


def scratch_folder() -> str:
    """A new folder, in memory if the system has a place for that: cases write and synchronise hundreds of files a second."""
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return tempfile.mkdtemp(prefix="albert-embed-fuzz-", dir=place)


class Worker:
    """Runs every n-th case until the time is up."""

    def __init__(self, fuzzer: Fuzzer, arguments, folder: str):
        self.fuzzer = fuzzer
        self.arguments = arguments
        self.cases = 0
        self.failures = Counter()
        self.runs = os.path.join(folder, "case")
        output = os.path.join(folder, "output")
        os.makedirs(self.runs)
        os.makedirs(output)
        limit_children()
        fuzzer.begin(output)

    def run(self, numbers) -> None:
        end = time.monotonic() + self.arguments.seconds
        for number in numbers:
            if time.monotonic() >= end:
                return
            self.run_case(number)

    def run_case(self, number: int) -> None:
        os.chdir("/")
        shutil.rmtree(self.runs, ignore_errors=True)
        os.mkdir(self.runs)
        os.chdir(self.runs)
        chance = random.Random(f"{self.arguments.seed} {self.fuzzer.name} {number}")
        try:
            found = self.fuzzer.case(number, chance)
        except Exception as error:
            error.add_note(f"in case {number} of seed {self.arguments.seed}")
            raise
        self.cases += 1
        for complaint in found[:1]:
            self.failures[complaint.label] += 1
            if self.failures[complaint.label] <= KEPT or self.arguments.case is not None:
                self.report(number, found)

    def report(self, number: int, found: list[Complaint]) -> None:
        kept = os.path.join(self.arguments.keep, f"{self.fuzzer.name}-{self.arguments.seed}-{number}")
        shutil.rmtree(kept, ignore_errors=True)
        with contextlib.suppress(shutil.Error):  # A named pipe, which cannot be copied.
            shutil.copytree(self.runs, kept, symlinks=True)
        words = ["python3", sys.argv[0], "--program", self.arguments.program, "--seed", str(self.arguments.seed)]
        again = shlex.join(words + ["--case", str(number)])
        lines = [f"{self.fuzzer.name}: case {number}: {complaint}" for complaint in found]
        print("\n".join(lines) + f"\n    again: {again}\n    files: {kept}", flush=True)


def main(make, needs_tracing: bool = False) -> None:
    """Runs a fuzzer as the command line says. The status is 1 if a case failed."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../.."))
    program = os.path.join(root, ".build/release/albert-embed")
    parser.add_argument("--program", default=program, help="default: the release build")
    parser.add_argument("--seconds", type=float, default=20, help="time for the cases, without their preparation")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--case", type=int, help="repeat only this case")
    parser.add_argument("--cases", type=int, help="end after so many cases, even if there is time left")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", help="a folder for the files of failed cases")
    arguments = parser.parse_args()
    arguments.program = os.path.abspath(arguments.program)
    if not os.access(arguments.program, os.X_OK):
        sys.exit(f"{arguments.program}: is not a program; make it with `swift build -c release`, or name another one with --program")
    if arguments.keep is None:
        arguments.keep = os.path.join(tempfile.gettempdir(), "albert-embed-fuzz")
    arguments.keep = os.path.abspath(arguments.keep)
    sys.argv[0] = os.path.abspath(sys.argv[0])

    if needs_tracing and not tracing.AVAILABLE:
        print(f"{make.name}: SKIPPED: system calls can be stopped on Linux on x86-64 only")
        sys.exit(0)
    folder = scratch_folder()
    try:
        failures = run(make, arguments, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failures else 0)


def run(make, arguments, folder: str) -> Counter:
    shared = os.path.join(folder, "shared")
    os.mkdir(shared)
    fuzzer = make(arguments.program, shared)
    if arguments.case is not None:
        worker = Worker(fuzzer, arguments, os.path.join(folder, "worker"))
        worker.run_case(arguments.case)
        print(f"{fuzzer.name}: case {arguments.case}: {'failed' if worker.failures else 'passed'}")
        return worker.failures
    limit = arguments.cases if arguments.cases is not None else 1 << 62
    start = time.monotonic()
    reports = [start_worker(fuzzer, arguments, folder, index, limit) for index in range(arguments.workers)]
    failures, endings, cases = Counter(), Counter(), 0
    for pid, report in reports:
        os.waitpid(pid, 0)
        try:
            with open(report, encoding="utf-8") as file:
                result = json.load(file)
        except OSError:
            result = {"failures": {"the fuzzer itself failed": 1}, "cases": 0, "endings": {}}
        failures.update(result["failures"])
        cases += result["cases"]
        endings.update(result["endings"])
    seconds = time.monotonic() - start
    runs = ", ".join(f"{count} {name}" for name, count in endings.most_common())
    print(
        f"{fuzzer.name}: seed {arguments.seed}: {cases} cases in {seconds:.0f} s ({cases / seconds:.0f} a second), "
        f"{sum(failures.values())} failed; runs: {runs}",
        flush=True,
    )
    for label, count in failures.most_common():
        print(f"    {count} times: {label}", flush=True)
    return failures


def start_worker(fuzzer: Fuzzer, arguments, folder: str, index: int, limit: int) -> tuple[int, str]:
    """A process that runs every n-th case and writes a report."""
    report = os.path.join(folder, f"report-{index}")
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid, report
    status = 1
    try:
        worker = Worker(fuzzer, arguments, os.path.join(folder, f"worker-{index}"))
        worker.run(range(index, limit, arguments.workers))
        with open(report, "w", encoding="utf-8") as file:
            json.dump({"failures": worker.failures, "cases": worker.cases, "endings": fuzzer.program.endings}, file)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)
