"""Reads the outputs of albert-embed, JSON lines or NPY, in batches, for the scripts that convert them."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import failures  # noqa: F401  (before imports that may fail)

import numpy as np

ROWS_A_BATCH = 4096
# The members of a JSON line besides the numbers of its row. The `id` of a token is called `token_id` here.
FIELDS = ["index", "passage", "id", "text", "token", "token_id", "start", "end", "tokens", "truncated", "label", "error"]


@dataclass
class Batch:
    """Some rows: columns of labels (id, text, ...), a matrix, and which of its rows are not null."""

    labels: dict[str, list]
    rows: np.ndarray
    present: np.ndarray


def batches(path: str, ids: str | None = None, offsets: str | None = None) -> Iterator[Batch]:
    """The rows of a file in their order.

    `ids` names a file with the identifier of each record on a line. Only NPY needs it, since it does not hold identifiers. `offsets`
    names the file of `albert-embed --offsets`, which is needed if a record has several rows. An error of a file ends the program with
    one line.
    """
    if Path(path).exists() and not Path(path).is_file():
        sys.exit(f"{path}: is not a regular file")
    with open(path, "rb") as file:
        is_npy = file.read(6) == b"\x93NUMPY"
    if not is_npy and (ids is not None or offsets is not None):
        sys.exit(f"{path}: JSON lines hold their own ids (albert-embed --id-field); --ids and --offsets are for NPY")
    return of_npy(path, ids, offsets) if is_npy else of_json_lines(path)


def load(path: str) -> np.ndarray:
    """The array of an NPY file, memory-mapped."""
    try:
        return np.load(path, mmap_mode="r")
    except (ValueError, EOFError) as error:
        sys.exit(f"{path}: {error}")


def matrix(path: str) -> np.ndarray:
    """The rows of an NPY file, memory-mapped."""
    rows = load(path)
    if rows.ndim != 2 or rows.dtype not in (np.float32, np.float16):
        sys.exit(f"{path}: has shape {rows.shape} of {rows.dtype}; expected a matrix of float32 or float16")
    return rows


def of_npy(path: str, ids: str | None, offsets: str | None) -> Iterator[Batch]:
    rows = matrix(path)
    starts = np.arange(len(rows) + 1) if offsets is None else load(offsets)
    if starts.ndim != 1 or starts.dtype != np.int64 or starts[:1] != [0] or starts[-1] != len(rows) or (np.diff(starts) < 0).any():
        sys.exit(f"{offsets}: does not say where the records of the {len(rows)} rows of {path} start")
    names = None if ids is None else ids_of(ids, len(starts) - 1, f"one for each {'row' if offsets is None else 'record'} of {path}")
    record, name = -1, None
    for start in range(0, max(len(rows), 1), ROWS_A_BATCH):
        batch = rows[start : start + ROWS_A_BATCH]
        # If several records start at the same row, only the last one of them has rows.
        records = np.searchsorted(starts, np.arange(start, start + len(batch)), side="right") - 1
        labels = {} if offsets is None else {"index": records.tolist()}
        if names is not None:
            labels["id"] = []
            for wanted in records:
                while record < wanted:
                    record, name = record + 1, next(names)
                labels["id"].append(name)
        yield Batch(labels, batch, ~np.isnan(batch).all(axis=1))


def ids_of(path: str, count: int, what: str) -> Iterator[str | int | None]:
    """The identifiers of a file: whole numbers if all of them are written as such (an empty line is then None), otherwise strings."""
    def lines() -> Iterator[str]:
        with open(path, encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.removesuffix("\n").removesuffix("\r")

    found = 0
    are_numbers, are_empty = True, True
    try:
        for found, line in enumerate(lines(), 1):
            are_numbers = are_numbers and re.fullmatch("|0|-?[1-9][0-9]*", line, re.ASCII) is not None
            are_empty = are_empty and line == ""
    except UnicodeDecodeError as error:
        sys.exit(f"{path}:{found + 1}: is not UTF-8: {error.reason}")
    if found != count:
        sys.exit(f"{path}: has {found} lines; expected {count}, {what}")
    if are_empty or not are_numbers:
        return lines()
    return (int(line) if line else None for line in lines())


def of_json_lines(path: str) -> Iterator[Batch]:
    # The first row that is not null tells the length of a row and the members of a line.
    first = next((found for found in rows_of(path) if found[2] is not None), None)
    if first is None:
        sys.exit(f"{path}: all its rows are null")
    width = len(first[2])
    # A null row lacks some members, and has another one with the reason.
    names = [name for name in FIELDS if name in first[1] or name == "error"]
    found = rows_of(path)
    while some := list(islice(found, ROWS_A_BATCH)):
        rows = np.zeros((len(some), width), np.float32)
        for place, (number, labels, row) in enumerate(some):
            if row is not None and len(row) != width:
                sys.exit(f"{path}:{number}: has {len(row)} numbers; expected {width}, as in the rows before")
            if unknown := labels.keys() - names:
                sys.exit(f"{path}:{number}: has {min(unknown)!r}, which the first row lacks or this script does not know")
            rows[place] = 0 if row is None else row
        labels = {name: [labels.get(name) for _, labels, _ in some] for name in names}
        yield Batch(labels, rows, np.array([row is not None for _, _, row in some]))


def rows_of(path: str) -> Iterator[tuple[int, dict, list | None]]:
    """The line, labels and numbers of each row. A record of words or tokens has a row for each of them; a null record has one null
    row.
    """
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                pieces = pieces_of(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError):
                sys.exit(f"{path}:{number}: has no \"embedding\"; expected lines of `albert-embed -f jsonl`")
            for labels, row in pieces:
                if isinstance(row, dict):
                    sys.exit(f"{path}:{number}: has several embeddings; expected one pooling")
                yield number, labels, row


def pieces_of(record: dict) -> list[tuple[dict, list | dict | None]]:
    if "embedding" in record or record["tokens"] is None:
        row = record.pop("embedding" if "embedding" in record else "tokens")
        return [(record, row)]
    pieces = []
    for token in record.pop("tokens"):
        row = token.pop("embedding")
        if "id" in token:
            token["token_id"] = token.pop("id")
        pieces.append((record | token, row))
    return pieces


@contextmanager
def written(*paths: str, inputs: list[str | None]) -> Iterator[list[Path]]:
    """Partial files for some outputs. They get the outputs' names when all of them are whole; after an error they are removed."""
    outputs = [Path(path) for path in paths]
    others = [Path(name) for name in inputs if name is not None]
    for output in outputs:
        if output.is_dir():
            sys.exit(f"{output}: is a directory")
        if any(output.resolve() == other.resolve() or output.exists() and other.exists() and output.samefile(other) for other in others):
            sys.exit(f"{output}: is also read, or written twice, by the same command")
        others.append(output)
    # No other file has such a name, and each run makes a different one.
    partials = [Path(f"{path}.{os.getpid()}.partial") for path in paths]
    try:
        yield partials
        for partial in partials:
            with open(partial, "rb") as file:
                os.fsync(file.fileno())
        for partial, output in zip(partials, outputs):
            partial.replace(output)
    finally:
        for partial in partials:
            partial.unlink(missing_ok=True)
