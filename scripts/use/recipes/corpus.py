"""A corpus: a file with a text on each line, which is embedded once and searched many times."""

import hashlib
import json
import mmap
import os
import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from embed import embed, read_lines, run

import numpy as np

OPTIONS = ["-i", "lines", "--normalize"]
BLOCK = 8192


class Corpus:
    """The lines of a file that are not blank, each with its row of length 1. Both are memory-mapped, so they need not fit in memory.

    The rows are kept in the folder FILE.embedded, which you may remove. They are made again if the file's content, the model or the
    program's version changes. After an interruption the next run goes on.
    """

    def __init__(self, path: str):
        self.path = Path(path)
        self.folder = self.path.with_name(self.path.name + ".embedded")
        self.fingerprint = self._fingerprint()

    def __len__(self) -> int:
        return len(self._prepared[1])

    def prepare(self) -> None:
        """Embeds the file, if that is not done yet."""
        if len(self) == 0:
            sys.exit(f"{self.path}: holds no text")

    def number(self, index: int) -> int:
        """The line number of a text, from 1."""
        return int(self._prepared[1][index, 0]) + 1

    def text(self, index: int) -> str:
        _, start, end = self._prepared[1][index]
        return self._bytes[start:end].decode(errors="surrogateescape")

    def rows(self, start: int = 0, stop: int | None = None) -> np.ndarray:
        """The rows of some texts. They are a view of the file, or a copy if there are blank lines between the texts."""
        rows, lines = self._prepared
        numbers = lines[start:stop, 0]
        if len(numbers) > 0 and numbers[-1] - numbers[0] == len(numbers) - 1:
            return rows[numbers[0] : numbers[-1] + 1]
        return rows[numbers]

    def blocks(self) -> Iterator[np.ndarray]:
        """All rows, in blocks of BLOCK."""
        return (self.rows(start, start + BLOCK) for start in range(0, len(self), BLOCK))

    def _fingerprint(self) -> str:
        """A digest of everything that the rows depend on."""
        with open(self.path, "rb") as file:
            if not self.path.is_file():
                sys.exit(f"{self.path}: is not a regular file")
            content = hashlib.file_digest(file, "sha256").hexdigest()
        model = json.loads(run("info", "--json"))
        del model["path"]
        version = run("--version").split(b"\n")[0].decode()
        return hashlib.sha256(json.dumps([content, model, version, OPTIONS]).encode()).hexdigest()

    @cached_property
    def _bytes(self) -> mmap.mmap:
        with open(self.path, "rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    @cached_property
    def _prepared(self) -> tuple[np.ndarray, np.ndarray]:
        """A row for each line of the file, and three numbers for each text: its line, and the offsets of its start and its end."""
        stamp, rows, lines = (self.folder / name for name in ("fingerprint", "rows.npy", "lines.npy"))
        if not stamp.exists() and self.folder.exists() and any(self.folder.iterdir()):
            sys.exit(f"{self.folder}: was not made by a recipe, so it is not replaced; move it away")
        if not stamp.exists() or stamp.read_text() != self.fingerprint:
            self.folder.mkdir(exist_ok=True)
            for file in self.folder.glob("*.npy*"):
                file.unlink()
            stamp.write_text(self.fingerprint)
        if not rows.exists():
            next(read_lines(self.path), None)  # reports a file that cannot be read before the work
            try:
                run(*OPTIONS, "-o", str(rows), "--resume", "--", str(self.path))
            except KeyboardInterrupt:
                print(f"{sys.argv[0]}: the same command goes on with the work", file=sys.stderr)
                raise
        if not lines.exists():
            partial = self.folder / "lines.npy.partial"
            with open(partial, "wb") as file:
                np.save(file, self._texts(np.load(rows, mmap_mode="r")))
            if self._fingerprint() != self.fingerprint:
                sys.exit(f"{self.path}: changed while it was embedded; run the same command again")
            partial.replace(lines)
        return np.load(rows, mmap_mode="r"), np.load(lines, mmap_mode="r")

    def _texts(self, rows: np.ndarray) -> np.ndarray:
        """The lines that are not blank: they hold more than blanks, and their row differs from the row of the empty text.

        A text that the tokenizer removes completely has the row of the empty text, bit for bit, so it counts as blank.
        """
        places = array("q")
        for number, (place, line) in enumerate(read_lines(self.path)):
            places.extend((number, place, place + len(line) if line.strip() else -1))
        lines = np.frombuffer(places, np.int64).reshape(-1, 3)
        if len(lines) != len(rows):
            sys.exit(f"{self.path}: has {len(rows)} rows for {len(lines)} lines; it changed while it was embedded")
        empty = embed([""], "--normalize")
        blank = [(rows[start : start + BLOCK] == empty).all(axis=1) for start in range(0, len(rows), BLOCK)]
        return lines[(lines[:, 2] >= 0) & ~np.concatenate([*blank, np.empty(0, bool)])]


def texts_and_rows(path: str | None, texts: list[str]) -> tuple[list[str], np.ndarray]:
    """The texts of a file and their rows of length 1. Without a file, the given texts and their rows."""
    if path is None:
        return texts, embed(texts, "--normalize")
    corpus = Corpus(path)
    corpus.prepare()
    return [corpus.text(index) for index in range(len(corpus))], corpus.rows()


def nearest(queries: np.ndarray, blocks: Iterable[np.ndarray], count: int) -> tuple[np.ndarray, np.ndarray]:
    """The cosines and numbers of the `count` rows that are nearest to each query, the nearest first. All rows must have length 1."""
    cosines, numbers = np.empty((len(queries), 0), np.float32), np.empty((len(queries), 0), np.int64)
    first = 0
    for rows in blocks:
        products = (rows @ queries.T).T  # in this order one query takes half the time
        best = np.argpartition(-products, min(count, len(rows)) - 1)[:, :count]
        cosines = np.hstack([cosines, np.take_along_axis(products, best, axis=1)])
        numbers = np.hstack([numbers, first + best])
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :count]
        cosines, numbers = np.take_along_axis(cosines, order, axis=1), np.take_along_axis(numbers, order, axis=1)
        first += len(rows)
    return cosines, numbers
