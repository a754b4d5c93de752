"""Measures how well a model ranks pairs of unseen texts as the teacher does.

    python evaluate.py WORK MODEL.albert... [--paragraphs FILE] [--scores FILE.tsv]

It prints Spearman's correlation of the cosines of the two models, for several kinds of pairs. Pairs of held-out lines: random lines, a
line and one of its five nearest (by the teacher), a line and an edit of it, and all of these together. Pairs of longer texts, cut to
64, 128 and 256 tokens: joined held-out lines with a copy in which some lines differ, and paragraphs of FILE of that length, each with
one of its five nearest. With --scores it also prints the correlation with people's scores. Each line of that file is a kind of text,
a score and two texts, separated by tabs. The texts go through `albert-embed`, so each precision is judged as it is used.
"""

import argparse
import io
import subprocess
from pathlib import Path
from typing import Callable

import numpy as np

from corpus import read_texts

PROGRAM = Path(__file__).parents[3] / ".build/release/albert-embed"
PAIRS = 3_000
# These are enough to watch a run, and take a tenth of the time.
QUICK_PAIRS = 400
LENGTHS = (64, 128, 256)
JOINED_PAIRS, PARAGRAPHS = 100, 150

Embed = Callable[[list[str]], np.ndarray]


def ranks(values: np.ndarray) -> np.ndarray:
    """The ranks; equal values get the mean of their ranks, since people's scores have ties."""
    order, counts = np.unique(values, return_inverse=True, return_counts=True)[1:]
    return (np.cumsum(counts) - (counts - 1) / 2)[order]


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def cosines(vectors: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors[first] * vectors[second]).sum(axis=1)


