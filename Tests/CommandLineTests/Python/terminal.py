"""A terminal of Python's, for what programs show on one."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios

PATIENCE = 60  # seconds until something that does not come has failed


class Terminal:
    """A program that has a terminal as standard error, and as standard input and output where nothing else is given."""

    def __init__(self, command: list[str], columns: int, stdin: int | None = None, stdout: int | None = None):
        self.controller, terminal = pty.openpty()
        self.resize(columns)
        self.process = subprocess.Popen(
            command, stdin=terminal if stdin is None else stdin, stdout=terminal if stdout is None else stdout,
            stderr=terminal, start_new_session=True, preexec_fn=lambda: fcntl.ioctl(2, termios.TIOCSCTTY, 0))
        os.close(terminal)
        self.text = ""

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self.controller, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def give(self, records: str) -> None:
        self.process.stdin.write(records.encode())
        self.process.stdin.flush()

    def type(self, keys: str) -> None:
        os.write(self.controller, keys.encode())

    def read(self) -> bool:
        """Reads on; false at the end."""
        assert select.select([self.controller], [], [], PATIENCE)[0], f"nothing comes after {self.text!r}"
        try:
            data = os.read(self.controller, 4096)
        except OSError:  # Linux says so when the last program has closed its terminal
            data = b""
        self.text += data.decode()
        return data != b""

    def wait_for(self, pattern: re.Pattern, start: int = 0) -> re.Match:
        """The first match behind what had been shown before."""
        while (match := pattern.search(self.text, start)) is None:
            assert self.read(), f"ended without {pattern.pattern}: {self.text!r}"
        return match

    def finish(self) -> int:
        self.process.stdin.close()
        return self.end()

    def end(self) -> int:
        """The status of its end, which it comes to by itself."""
        while self.read():
            pass
        return self.process.wait()

    def screen(self) -> list[str]:
        """What stands there, on a terminal that is wide enough to break no line."""
        lines, column = [""], 0
        for part in re.findall(r"\x1b\[J|[\r\n]|[^\r\n\x1b]+", self.text):
            if part == "\r":
                column = 0
            elif part == "\n":
                lines.append("")
            elif part == "\x1b[J":
                lines[-1] = lines[-1][:column]
            else:
                lines[-1] = lines[-1][:column] + part + lines[-1][column + len(part):]
                column += len(part)
        return lines


# Whoever runs tests may have blocked it, and shells would be deaf.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
