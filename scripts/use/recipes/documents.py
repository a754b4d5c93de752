"""Searches a folder of documents for the passages that answer a query, as for retrieval-augmented generation.

    python3 scripts/use/recipes/documents.py FOLDER QUERY [--top K] [--tokens N]

Each .txt and .md file in FOLDER is cut into passages of at most N tokens. They are embedded once, into the folder FOLDER.embedded.
Each passage is printed with its file and its range in the file's text, in characters: `text[start:end]` is the passage. The ranges
come from albert-embed and are not searched for, so they are right even if a sentence occurs twice.
"""

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path

from corpus import BLOCK, nearest
from embed import embed, run

import numpy as np

SUFFIXES = {".txt", ".md"}


class Documents:
    """The passages of a folder's files, each with its row of length 1. They are kept beside the folder."""

    def __init__(self, folder: str, tokens: int):
        self.path = Path(folder)
        if not self.path.is_dir():
            sys.exit(f"{folder}: {'is not a folder' if self.path.exists() else 'No such folder'}")
        files = (path for path in self.path.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
        self.files = sorted(str(path) for path in files)
        if not self.files:
            sys.exit(f"{folder}: holds no {' or '.join(sorted(SUFFIXES))} file")
        absolute = Path(os.path.abspath(folder))  # "." has no name of its own
        self.folder = absolute.with_name(absolute.name + ".embedded")
        self.options = ["-i", "file", "--level", "passage", "--max-length", str(tokens), "--stride", str(tokens // 8), "--normalize"]
        self.prepare()

    def prepare(self) -> None:
        """Embeds the files, if that is not done yet. After an interruption it goes on."""
        stamp, names, rows, offsets, spans = (
            self.folder / name for name in ("fingerprint", "files", "rows.npy", "offsets.npy", "spans.npy"))
        if not stamp.exists() and self.folder.exists() and any(self.folder.iterdir()):
            sys.exit(f"{self.folder}: was not made by a recipe, so it is not replaced; move it away")
        fingerprint = self.fingerprint()
        if not stamp.exists() or stamp.read_text() != fingerprint:
            self.folder.mkdir(exist_ok=True)
            for file in self.folder.glob("*.npy*"):
                file.unlink()
            stamp.write_text(fingerprint)
        if not rows.exists():
            names.write_bytes(b"".join(name.encode(errors="surrogateescape") + b"\0" for name in self.files))
            run("--files0-from", str(names), *self.options, "--offsets", str(offsets), "--spans", str(spans), "-o", str(rows),
                "--resume")
        self.rows = np.load(rows, mmap_mode="r")
        self.offsets, self.spans = np.load(offsets), np.load(spans, mmap_mode="r")

    def fingerprint(self) -> str:
        """A digest of everything that the rows depend on."""
        states = [(name, (state := Path(name).stat()).st_size, state.st_mtime_ns) for name in self.files]
        model = json.loads(run("info", "--json"))
        del model["path"]
        version = run("--version").split(b"\n")[0].decode()
        return hashlib.sha256(json.dumps([states, model, version, self.options]).encode()).hexdigest()

    def passage(self, row: int) -> tuple[str, int, int, str]:
        """The file of a passage, its start and end in the file's text, and its own text."""
        name = self.files[np.searchsorted(self.offsets, row, side="right") - 1]
        start, end = (int(place) for place in self.spans[row])
        text = Path(name).read_bytes().decode("utf-8-sig", errors="replace")
        return name, start, end, text[start:end]


def main() -> None:
    parser = argparse.ArgumentParser(description="Searches the documents in a folder.")
    parser.add_argument("folder")
    parser.add_argument("query")
    parser.add_argument("--top", type=int, default=3, metavar="K", help="passages to show; default 3")
    parser.add_argument("--tokens", type=int, default=128, metavar="N", help="largest number of tokens in a passage; default 128")
    arguments = parser.parse_args()
    if arguments.top < 1 or arguments.tokens < 8:
        parser.error("--top must be 1 or more, and --tokens 8 or more")
    documents = Documents(arguments.folder, arguments.tokens)
    blocks = (documents.rows[start : start + BLOCK] for start in range(0, len(documents.rows), BLOCK))
    cosines, rows = nearest(embed([arguments.query], "--normalize"), blocks, arguments.top)
    for cosine, row in zip(cosines[0], rows[0]):
        name, start, end, text = documents.passage(row)
        print(f"{cosine:.3f}  {name} [{start}:{end}]  {' '.join(text.split())}")


if __name__ == "__main__":
    main()
