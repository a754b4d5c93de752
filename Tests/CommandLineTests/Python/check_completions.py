"""What a Tab makes of a line that somebody types into a shell, bash or zsh. Runs in an empty directory.

The argument is the shell.
"""

import os
import re
import sys
from pathlib import Path

from terminal import Terminal

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source <(albert-embed completions bash)"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "albert-embed completions zsh > functions/_albert-embed; fpath=($PWD/functions $fpath); autoload -U compinit; "
        "compinit -u -D"),
}
# What is typed, and what stands there after a Tab.
LINES = [
    ("--vers", "--version"), ("conv", "convert"), ("--level wo", "--level word"), ("--level=wo", "--level=word"),
    ("--pooling mean,c", "--pooling mean,cls"), ("-m ti", "-m tiny"), ("-m my\\ m", "-m my\\ model"),
    ('-m "my m', '-m "my model"'), ("my\\ f", "my\\ file.txt"), ('"my f', '"my file.txt"'),
]
CONTROLS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x07")

command, setup = SHELLS[sys.argv[1]]
os.makedirs("bin")
os.makedirs("functions")
os.makedirs("models")
os.symlink(os.environ["ALBERT_EMBED"], "bin/albert-embed")
for name in ["my file.txt", "models/tiny.albert", "models/my model.albert"]:
    Path(name).touch()
os.environ |= {"PATH": f"{os.getcwd()}/bin:{os.environ['PATH']}", "HOME": os.getcwd(), "TERM": "xterm"}

terminal = Terminal(command, 120)
terminal.type(f"{setup}; echo are you rea''dy\r")
terminal.wait_for(re.compile("are you ready"))
for typed, completed in LINES:
    start = len(terminal.text)
    terminal.type(f"albert-embed {typed}\t")
    while f"albert-embed {completed}" not in (shown := CONTROLS.sub("", terminal.text[start:])):
        assert terminal.read(), shown
    terminal.type("\x15")  # takes the line away
terminal.type("exit\r")
terminal.end()
