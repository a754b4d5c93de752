"""Runs the program under limits, and checks the conditions that every run must fulfil, whatever its input."""

import contextlib
import os
import re
import resource
import signal
import time
from collections import Counter
from dataclasses import dataclass

TIME_LIMIT = 10  # Seconds of CPU time. They do not count the time that other programs take on a busy machine.
WAIT_LIMIT = 60  # Seconds by the clock, for a run that waits for ever.
MEMORY_LIMIT = 1 << 20  # KiB of resident memory.
ADDRESS_LIMIT = 6 << 30  # Bytes of address space, so that a run that takes more and more does not stop the machine.
FILE_LIMIT = 1 << 30  # Bytes of a file that the run writes.
DOCUMENTED_STATUSES = (0, 1, 2, 3)


@dataclass
class Outcome:
    """How a run ended: with a status, or by a signal."""

    status: int | None
    signal: int | None
    output: bytes
    errors: bytes
    seconds: float  # By the clock.
    computing: float  # Seconds.
    kibibytes: int  # The largest use of memory; 0 if it is not known, since this process has used more.

    @property
    def name(self) -> str:
        return f"status {self.status}" if self.signal is None else signal.Signals(self.signal).name

    @property
    def lines(self) -> list[bytes]:
        return self.errors.splitlines()


@dataclass(frozen=True)
class Complaint:
    """A fault of a run: a label, by which failures are counted, and the details of the case."""

    label: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.detail}" if self.detail else self.label


def within(words: str, found: list[Complaint]) -> list[Complaint]:
    """The complaints, each with a description of the attempt."""
    return [Complaint(complaint.label, f"{words}: {complaint.detail}") for complaint in found]


def limit_children() -> None:
    """Sets the limits of the programs that this process starts."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_LIMIT, ADDRESS_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))


@contextlib.contextmanager
def deadline(pid: int, seconds: float = WAIT_LIMIT):
    """Kills a child that still runs after so many seconds."""

    def end(*_):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    previous = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


class Program:
    """The program, with its default model and a folder for its output."""

    def __init__(self, path: str, model: str, folder: str):
        self.path = path
        self.folder = folder
        self.environment = {"ALBERT_EMBED_MODEL": model, "PATH": os.defpath, "LC_ALL": "C", "TMPDIR": folder}
        self.output = os.path.join(folder, "stdout")
        self.errors = os.path.join(folder, "stderr")
        self.endings: Counter[str] = Counter()

    @contextlib.contextmanager
    def descriptors(self, standard_input: str | bytes, number: str = ""):
        """The three standard descriptors of a run. Bytes for standard input come through a pipe, so they must fit into a pipe's buffer."""
        truncate = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        if isinstance(standard_input, bytes):
            source, sink = os.pipe()
            os.write(sink, standard_input)
            os.close(sink)
        else:
            source = os.open(standard_input, os.O_RDONLY)
        opened = [
            source,
            os.open(self.output + number, truncate, 0o600),
            os.open(self.errors + number, truncate, 0o600),
        ]
        try:
            yield opened
        finally:
            for descriptor in opened:
                os.close(descriptor)

    def start(self, arguments: list, standard_input: str | bytes = os.devnull, number: str = "") -> int:
        """Starts a run in the current directory and returns its process. Runs at the same time must have different numbers."""
        with self.descriptors(standard_input, number) as opened:
            actions = [(os.POSIX_SPAWN_DUP2, descriptor, index) for index, descriptor in enumerate(opened)]
            return os.posix_spawn(self.path, [self.path, *arguments], self.environment, file_actions=actions)

    def wait(self, pid: int, start: float, number: str = "") -> Outcome:
        with deadline(pid):
            _, code, usage = os.wait4(pid, 0)
        return self.outcome(code, usage, start, number)

    def outcome(self, code: int, usage, start: float, number: str = "") -> Outcome:
        """The outcome of a process that has ended."""
        seconds = time.monotonic() - start
        # Before exec, a child has this process's memory, and Linux counts that as the child's.
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open(self.output + number, "rb") as output, open(self.errors + number, "rb") as errors:
            outcome = Outcome(
                status=os.WEXITSTATUS(code) if os.WIFEXITED(code) else None,
                signal=os.WTERMSIG(code) if os.WIFSIGNALED(code) else None,
                output=output.read(),
                errors=errors.read(),
                seconds=seconds,
                computing=usage.ru_utime + usage.ru_stime,
                kibibytes=usage.ru_maxrss if usage.ru_maxrss > own else 0,
            )
        self.endings[outcome.name] += 1
        return outcome

    def run(self, arguments: list, standard_input: str | bytes = os.devnull, number: str = "") -> Outcome:
        """Runs the program to its end, in the current directory."""
        start = time.monotonic()
        return self.wait(self.start(arguments, standard_input, number), start, number)


# C0 without the line end, DEL, and C1. A terminal takes these characters for commands.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def complaints(
    outcome: Outcome, *, notices: int = 0, may_warn: bool = False, sent: int | None = None
) -> list[Complaint]:
    """The complaints about a run.

    notices: the number of lines that may come before an error, or with a result (null rows, a summary).
    may_warn: whether any number of warnings may come as well.
    sent: a signal that was sent to the run, which may end by it.
    """
    found = []
    if outcome.seconds >= WAIT_LIMIT or outcome.computing >= TIME_LIMIT:
        return [Complaint("time", f"{outcome.seconds:.1f} s, {outcome.computing:.1f} s of them computing")]
    if outcome.signal is not None:
        if outcome.signal != sent:
            first = outcome.lines[0][:200] if outcome.lines else b""
            return [Complaint(f"died of {outcome.name}", repr(first))]
    elif outcome.status not in DOCUMENTED_STATUSES:
        found.append(Complaint(f"undocumented {outcome.name}", repr(outcome.errors[:200])))
    if outcome.kibibytes >= MEMORY_LIMIT:
        found.append(Complaint("memory", f"{outcome.kibibytes >> 10} MB"))
    return found + complaints_of_errors(outcome, notices, may_warn)


def complaints_of_errors(outcome: Outcome, notices: int, may_warn: bool) -> list[Complaint]:
    """The complaints about the text on standard error."""
    try:
        text = outcome.errors.decode()
    except UnicodeDecodeError:
        return [Complaint("standard error is not UTF-8", repr(outcome.errors[:300]))]
    found = []
    if CONTROL.search(text):
        found.append(Complaint("control characters on standard error", repr(text[:300])))
    lines = outcome.lines
    if any(not line.startswith(b"albert-embed: ") for line in lines):
        found.append(Complaint("a line of standard error lacks the program's name", repr(text[:300])))
    if text and not text.endswith("\n"):
        found.append(Complaint("the last line of standard error does not end", repr(text[-300:])))
    if may_warn:
        lines = [line for line in lines if not line.startswith(b"albert-embed: warning: ")]
    failed = outcome.status in (1, 2)
    if failed and not lines:
        found.append(Complaint("an error without a word", outcome.name))
    if len(lines) > notices + (1 if failed else 0):
        found.append(Complaint(f"{len(lines)} lines on standard error", repr(text[:300])))
    return found