def near(vectors: np.ndarray, first: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    nearest = np.argsort(-(vectors[first] @ vectors.T), axis=1)[:, 1:6]
    return nearest[np.arange(len(first)), chance.integers(0, 5, len(first))]


class TeacherVectors:
    """The teacher's rows of named lists of texts. They are kept in WORK."""

    def __init__(self, work: Path, teacher: "Teacher"):
        self.work, self.teacher = work, teacher

    def of(self, name: str, texts: list[str]) -> np.ndarray:
        path = self.work / f"heldout-{name}.npy"
        if not path.exists():
            partial = self.work / "heldout.partial.npy"
            np.save(partial, self.teacher.vectors(texts))
            partial.rename(path)
        vectors = np.load(path)
        assert len(vectors) == len(texts), f"{path} belongs to other texts; delete it"
        return vectors


class Pairs:
    """Texts and pairs of them. `kinds` holds pairs of rows of `texts`, by name."""

    def __init__(self, texts: list[str], teacher: np.ndarray, kinds: dict[str, tuple[np.ndarray, np.ndarray]]):
        used, rows = np.unique(np.concatenate([side for pair in kinds.values() for side in pair]), return_inverse=True)
        self.texts, self.teacher, self.kinds = [texts[row] for row in used], teacher[used], {}
        for name, (first, _) in kinds.items():
            self.kinds[name] = rows[: len(first)], rows[len(first) : 2 * len(first)]
            rows = rows[2 * len(first) :]

    def agreement(self, embed: Embed) -> dict[str, float]:
        vectors = embed(self.texts)
        vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        result = {"cosine": float((vectors * self.teacher).sum(axis=1).mean())}
        for kind, pairs in self.kinds.items():
            result[kind] = spearman(cosines(vectors, *pairs), cosines(self.teacher, *pairs))
        return result


class HeldOut(Pairs):
    """The held-out lines and their edits."""

    def __init__(self, work: Path, teacher: "Teacher", count: int = PAIRS):
        lines = read_texts(work / "heldout.txt")
        pairs = [pair.split("\t") for pair in read_texts(work / "heldout_pairs.txt")]
        texts = lines + [edit for _, edit in pairs]
        vectors = TeacherVectors(work, teacher).of("lines", texts)
        chance = np.random.default_rng(6)
        line_of = {line: row for row, line in enumerate(lines)}
        first = np.array([line_of[line] for line, _ in pairs[:count]])
        kinds = {
            "random": (first, chance.permutation(first)),
            "near": (first, near(vectors[: len(lines)], first, chance)),
            "edited": (first, len(lines) + np.arange(len(first))),
        }
        kinds["all"] = tuple(np.concatenate(side) for side in zip(*kinds.values()))
        super().__init__(texts, vectors, kinds)


def cut(texts: list[str], length: int, teacher: "Teacher") -> list[str]:
    """Each text, cut after `length` tokens. Shorter texts are left out."""
    teacher.tokenizer.enable_truncation(length)
    encodings = teacher.tokenizer.encode_batch(texts)
    return [text[: row.offsets[-2][1]] for text, row in zip(texts, encodings) if len(row.ids) == length]


def joined(work: Path, length: int, teacher: "Teacher") -> Pairs:
    """Joined held-out lines, and copies of them. In a copy each line is replaced with a probability, which differs from copy to copy."""
    lines, chance = read_texts(work / "heldout.txt"), np.random.default_rng(length)
    one, other = [], []
    for _ in range(JOINED_PAIRS):
        taken = [lines[row] for row in chance.integers(len(lines), size=length // 3)]
        kept = chance.random()
        copy = [line if chance.random() < kept else lines[chance.integers(len(lines))] for line in taken]
        one.append(" ".join(taken))
        other.append(" ".join(copy))
    texts = cut(one + other, length, teacher)
    assert len(texts) == 2 * JOINED_PAIRS
    rows = np.arange(JOINED_PAIRS)
    vectors = TeacherVectors(work, teacher).of(f"joined-{length}", texts)
    return Pairs(texts, vectors, {f"joined {length}": (rows, rows + JOINED_PAIRS)})


def paragraphs(work: Path, path: Path, length: int, teacher: "Teacher") -> Pairs:
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if len(line.split()) >= length // 2]
    texts = cut(lines, length, teacher)[:PARAGRAPHS]
    vectors = TeacherVectors(work, teacher).of(f"paragraphs-{length}", texts)
    rows, chance = np.arange(len(texts)), np.random.default_rng(length)
    return Pairs(texts, vectors, {f"paragraphs {length}": (rows, near(vectors, rows, chance))})


def people(path: Path, embed: Embed) -> dict[str, float]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    kinds, scores = np.array([row[0] for row in rows]), np.array([float(row[1]) for row in rows])
    vectors, pairs = embed([row[2] for row in rows] + [row[3] for row in rows]), np.arange(len(rows))
    values = cosines(vectors, pairs, pairs + len(rows))
    return {f"people: {kind}": spearman(values[kinds == kind], scores[kinds == kind]) for kind in np.unique(kinds)}


def formatted(agreement: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:.4f}" for name, value in agreement.items())


def program(model: Path) -> Embed:
    def embed(texts: list[str]) -> np.ndarray:
        lines = "\n".join(texts) + "\n"
        made = subprocess.run([PROGRAM, "-m", model], input=lines.encode(), stdout=subprocess.PIPE, check=True)
        return np.load(io.BytesIO(made.stdout))

    return embed


def main(given: argparse.Namespace) -> None:
    from teacher import LONGEST, Teacher

    teacher = Teacher()
    sets = [HeldOut(given.work, teacher)]
    for length in LENGTHS:
        sets.append(joined(given.work, length, teacher))
        if given.paragraphs:
            sets.append(paragraphs(given.work, given.paragraphs, length, teacher))
    teacher.tokenizer.enable_truncation(LONGEST)
    if given.scores:
        print(f"teacher: {formatted(people(given.scores, teacher.vectors))}")
    for model in given.models:
        print(f"{model}:")
        for pairs in sets:
            print(f"    {formatted(pairs.agreement(program(model)))}")
        if given.scores:
            print(f"    {formatted(people(given.scores, program(model)))}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("work", type=Path)
    arguments.add_argument("models", type=Path, nargs="+")
    arguments.add_argument("--paragraphs", type=Path)
    arguments.add_argument("--scores", type=Path)
    main(arguments.parse_args())
