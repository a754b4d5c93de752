"""The recipes read lines as albert-embed does, embed a file once, go on after an interrupt, and lose nothing. Runs in an empty directory."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from corpus import Corpus, nearest
from embed import PROGRAM, embed, lines_of

RECIPES = Path(sys.argv[1])


def recipe(name: str, *arguments: str, status: int = 0, **environment: str) -> list[bytes]:
    """The lines that a recipe prints; where it fails, those on standard error."""
    done = subprocess.run([sys.executable, RECIPES / f"{name}.py", *arguments], capture_output=True, env=os.environ | environment)
    assert done.returncode == status, done
    return (done.stderr if status else done.stdout).split(b"\n")[:-1]


def lines_are_those_of_the_program() -> None:
    # Most lines are UTF-8, as files are.
    pieces = [b"\xff", b"\xe2\x82", b"\xef\xbb\xbf", "\u2028\x85\u200b\u3000".encode(), b"\t"]
    pieces += [b"one", b"x", b" ", b"\r", b"\n", b"\r\n"] * 4
    random = np.random.default_rng(1)
    for count in range(0, 36, 3):
        content = b"".join(random.choice(np.array(pieces, object), count)) + b"\nplain" * (count % 2) * 10
        Path("lines.txt").write_bytes(content)
        done = subprocess.run([PROGRAM, "-q", "-f", "jsonl", "--with-text", "lines.txt"], stdout=subprocess.PIPE, check=True)
        expected = [json.loads(line)["text"] for line in done.stdout.split(b"\n")[:-1]]
        corpus = Corpus("lines.txt")
        numbers = [corpus.number(index) - 1 for index in range(len(corpus))]
        found = [corpus.text(index).encode(errors="surrogateescape").decode(errors="replace") for index in range(len(corpus))]
        assert found == [expected[number] for number in numbers], (content, found, expected)
        # The others are blank, and no text is.
        rows, empty = embed(expected, "--normalize") if expected else np.empty((0, 1)), embed([""], "--normalize")
        blank = [number for number, text in enumerate(expected) if not text.strip(" \t\r") or (rows[number] == empty).all()]
        assert numbers == [number for number in range(len(expected)) if number not in blank], (content, numbers, blank)
        if numbers:
            assert (corpus.rows() == rows[numbers]).all(), content
            assert (corpus.rows(1, 3) == rows[numbers[1:3]]).all(), content
        listed = [text.encode(errors="surrogateescape").decode(errors="replace") for text in lines_of("lines.txt")]
        assert listed == [text for text in expected if text.strip()], (content, listed)


def a_file_is_embedded_once() -> None:
    Path("corpus.txt").write_text("one text\nanother text\n\nthe last one\n")
    first = recipe("search", "corpus.txt", "one text")
    assert len(first) == 3 and first[0].endswith(b"  1: one text"), first
    # Other recipes and other queries find the rows, also where only the time of the file is another.
    rows = Path("corpus.txt.embedded/rows.npy")
    made = rows.stat().st_ino, rows.stat().st_mtime_ns
    os.utime("corpus.txt", (1, 1))
    for name in ["search", "nearest_neighbours", "deduplicate"]:
        recipe(name, "corpus.txt", *["x"] * (name == "search"))
    assert made == (rows.stat().st_ino, rows.stat().st_mtime_ns)
    # Another text of the same length, under the same time.
    Path("corpus.txt").write_text("two text\nanother text\n\nthe last one\n")
    os.utime("corpus.txt", (1, 1))
    assert recipe("search", "corpus.txt", "two text", "--top", "1")[0].endswith(b"  1: two text")
    # Another model.
    before = np.load(rows).tobytes()
    recipe("search", "corpus.txt", "two text", ALBERT_EMBED_MODEL=sys.argv[2])
    assert np.load(rows).tobytes() != before


def an_interrupt_loses_nothing() -> None:
    Path("long.txt").write_text("".join(f"text number {i} of {i * i}\n\n" for i in range(1500)))
    command = [sys.executable, RECIPES / "search.py", "long.txt", "text number 7 of 49", "--top", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    partial, journal = (Path("long.txt.embedded/rows.npy.partial" + end) for end in ("", ".journal"))
    deadline = time.monotonic() + 300
    while process.poll() is None and not journal.exists() and time.monotonic() < deadline:
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=300)[1].decode()
    # Where whoever runs the tests blocks the signal, Python cannot die of it, and ends with what a shell would show.
    assert process.returncode in (-signal.SIGINT, 128 + signal.SIGINT), (process.returncode, said)
    assert said.count("the same command goes on with the work\n") == 1 and "Traceback" not in said, said
    begun = partial.stat().st_ino
    assert recipe("search", *command[2:])[0].endswith(b"  15: text number 7 of 49")
    whole = Path("long.txt.embedded/rows.npy")
    assert whole.stat().st_ino == begun
    subprocess.run([PROGRAM, "-q", "--normalize", "-o", "whole.npy", "long.txt"], check=True)
    assert Path("whole.npy").read_bytes() == whole.read_bytes()


def what_is_not_ours_is_left_alone() -> None:
    Path("mine.txt").write_text("a text\n")
    Path("mine.txt.embedded").mkdir()
    Path("mine.txt.embedded/rows.npy").write_bytes(b"mine")
    said = recipe("search", "mine.txt", "query", status=1)
    assert said == [b"mine.txt.embedded: was not made by a recipe, so it is not replaced; move it away"], said
    assert Path("mine.txt.embedded/rows.npy").read_bytes() == b"mine"
    for content, problem in [(b"\x1f\x8b\x08rest", b"is compressed"), ("a".encode("utf-16"), b"UTF-16"), (b"", b"holds no text"), (b"\n\n \n\t\r\n", b"holds no text")]:
        Path("wrong.txt").write_bytes(content)
        for name in ["search", "deduplicate", "nearest_neighbours"]:
            said = recipe(name, "wrong.txt", *["x"] * (name == "search"), status=1)
            assert problem in said[-1], said


def duplicates_are_dropped_as_one_by_one() -> None:
    """The definition: of the texts in their order, each that is not almost the same as one that was kept."""
    random = np.random.default_rng(2)
    words = np.array("red green blue small large old new cat dog house tree car river stone bread".split())
    texts = [" ".join(random.choice(words, 3)) + random.choice(["", ".", "!"]) for _ in range(1300)]
    Path("many.txt").write_bytes("".join(text + "\n" for text in texts).encode() + b"\xff invalid bytes stay\r\n")
    corpus = Corpus("many.txt")
    rows, kept = corpus.rows(), []
    doubtful = False
    for index, row in enumerate(rows):
        highest = (rows[kept] @ row).max(initial=-1)
        doubtful |= abs(highest - 0.7) < 1e-5
        if highest < 0.7:
            kept.append(index)
    printed = recipe("deduplicate", "many.txt")
    expected = [corpus.text(index).encode(errors="surrogateescape") for index in kept]
    assert printed == expected or doubtful, (len(printed), len(expected))
    assert len(expected) < len(texts)


def the_nearest_are_the_nearest() -> None:
    random = np.random.default_rng(3)
    # Of whole numbers, so that sums are exact in any order.
    rows = random.integers(-9, 9, (900, 16)).astype(np.float32)
    products = rows[:50] @ rows.T
    for size in [1, 7, 899, 900, 5000]:
        for count in [1, 2, 10, 2000]:
            cosines, numbers = nearest(rows[:50], (rows[start : start + size] for start in range(0, 900, size)), count)
            assert (cosines == -np.sort(-products, axis=1)[:, :count]).all()
            assert (np.take_along_axis(products, numbers, axis=1) == cosines).all()
            assert all(len(set(found)) == min(count, 900) for found in numbers.tolist())
    # One text, and several that are the same.
    Path("one.txt").write_text("only one\n")
    assert recipe("nearest_neighbours", "one.txt", status=1) == [b"at least two texts are needed"]
    Path("same.txt").write_text("the same\n" * 5)
    lines = recipe("nearest_neighbours", "same.txt")
    assert lines == [b"the same", b"    1.00  the same"] * 5, lines
    assert recipe("deduplicate", "same.txt") == [b"the same"]
    assert recipe("deduplicate", "same.txt", "one.txt", status=1) == [b"usage: deduplicate.py [FILE]"]


def tags_stay_with_their_words() -> None:
    """A sentence with fewer words than the model finds, and one with more, would move the tags between them."""
    Path("tagged.txt").write_text("Anna/P sees\u2028Rome/L\nPaul's/P cat likes Oslo/L\n")
    Path("new.txt").write_text("Emma sees Paris\n")
    assert b"use a model that splits words" in recipe("tag_words", "tagged.txt", "new.txt", status=1)[-1]
    Path("tagged.txt").write_text("Anna/P sees Rome/L\n")
    Path("new.txt").write_text("\n")
    assert recipe("tag_words", "tagged.txt", "new.txt", status=1)[-1].startswith(b"found 0 sentences to tag")


lines_are_those_of_the_program()
a_file_is_embedded_once()
an_interrupt_loses_nothing()
what_is_not_ours_is_left_alone()
duplicates_are_dropped_as_one_by_one()
the_nearest_are_the_nearest()
if importlib.util.find_spec("sklearn"):
    tags_stay_with_their_words()
