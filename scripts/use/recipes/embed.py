"""The bridge that the recipes share: texts in, NumPy rows out, by the `albert-embed` program.

The program is $ALBERT_EMBED, else the one on PATH, else the one that `swift build -c release` made in this clone.
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

# Bytes of a file that are not UTF-8 become lone surrogates (`read_lines`), and are the same bytes again on standard output.
sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")


def run(*arguments: str, data: bytes | None = None) -> bytes:
    """What the program writes to standard output. Where it fails its own message is enough."""
    try:
        result = subprocess.run([PROGRAM, *arguments], input=data, stdout=subprocess.PIPE)
    except OSError as error:
        sys.exit(f"{PROGRAM}: {error.strerror}; put albert-embed on PATH, or its path into ALBERT_EMBED")
    if result.returncode == -signal.SIGINT:
        raise KeyboardInterrupt  # also where the terminal's interrupt reached the program alone
    if result.returncode != 0:
        sys.exit(result.returncode if result.returncode > 0 else 128 - result.returncode)
    return result.stdout


def embed(texts: list[str], *options: str) -> np.ndarray:
    """A row a text, whatever it holds: JSON escapes line ends and zero bytes."""
    data = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
    return np.load(io.BytesIO(run("-i", "jsonl", "-f", "npy", "-q", *options, data=data)))


def embed_words(texts: list[str], *options: str) -> list[np.ndarray]:
    """A matrix a text, with a row a word."""
    with tempfile.TemporaryDirectory() as directory:
        offsets = Path(directory) / "offsets.npy"
        rows = embed(texts, "--level", "word", "--offsets", str(offsets), *options)
        return np.split(rows, np.load(offsets)[1:-1])[: len(texts)]


def read_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """Where each line of a file begins, and what it holds: those that albert-embed sees in it.

    A line ends at a line feed, with the carriage return before it, and at nothing else; a byte order mark is not part of the
    first one.
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
    """The texts of a file with one a line, blank lines left out."""
    texts = (line.decode(errors="surrogateescape") for _, line in read_lines(path))
    return [text for text in texts if text.strip()]
