"""The bridge that the recipes share: texts in, NumPy rows out, by the `albert-embed` program.

The program is $ALBERT_EMBED, else the one on PATH, else the one that `swift build -c release` made in this clone.
"""

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

BUILT = Path(__file__).parents[2] / ".build" / "release" / "albert-embed"
PROGRAM = os.environ.get("ALBERT_EMBED") or shutil.which("albert-embed") or str(BUILT)


def embed(texts: list[str], *options: str) -> np.ndarray:
    """A row a text."""
    # Each text is ended by a zero byte, so that it may hold line ends.
    data = "".join(text + "\0" for text in texts).encode()
    command = [PROGRAM, "-i", "nul", "-f", "npy", "-q", *options]
    return np.load(io.BytesIO(subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout))


def embed_words(texts: list[str], *options: str) -> list[np.ndarray]:
    """A matrix a text, with a row a word."""
    with tempfile.TemporaryDirectory() as directory:
        offsets = Path(directory) / "offsets.npy"
        rows = embed(texts, "--level", "word", "--offsets", str(offsets), *options)
        return np.split(rows, np.load(offsets)[1:-1])
