"""Reads the program's output strictly: it must be whole, and exactly in its format."""

import ast
import csv
import io
import json
import struct


class Malformed(Exception):
    """The reason why bytes are not in the expected format."""


def npy_shape(content: bytes) -> tuple[str, tuple[int, ...]]:
    """The element type and shape of an NPY file. Its length must be the one that follows from them."""
    if content[:6] != b"\x93NUMPY" or len(content) < 10:
        raise Malformed(f"not an NPY file: {content[:16]!r}")
    (length,) = struct.unpack_from("<H", content, 8)
    start = 10 + length
    if content[6:8] != b"\x01\x00" or start % 64 or content[start - 1 : start] != b"\n":
        raise Malformed("the NPY header has another form")
    header = ast.literal_eval(content[10:start].decode("ascii"))
    size = int(header["descr"][2:])
    for dimension in header["shape"]:
        size *= dimension
    if header["fortran_order"] or size != len(content) - start:
        raise Malformed(f"{len(content) - start} bytes of data for {header}")
    return header["descr"], header["shape"]


def json_lines(content: bytes) -> list[dict]:
    """The objects of JSON lines. Each line must have its end."""
    if content and not content.endswith(b"\n"):
        raise Malformed("the last line does not end")
    try:
        return [json.loads(line) for line in content.split(b"\n")[:-1]]
    except ValueError as error:
        raise Malformed(f"a line is not JSON: {error}") from error


def csv_rows(content: bytes) -> list[list[str]]:
    """The rows after the header. All must have the header's number of fields."""
    try:
        text = content.decode()
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (ValueError, csv.Error) as error:
        raise Malformed(f"no CSV: {error}") from error
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise Malformed(f"rows of {sorted({len(row) for row in rows})} fields")
    return rows[1:]
