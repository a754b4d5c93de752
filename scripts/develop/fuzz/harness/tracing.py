"""Stops a program before chosen system calls: to kill it there, to let the call fail, to change the world around it.

It uses ptrace, as a debugger does. A filter in the kernel (seccomp) lets all other calls pass at full speed.
Linux on x86-64 only.
"""

import contextlib
import ctypes
import os
import platform
import signal
import struct
import time

from harness.program import Outcome, Program, deadline

AVAILABLE = platform.system() == "Linux" and platform.machine() == "x86_64"

# The calls that change files, or decide what happens to them. The numbers are those of the kernel's asm/unistd_64.h.
CHANGING = {
    "write": 1,
    "open": 2,
    "close": 3,
    "pwrite64": 18,
    "writev": 20,
    "flock": 73,
    "fcntl": 72,
    "fsync": 74,
    "fdatasync": 75,
    "ftruncate": 77,
    "rename": 82,
    "creat": 85,
    "link": 86,
    "unlink": 87,
    "symlink": 88,
    "fchmod": 91,
    "fchown": 93,
    "openat": 257,
    "unlinkat": 263,
    "renameat": 264,
    "linkat": 265,
    "symlinkat": 266,
    "fallocate": 285,
    "renameat2": 316,
}
# The calls that only read.
LOOKING = {
    "read": 0,
    "stat": 4,
    "fstat": 5,
    "lstat": 6,
    "lseek": 8,
    "pread64": 17,
    "access": 21,
    "readlink": 89,
    "getdents64": 217,
    "newfstatat": 262,
    "faccessat": 269,
    "statx": 332,
}
ALL = CHANGING | LOOKING
WRITING = ("write", "pwrite64")
TRANSFERS = (*WRITING, "read", "pread64")

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long
_TRACEME, _CONT, _GETREGS, _SETREGS, _SETOPTIONS = 0, 7, 12, 13, 0x4200
_OPTIONS = 0x100000 | 1 << 3 | 1 << 4 | 1 << 7  # Killed with the tracer; stops at new threads, execve and filtered calls.
_EVENT_EXEC, _EVENT_SECCOMP = 4, 7
_ALL_THREADS = 0x40000000

# struct user_regs_struct has 27 words. These hold a call's number, its result and its first four arguments.
_NUMBER, _RESULT, _ARGUMENTS = 15, 10, (14, 13, 12, 7)


def _ptrace(request: int, pid: int, data=None) -> None:
    if _libc.ptrace(request, pid, None, data) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _filter(numbers: list[int]) -> ctypes.Array:
    """A filter program for the kernel, which stops at calls with these numbers."""
    load, equal, result = 0x20, 0x15, 0x06
    steps = [struct.pack("<HBBI", load, 0, 0, 0)]
    for index, number in enumerate(numbers):
        steps.append(struct.pack("<HBBI", equal, len(numbers) - index, 0, number))
    steps.append(struct.pack("<HBBI", result, 0, 0, 0x7FFF0000))  # Allow.
    steps.append(struct.pack("<HBBI", result, 0, 0, 0x7FF00000))  # Stop.
    code = b"".join(steps)
    return ctypes.create_string_buffer(code, len(code))


class Stop:
    """The program's first thread, before a system call."""

    def __init__(self, pid: int, names: dict[int, str]):
        self.pid = pid
        self.registers = (ctypes.c_ulonglong * 27)()
        _ptrace(_GETREGS, pid, self.registers)
        self.name = names.get(self.registers[_NUMBER], "?")

    def argument(self, index: int) -> int:
        return self.registers[_ARGUMENTS[index]]

    def fail(self, code: int) -> None:
        """Lets the call fail with this errno. The call is not made."""
        self.registers[_NUMBER] = (1 << 64) - 1
        self.registers[_RESULT] = (1 << 64) - code
        self._change()

    def shorten(self) -> bool:
        """Lets a read or write take half of its bytes; false if the call cannot take half of them."""
        count = self.argument(2)
        if self.name not in TRANSFERS or count < 2:
            return False
        self.registers[_ARGUMENTS[2]] = count // 2
        self._change()
        return True

    def _change(self) -> None:
        with contextlib.suppress(ProcessLookupError):  # Another thread has ended the program.
            _ptrace(_SETREGS, self.pid, self.registers)

    @property
    def writes_for_people(self) -> bool:
        """Whether the call writes to standard error, so that its failure could not be reported."""
        return self.name in WRITING and self.argument(0) == 2


