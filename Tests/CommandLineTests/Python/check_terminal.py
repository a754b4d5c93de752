"""What albert-embed shows on a terminal while it works and after it. Runs in an empty directory."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

PROGRAM = os.environ["ALBERT_EMBED"]
PATIENCE = 60  # seconds until something that does not come has failed
SHOWN_LINE = re.compile(r"\r([^\r\n\x1b]*)\x1b\[J\r")


class Terminal:
    """A program that has a terminal as standard error, and a pipe as standard input."""

    def __init__(self, command: list[str], columns: int, stdout: int | None = None):
        self.controller, terminal = pty.openpty()
        self.resize(columns)
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=terminal if stdout is None else stdout, stderr=terminal,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(2, termios.TIOCSCTTY, 0))
        os.close(terminal)
        self.text = ""

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self.controller, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def give(self, records: str) -> None:
        self.process.stdin.write(records.encode())
        self.process.stdin.flush()

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


def the_line_fits_a_new_width_at_once() -> None:
    with open("rows.jsonl", "w") as rows:
        terminal = Terminal([PROGRAM, "--progress", "always", "-f", "jsonl"], 80, stdout=rows.fileno())
    terminal.give("one\ntwo\n")
    terminal.wait_for(SHOWN_LINE)
    for columns in [40, 20, 5, 60]:
        # It has nothing to do but to wait for records, and redraws its line all the same.
        start = len(terminal.text)
        terminal.resize(columns)
        line = terminal.wait_for(SHOWN_LINE, start).group(1)
        assert 0 < len(line) < columns, (columns, line)
    assert terminal.finish() == 0
    lines = terminal.screen()
    assert len(lines) == 2 and lines[0].startswith("albert-embed: 2 records, ") and lines[1] == "", terminal.text


def rows_on_the_terminal_do_not_mix_with_it() -> None:
    terminal = Terminal([PROGRAM, "--progress", "always", "-f", "jsonl"], 80)
    for _ in range(3):
        start = len(terminal.text)
        terminal.give("a record\n" * 5)
        time.sleep(0.25)  # so that the line may be shown again
        terminal.give("a record\n")
        terminal.wait_for(SHOWN_LINE, start)
    assert terminal.finish() == 0
    lines = terminal.screen()
    assert [json.loads(line)["index"] for line in lines[:18]] == list(range(18)), terminal.text
    assert len(lines) == 20 and lines[18].startswith("albert-embed: 18 records, "), lines[18:]


def the_line_of_a_conversion_fits_too() -> None:
    model = os.environ["ALBERT_EMBED_MODEL"]
    terminal = Terminal([PROGRAM, "convert", "--precision", "int16", model, "reduced.albert"], 12)
    assert terminal.finish() == 0
    shown = SHOWN_LINE.findall(terminal.text)
    assert shown and all(0 < len(line) < 12 for line in shown), shown
    assert all(line.startswith("albert-embed: ") for line in terminal.screen()[:-1]), terminal.text


def an_interrupt_ends_a_loop_and_leaves_no_line() -> None:
    loop = f"for n in 1 2 3; do echo run $n >&2; '{PROGRAM}' --progress always -f jsonl; done; echo all done >&2"
    with open("rows.jsonl", "w") as rows:
        terminal = Terminal(["bash", "-c", loop], 80, stdout=rows.fileno())
    terminal.give("one\n")
    terminal.wait_for(SHOWN_LINE)
    os.write(terminal.controller, b"\x03")
    status = terminal.end()
    assert status == -2 and terminal.screen() == ["run 1", ""], (status, terminal.text)


# Whoever runs tests may have blocked it, and bash would be deaf.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
the_line_fits_a_new_width_at_once()
rows_on_the_terminal_do_not_mix_with_it()
the_line_of_a_conversion_fits_too()
an_interrupt_ends_a_loop_and_leaves_no_line()
