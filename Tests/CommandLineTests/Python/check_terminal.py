"""What albert-embed shows on a terminal while it works and after it. Runs in an empty directory."""

import json
import os
import re
import subprocess
import time

from terminal import Terminal

PROGRAM = os.environ["ALBERT_EMBED"]
SHOWN_LINE = re.compile(r"\r([^\r\n\x1b]*)\x1b\[J\r")


def the_line_fits_a_new_width_at_once() -> None:
    with open("rows.jsonl", "w") as rows:
        terminal = Terminal([PROGRAM, "--progress", "always", "-f", "jsonl"], 80, subprocess.PIPE, rows.fileno())
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
    terminal = Terminal([PROGRAM, "--progress", "always", "-f", "jsonl"], 80, subprocess.PIPE)
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
    assert terminal.end() == 0
    shown = SHOWN_LINE.findall(terminal.text)
    assert shown and all(0 < len(line) < 12 for line in shown), shown
    assert all(line.startswith("albert-embed: ") for line in terminal.screen()[:-1]), terminal.text


def an_interrupt_ends_a_loop_and_leaves_no_line() -> None:
    loop = f"for n in 1 2 3; do echo run $n >&2; '{PROGRAM}' --progress always -f jsonl; done; echo all done >&2"
    with open("rows.jsonl", "w") as rows:
        terminal = Terminal(["bash", "-c", loop], 80, subprocess.PIPE, rows.fileno())
    terminal.give("one\n")
    terminal.wait_for(SHOWN_LINE)
    terminal.type("\x03")
    status = terminal.end()
    assert status == -2 and terminal.screen() == ["run 1", ""], (status, terminal.text)


the_line_fits_a_new_width_at_once()
rows_on_the_terminal_do_not_mix_with_it()
the_line_of_a_conversion_fits_too()
an_interrupt_ends_a_loop_and_leaves_no_line()