class Tracee:
    """A run of the program in the current directory, which stops before chosen calls.

    Only one run at a time may be waited for.
    """

    def __init__(
        self,
        program: Program,
        arguments: list,
        calls: dict[str, int],
        standard_input: str | bytes = os.devnull,
        number: str = "",
    ):
        self.program = program
        self.number = number
        self.names = {value: name for name, value in calls.items()}
        self.outcome: Outcome | None = None
        self.stop: Stop | None = None
        self.threads: set[int] = set()
        self.has_begun = False
        code = _filter(list(calls.values()))
        rule = struct.pack("<HxxxxxxQ", len(calls) + 3, ctypes.addressof(code))
        self.start = time.monotonic()
        with program.descriptors(standard_input, number) as files:
            self.pid = os.fork()
            if self.pid == 0:
                self._become(arguments, files, rule)
        os.waitpid(self.pid, 0)
        _ptrace(_SETOPTIONS, self.pid, ctypes.c_void_p(_OPTIONS))
        self.threads.add(self.pid)
        _ptrace(_CONT, self.pid)

    def _become(self, arguments: list, files: list[int], rule: bytes) -> None:
        """Turns the forked process into the program."""
        try:
            for descriptor, file in enumerate(files):
                os.dup2(file, descriptor)
            _ptrace(_TRACEME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            zero = ctypes.c_ulong(0)
            _libc.prctl(38, ctypes.c_ulong(1), zero, zero, zero)  # PR_SET_NO_NEW_PRIVS
            if _libc.prctl(22, ctypes.c_ulong(2), rule, zero, zero) == 0:  # PR_SET_SECCOMP
                os.execve(self.program.path, [self.program.path, *arguments], self.program.environment)
        finally:
            os._exit(127)

    def next(self) -> Stop | None:
        """Goes on to the next stop; None if the program has ended. `outcome` then says how."""
        if self.outcome:
            return None
        if self.stop:
            self._go_on(self.stop.pid)
            self.stop = None
        with deadline(self.pid):
            while self.outcome is None and self.stop is None:
                pid, code, usage = os.wait4(-1, _ALL_THREADS)
                self._note(pid, code, usage)
        return self.stop

    def _note(self, pid: int, code: int, usage) -> None:
        if not os.WIFSTOPPED(code):
            if pid == self.pid:
                self.outcome = self.program.outcome(code, usage, self.start, self.number)
            return
        event, number = code >> 16, os.WSTOPSIG(code)
        # Only the first thread writes to files. The others write to Dispatch's own descriptors.
        if event == _EVENT_SECCOMP and self.has_begun and pid == self.pid:
            with contextlib.suppress(OSError):  # Killed meanwhile.
                self.stop = Stop(pid, self.names)
            return
        if event == _EVENT_EXEC:
            self.has_begun = True
        is_new = pid not in self.threads
        self.threads.add(pid)
        passes = event == 0 and not (is_new and number == signal.SIGSTOP)
        self._go_on(pid, number if passes else 0)

    def _go_on(self, pid: int, number: int = 0) -> None:
        with contextlib.suppress(OSError):  # Killed meanwhile.
            _ptrace(_CONT, pid, ctypes.c_void_p(number))

    def send(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def finish(self, at_stop=None) -> Outcome:
        """Goes on to the end, and calls `at_stop` at each stop."""
        while (stop := self.next()) is not None:
            if at_stop:
                at_stop(stop)
        return self.outcome

    def skip(self, count: int) -> Stop | None:
        """Goes on to the stop with this number, counted from 1."""
        for _ in range(count):
            if self.next() is None:
                return None
        return self.stop


def trace(
    program: Program, arguments: list, standard_input: str | bytes, calls: dict[str, int] = CHANGING
) -> list[str]:
    """The names of the calls that a run makes, in order."""
    tracee = Tracee(program, arguments, calls, standard_input)
    names = []
    tracee.finish(lambda stop: names.append(stop.name))
    return names
