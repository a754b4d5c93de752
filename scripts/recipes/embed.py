"""The bridge that the recipes share: texts in, NumPy rows out, by the `albert-embed` program.

The program is $ALBERT_EMBED, else the one on PATH, else the one that `swift build -c release` made in this clone.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def _say_what_is_missing(kind, error, trace) -> None:
    """Makes one line of a package that is not installed."""
    if kind is not ModuleNotFoundError:
        return sys.__excepthook__(kind, error, trace)
    print(f"{sys.argv[0]}: needs the package {error.name}: python3 -m pip install -r scripts/requirements.txt", file=sys.stderr)


sys.excepthook = _say_what_is_missing

import numpy as np

BUILT = Path(__file__).parents[2] / ".build" / "release" / "albert-embed"
PROGRAM = os.environ.get("ALBERT_EMBED") or shutil.which("albert-embed") or str(BUILT)


def run(*arguments: str, data: bytes | None = None) -> bytes:
    """What the program writes to standard output. Where it fails its own message is enough."""
    try:
        result = subprocess.run([PROGRAM, *arguments], input=data, stdout=subprocess.PIPE)
    except OSError as error:
        sys.exit(f"{PROGRAM}: {error.strerror}; put albert-embed on PATH, or its path into ALBERT_EMBED")
    if result.returncode != 0:
        sys.exit(result.returncode)
    return result.stdout


def embed(texts: list[str], *options: str) -> np.ndarray:
    """A row a text."""
    # Each text is ended by a zero byte, so that it may hold line ends.
    data = "".join(text + "\0" for text in texts).encode()
    return np.load(io.BytesIO(run("-i", "nul", "-f", "npy", "-q", *options, data=data)))


def embed_words(texts: list[str], *options: str) -> list[np.ndarray]:
    """A matrix a text, with a row a word."""
    with tempfile.TemporaryDirectory() as directory:
        offsets = Path(directory) / "offsets.npy"
        rows = embed(texts, "--level", "word", "--offsets", str(offsets), *options)
        return np.split(rows, np.load(offsets)[1:-1])


def lines_of(path: str) -> list[str]:
    """The texts of a file with one a line, empty lines left out."""
    try:
        lines = Path(path).read_bytes().decode(errors="replace").split("\n")
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")
    return [text for line in lines if (text := line.strip("\r\ufeff").replace("\0", " ")).strip()]
