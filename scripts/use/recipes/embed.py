"""Runs the `albert-embed` program for the recipes: they give it texts, and get NumPy rows.

The program is $ALBERT_EMBED, or the one on PATH, or the one that `swift build -c release` made in this clone.
"""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tables"))
import failures  # noqa: F401  (before what may be missing)

import numpy as np

BUILT = Path(__file__).parents[3] / ".build" / "release" / "albert-embed"
PROGRAM = os.environ.get("ALBERT_EMBED") or shutil.which("albert-embed") or str(BUILT)
# gzip, zstd, xz, bzip2; UTF-16
NOT_TEXT = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ\0", b"BZh", b"\xff\xfe", b"\xfe\xff")

# `read_lines` turns bytes that are not UTF-8 into lone surrogates. Standard output turns them back into the same bytes.
sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")


def run(*arguments: str, data: bytes | None = None) -> bytes:
    """Runs the program, and returns its standard output. If it fails, its own message is the only one."""
    try:
        result = subprocess.run([PROGRAM, *arguments], input=data, stdout=subprocess.PIPE)
    except OSError as error:
        sys.exit(f"{PROGRAM}: {error.strerror}; put albert-embed on PATH, or set ALBERT_EMBED to its path")
    if result.returncode == -signal.SIGINT:
        raise KeyboardInterrupt  # also if the terminal's interrupt reached only the program
    if result.returncode != 0:
        sys.exit(result.returncode if result.returncode > 0 else 128 - result.returncode)
    return result.stdout


def embed(texts: list[str], *options: str) -> np.ndarray:
    """A row for each text. Texts may hold any characters, since JSON escapes line ends and zero bytes."""
    data = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
    return np.load(io.BytesIO(run("-i", "jsonl", "-f", "npy", "-q", *options, data=data)))


def embed_words(texts: list[str], *options: str) -> list[np.ndarray]:
    """A matrix for each text, with a row for each word."""
    with tempfile.TemporaryDirectory() as directory:
        offsets = Path(directory) / "offsets.npy"
        rows = embed(texts, "--level", "word", "--offsets", str(offsets), *options)
        return np.split(rows, np.load(offsets)[1:-1])[: len(texts)]


def read_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """The offset and the text of each line of a file. The lines are the ones that albert-embed reads.

    A line ends only at a line feed. A carriage return before it, and a byte order mark at the start of the file, do not belong to
    the line.
    """
    with open(path, "rb") as file:
        if file.peek(6).startswith(NOT_TEXT):
            sys.exit(f"{path}: is compressed or UTF-16; the recipes read plain UTF-8")
        place = 0
        for line in file:
            mark = 3 if place == 0 and line.startswith(b"\xef\xbb\xbf") else 0
            text = line[mark:]
            if text.endswith(b"\n"):
                text = text[:-1].removesuffix(b"\r")
            yield place + mark, text
            place += len(line)


def lines_of(path: str) -> list[str]:
    """The lines of a file that are not blank."""
    texts = (line.decode(errors="surrogateescape") for _, line in read_lines(path))
    return [text for text in texts if text.strip()]
