"""Reads what albert-embed wrote, JSON lines or NPY, in batches, for the scripts that turn it into something else."""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

ROWS_A_BATCH = 4096
FIELDS = ["index", "id", "text", "tokens", "truncated"]

# Label columns (id, text, ...), and a row of numbers for each; a row that is null is None or NaN.
Batch = tuple[dict[str, list], list]


def batches(path: str, ids: str | None) -> Iterator[Batch]:
    """The rows of a file in their order.

    `ids` names a file with an identifier a line, a line a row, for NPY, which has none itself. What is wrong with a file ends the
    program with one line.
    """
    try:
        with open(path, "rb") as file:
            is_npy = file.read(6) == b"\x93NUMPY"
        if not is_npy and ids is not None:
            sys.exit(f"{path}: JSON lines carry their own ids (albert-embed --id-field); --ids is for NPY")
        yield from of_npy(path, ids) if is_npy else of_json_lines(path)
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")


def of_npy(path: str, ids: str | None) -> Iterator[Batch]:
    try:
        rows = np.load(path, mmap_mode="r")
    except ValueError as error:
        sys.exit(f"{path}: {error}")
    if rows.ndim != 2 or rows.dtype not in (np.float32, np.float16):
        sys.exit(f"{path}: has shape {rows.shape} of {rows.dtype}; a matrix of float32 or float16 was expected")
    lines = None if ids is None else open(ids, encoding="utf-8", newline="\n")
    for start in range(0, len(rows), ROWS_A_BATCH):
        batch = rows[start : start + ROWS_A_BATCH]
        labels = {}
        if lines is not None:
            labels["id"] = [line.rstrip("\r\n") for line in islice(lines, len(batch))]
            if len(labels["id"]) < len(batch):
                sys.exit(f"{ids}: has {start + len(labels['id'])} lines; {len(rows)} were expected, one a row of {path}")
        yield labels, list(batch)
    if lines is not None and lines.readline():
        sys.exit(f"{ids}: has more lines than the {len(rows)} rows of {path}")


def of_json_lines(path: str) -> Iterator[Batch]:
    width = None
    names = None
    with open(path, encoding="utf-8", newline="\n") as lines:
        for start in range(1, sys.maxsize, ROWS_A_BATCH):
            records, rows = [], []
            for number, line in enumerate(islice(lines, ROWS_A_BATCH), start):
                try:
                    record = json.loads(line)
                    row = record.pop("embedding")
                except (ValueError, KeyError, TypeError, AttributeError):
                    sys.exit(f"{path}:{number}: has no \"embedding\"; lines of `albert-embed -f jsonl` were expected")
                if not isinstance(row, list | None):
                    sys.exit(f"{path}:{number}: has several embeddings; one pooling was expected")
                if row is not None and len(row) != (width := width or len(row)):
                    sys.exit(f"{path}:{number}: has {len(row)} numbers; {width} were expected, as before")
                records.append(record)
                rows.append(None if row is None else np.array(row, dtype=np.float32))
            if not rows:
                return
            # A null row lacks some fields and says in another why it is null.
            names = names or [name for name in FIELDS if any(name in record for record in records)] + ["error"]
            yield {name: [record.get(name) for record in records] for name in names}, rows


def partial(path: str) -> Path:
    """Where a file is written before it is whole."""
    return Path(path + ".partial")
