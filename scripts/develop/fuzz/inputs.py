#!/usr/bin/env python3
"""Ugly inputs with random options. Every run must end with rows that can be read back, or with an error of one line.

A run that succeeds is repeated with other threads, through a pipe or in shards. That must give the same bytes.
"""

import csv
import io
import json
import os
import random
import re

from harness import campaign, mutation, results, tiny_model
from harness.campaign import Fuzzer
from harness.program import Complaint, Outcome, complaints, within

PIECES = [
    b"the cat",
    b"a",
    b" ",
    b"",
    b"\t",
    b",",
    b";",
    b'"',
    b'""',
    b"'",
    b"\n",
    b"\n\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xe2\x96",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x1b[2J",
    "é".encode(),
    "e\u0301".encode(),
    "中文".encode(),
    "\U0001f600".encode(),
    b"[MASK]",
    b"[CLS]",
    b"|||",
    b"text",
    b"\x85",
    "\u2028".encode(),
    b"123",
    b"Lorem ipsum, dolor sit amet",
]
JSON_PIECES = [
    b'{"text":"a b"}',
    b'{"text":""}',
    b'{"text":null}',
    b'{"text":5}',
    b'{"a":"b"}',
    b'{"text":"a","text":"b"}',
    b"{}",
    b"[]",
    b'"x"',
    b"5",
    b'{"text":"\\ud800"}',
    b'{"text":"\\u0000"}',
    b'{"text":"a","id":1e3,"b":"c"}',
    b'{"text":"a","id":{"x":[1]},"b":"d e"}',
    b'{"text"',
    b'{"text":"a"}}',
    b'{"text":"a\x01"}',
    b"[" * 300,
    b'{"a":' * 300,
    b'{"te\\u0078t":"y"}',
    b'{"text":5,"text":"a"}',
    b'{"text":"a","text":5}',
    b'{"text":"a","id":NaN,"n":[Infinity,-Infinity]}',
    b'{"text":-Infinity}',
    b'{"text":Nan}',
    b'{"text":"\\ude00\\ud83d \\ud83d\\ude00","id":"\\udc00"}',
    b'{"a":{"b":"in","c":{"d":"deep"}},"text":"x","id":"y","b":"z"}',
    b'{"a.b":"own","a":{"b":7},"text":"x"}',
    b'{"a":{"b":"in"},"a":5}',
    b'"bare \\ud83d"',
    b'"\xff"',
]
FORMATS = ["lines", "nul", "jsonl", "json", "csv", "tsv", "file", "ids"]
NAMES = [
    b"in",
    b"in.txt",
    b"in.jsonl",
    b"in.json",
    b"in.csv",
    b"in.tsv",
    b"caf\xe9.txt",
    b"a b",
    b"a\nb",
    b"\x1b[31mred",
    b"-x.txt",
    "é".encode(),
    b"x" * 200,
]
TOKENIZERS = (None, "added-tokens", "byte-fallback", "charsmap-strip", "patterns", "sentencepiece", "word-piece")


def ugly(chance: random.Random, pieces: list[bytes]) -> bytes:
    return b"".join(chance.choice(pieces) for _ in range(chance.choice((0, 1, 3, 10, 40, 200))))


def content(kind: str, chance: random.Random) -> bytes:
    """An input, which sometimes almost has the form of a format."""
    shape = chance.random()
    if shape < 0.15:
        return ugly(chance, PIECES)
    if shape < 0.2:
        return chance.choice(PIECES) * chance.choice((300, 300, 300, 5000))
    if shape < 0.25:
        return chance.randbytes(chance.choice((1, 100, 3000)))
    if kind == "jsonl":
        made = b"\n".join(chance.choice(JSON_PIECES) for _ in range(chance.randint(0, 12)))
    elif kind == "json":
        blanks = (b"", b" ", b"\n", b"\r\n\t")
        made = b",".join(
            chance.choice(blanks) + chance.choice(JSON_PIECES) + chance.choice(blanks) for _ in range(chance.randint(0, 12))
        )
        made = chance.choice((b"[", b"[", b" [", b"\xef\xbb\xbf[", b"")) + made + chance.choice((b"]", b"]", b"]\n", b"],", b""))
    elif kind in ("csv", "tsv"):
        separator = chance.choice((b"," if kind == "csv" else b"\t",) * 4 + (b";", b",", b"\t", b"|"))
        named = b"sep=" + separator + chance.choice((b"\n", b"\r\n", b"\r")) if chance.random() < 0.15 else b""
        rows = [[b"text", b"id", b"b"]] + [[ugly_field(chance) for _ in range(3)] for _ in range(chance.randint(0, 9))]
        ends = chance.choice(((b"\n",), (b"\r\n",), (b"\r",), (b"\n", b"\r\n", b"\r", b"\r\r\n")))
        made = named + b"".join(separator.join(row) + chance.choice(ends) for row in rows)
        made = made[: -chance.randint(0, 2) or None]
    elif kind == "ids":
        made = b"\n".join(
            b" ".join(str(identifier(chance)).encode() for _ in range(chance.randint(1, 40))) for _ in range(6)
        )
    else:
        end = b"\0" if kind == "nul" else chance.choice((b"\n", b"\r\n"))
        made = end.join(
            ugly(chance, [piece for piece in PIECES if end not in piece]) for _ in range(chance.randint(0, 80))
        )
    return mutation.damage_bytes(made, chance) if chance.random() < 0.25 else made


def ugly_field(chance: random.Random) -> bytes:
    words = (b"the", b"cat", b"x", b"\xff", "é".encode())
    field = b" ".join(chance.choice(words) for _ in range(chance.randint(0, 9)))
    if chance.random() < 0.3:
        field = b'"' + field.replace(b"x", b'""').replace(b" ", chance.choice((b" ", b"\n", b"\r", b"\r\n", b",", b";"))) + b'"'
    return field


def identifier(chance: random.Random) -> int:
    return mutation.number(chance) if chance.random() < 0.02 else chance.randint(0, 40)


def options(kind: str, chance: random.Random) -> list:
    """Random options. Most of them can be combined."""
    words: list = []

    def maybe(share: float, *found) -> bool:
        if chance.random() < share:
            words.extend(str(word) for word in found)
            return True
        return False

    output_format = chance.choice(("npy", "jsonl", "csv", "csv", "jsonl", "bert-jsonl"))
    level = "token" if output_format == "bert-jsonl" else chance.choice(("text", "text", "word", "token"))
    has_pair = False
    if kind == "file":
        maybe(0.3 if output_format in ("jsonl", "csv") else 0.02, "--id-field", chance.choice(("path", "path", "id")))
    elif kind in ("jsonl", "json", "csv", "tsv"):
        maybe(0.3, "--field", chance.choice(("text", "text", "b", "no", "a\nb", "a.b", "a.c.d", ".")))
        maybe(0.4 if output_format in ("jsonl", "csv") else 0.02, "--id-field", chance.choice(("id", "id", "a.b")))
        has_pair = maybe(0.3, "--pair-field", chance.choice(("b", "b", "a.b")))
        table = kind in ("csv", "tsv")
        maybe(0.15 if table else 0.01, "--delimiter", chance.choice((";", ",", "tab", "\\t", "|", "x", "ab", "\x01")))
        maybe(0.2 if table else 0.01, "--quoting", chance.choice(("standard", "none", "none")))
    elif kind in ("lines", "nul"):
        has_pair = maybe(0.2, "--pair-separator", chance.choice(("|||", " ", "a", ",")))
    maybe(0.7, "--encoding-errors", chance.choice(("replace", "replace", "replace", "auto")))
    maybe(0.95, "--level", level)
    if level == "text":
        poolings = ("mean", "cls", "max", "mean-sqrt", "last", "pooler", "mean,max", "cls,mean")
        maybe(0.3, "--pooling", chance.choice(poolings))
        maybe(0.2, "--pool-over", chance.choice(("all", "content", *(("a", "b") if has_pair else ()))))
    layers = ("-1", "all", "0", "-1,-2", "2,0,1", "-3", "5", "-1,-1", mutation.number(chance))
    maybe(0.2, "--layers", chance.choice(layers))
    maybe(
        0.15 if output_format != "bert-jsonl" else 0.02,
        "--layer-mix",
        chance.choice(("mean", "sum", "concat", "0.2,0.8", "1", "nan", "1e40,1")),
    )
    maybe(0.2 if level == "word" else 0.02, "--subtoken", chance.choice(("first", "last", "first-last", "mean")))
    maybe(0.2, chance.choice(("--normalize", "--no-normalize")))
    maybe(
        0.1 if output_format != "bert-jsonl" else 0,
        "--truncate-dim",
        chance.choice((1, 3, 16, 17, mutation.number(chance))),
    )
    maybe(
        0.1 if output_format != "bert-jsonl" else 0, "--project", chance.choice(("project.npy", "wide.npy", "no.npy"))
    )
    maybe(0.3, "--max-length", chance.choice((1, 2, 3, 4, 8, 32, 33, mutation.number(chance))))
    overflow = chance.choice(("truncate", "window", "window", "error"))
    if maybe(0.5, "--overflow", overflow) and overflow == "window":
        maybe(0.5, "--stride", chance.choice((0, 1, 2, 5, 28, 30, mutation.number(chance))))
    maybe(0.95, "-f", output_format)
    maybe(0.2 if output_format == "npy" else 0.02, "--dtype", chance.choice(("f16", "f32")))
    maybe(0.2 if output_format in ("jsonl", "csv") else 0.02, "--with-text")
    maybe(0.03, "--rows", chance.choice((0, 1, 3, mutation.number(chance))))
    maybe(0.15, "--shard", chance.choice(("1/2", "2/2", "3/7", "1/1", "7/7", f"1/{2**63 - 1}", "0/1", "2/1")))
    maybe(0.3, "--on-error", chance.choice(("null", "null", "stop")))
    maybe(0.1, "--progress", chance.choice(("always", "never")))
    maybe(0.1, "-q")
    maybe(0.03, "-t", str(mutation.number(chance)))
    return words


def npy(rows: int, columns: int, chance: random.Random) -> bytes:
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    return (
        b"\x93NUMPY\x01\x00"
        + len(header).to_bytes(2, "little")
        + header.encode()
        + chance.randbytes(rows * columns * 4)
    )


def fits_pipe(name: bytes) -> bool:
    return os.path.getsize(name) <= 60000


class Inputs(Fuzzer):
    name = "inputs"

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.models = []
        for tokenizer in TOKENIZERS:
            directory = tiny_model.write_directory(os.path.join(folder, str(tokenizer)), tokenizer)
            self.models.append(tiny_model.convert(path, directory, f"{directory}.albert"))
        self.model = self.models[0]

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        kind = chance.choice(FORMATS)
        names = chance.sample(NAMES, chance.choice((1, 1, 1, 2, 3)))
        for name in names:
            with open(name, "wb") as file:
                file.write(content(kind, chance))
        for name, columns in (("project.npy", 16), ("wide.npy", 40)):
            with open(name, "wb") as file:
                made = npy(4, columns, chance)
                file.write(made if chance.random() < 0.7 else mutation.damage_bytes(made, chance))
        model = ["-m", chance.choice(self.models)]
        chosen = [*model, *(["-i", kind] if chance.random() < 0.9 else [])]
        names = [name for name in names if not name.startswith(b"-")] or [b"--", *names]
        if chance.random() < 0.15:
            outcome = self.program.run(["tokenize", *chosen, *names])
            return within(f"tokenize {chosen[2:]} {names}", complaints(outcome, notices=2))
        if kind in ("csv", "tsv") and chance.random() < 0.3:
            return within(f"a table {names[-1]!r} as Python reads it", self.table(kind, names[-1]))
        chosen += options(kind, chance)
        threads = [] if "-t" in chosen else ["-t", "1"]
        outcome = self.program.run([*chosen, *threads, *names])
        found = self.judged(outcome, chosen)
        if not found and outcome.status in (0, 3) and threads:
            found = self.same(outcome, chosen, names, chance)
        return within(f"{chosen[2:]} {names}", found)

    def table(self, kind: str, name: bytes) -> list[Complaint]:
        """Checks that the texts of a table are those that Python's csv module reads, without the rows that are refused."""
        with open(name, "rb") as file:
            text = file.read().decode(errors="replace").removeprefix("\ufeff")
        named = re.match(r'"?sep=([\x01-\x7f])"?(\r\n|\r|\n)', text, re.IGNORECASE)
        delimiter = named[1] if named else "," if kind == "csv" else "\t"
        if delimiter in '"\r\n':
            return []
        rows = list(csv.reader(io.StringIO(text[named.end() :] if named else text, newline=""), delimiter=delimiter))
        words = ["-i", kind, "-f", "jsonl", "--with-text", "--on-error", "null", "--encoding-errors", "replace", "-q", "-t", "1"]
        outcome = self.program.run([*words, "--", name])
        found = complaints(outcome)
        if found or outcome.status not in (0, 3):
            return found
        texts = [json.loads(line).get("text") for line in outcome.output.splitlines()]
        header, *rows = rows or [["text"]]
        place = header.index("text")
        expected = [row[place] if len(row) == len(header) else None for row in rows if row]
        if texts and texts[-1] is None and len(texts) == len(expected):
            expected[-1] = None  # A quote that is not closed is an error here.
        return [] if texts == expected else [Complaint("another table than Python's", f"{texts!r} for {expected!r}"[:600])]

    def judged(self, outcome: Outcome, chosen: list) -> list[Complaint]:
        found = complaints(outcome, notices=self.notices(chosen))
        if outcome.status in (0, 3) and not found:
            try:
                self.read_back(outcome, chosen)
            except results.Malformed as error:
                found.append(Complaint("the result cannot be read back", str(error)))
        return found

    @staticmethod
    def notices(chosen: list) -> int:
        """The number of lines on standard error: up to five null rows, a summary, two warnings, and progress, with more lines in a slow run."""
        return 2 + (6 if "null" in chosen else 1) + (20 if "always" in chosen else 0)

    def read_back(self, outcome: Outcome, chosen: list) -> None:
        output_format = chosen[chosen.index("-f") + 1] if "-f" in chosen else "npy"
        if output_format == "npy":
            results.npy_shape(outcome.output)
        elif output_format != "csv":
            results.json_lines(outcome.output)
        elif "--shard" not in chosen:  # Only the first shard has the header.
            results.csv_rows(outcome.output)

    def same(self, outcome: Outcome, chosen: list, names: list, chance: random.Random) -> list[Complaint]:
        """Makes the same bytes in another way."""
        way = chance.randrange(4)
        if way == 0:
            other = self.program.run([*chosen, "-t", "2", *names])
            output, words = other.output, "two threads"
        elif way == 1:
            other = self.program.run([*chosen, "-t", "1", "-o", "result", *names])
            with open("result", "rb") as file:
                output, words = file.read(), "a file"
        elif way == 2 and len(names) == 1 and "-i" in chosen and not {"--shard", "path"} & {*chosen} and fits_pipe(names[0]):
            with open(names[0], "rb") as file:
                content = file.read()
            other = self.program.run([*chosen, "-t", "1"], content)
            output, words = other.output, "a pipe"
        elif way == 3 and "npy" not in chosen and "-f" in chosen and "--shard" not in chosen:
            count = chance.choice((2, 3, 5))
            parts = [
                self.program.run([*chosen, "-t", "1", "--shard", f"{part}/{count}", *names])
                for part in range(1, count + 1)
            ]
            other = max(parts, key=lambda part: part.status if part.signal is None else 9)
            output, words = b"".join(part.output for part in parts), f"{count} shards"
        else:
            return []
        found = complaints(other, notices=self.notices(chosen))
        expected = outcome.output
        if words == "a pipe":
            # The error names the input, whose name is another one here.
            output, expected = (re.sub(rb'"error":"(?:[^"\\]|\\.)*"', b"", text) for text in (output, expected))
        if not found and (other.status, output) != (outcome.status, expected):
            found.append(
                Complaint(f"another result by {words}", f"{other.name} for {outcome.name}, {other.errors[:200]!r}")
            )
        return found


if __name__ == "__main__":
    campaign.main(Inputs)
