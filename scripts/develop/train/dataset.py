"""Batches of texts, in an order that the corpus decides: neighbours together, any lines together, long texts."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from corpus import read_texts

# Rows are taken in parts of so many: few enough to find neighbours in seconds, enough that there are near ones.
PART_ROWS = 30_000
# Rows of a batch; with their edits these are some 1,500 tokens.
SHORT_ROWS, LONG_ROWS = 40, 48
# Shares of the rows: with their neighbours, with any others; the rest is joined to long texts.
NEAR_SHARE, RANDOM_SHARE = 0.35, 0.3
LONG_WORDS = (30, 190)
# So many of the long texts come with a copy that has other lines in places.
VARIED_SHARE = 0.5
OUTLINE_COLUMNS = 48


def neighbourhoods(points: np.ndarray, size: int, chance: np.random.Generator) -> list[np.ndarray]:
    """Cuts the rows of `points` into groups of at most `size` that lie close together.

    A random projection tree: each cut goes through the median along the line between two random rows.
    """
    groups, pending = [], [np.arange(len(points))]
    while pending:
        rows = pending.pop()
        if len(rows) <= size:
            groups.append(rows)
            continue
        one, other = chance.choice(rows, 2, replace=False)
        order = np.argsort(points[rows] @ (points[one] - points[other]))
        # A multiple of `size` on one side, so that most groups are full.
        half = max(1, len(rows) // size // 2) * size
        pending += [rows[order[:half]], rows[order[half:]]]
    return groups


class Outlines:
    """What a text is about, cheaply: the mean of the teacher's word embeddings, the rare words' above all."""

    def __init__(self, tokenizer: Tokenizer, vectors: np.ndarray):
        self.tokenizer = tokenizer
        turn = np.random.default_rng(7).standard_normal((vectors.shape[1], OUTLINE_COLUMNS)).astype(np.float32)
        self.vectors = (vectors - vectors.mean(axis=0)) @ turn

    def of(self, texts: list[str]) -> np.ndarray:
        """[texts, OUTLINE_COLUMNS], unit rows."""
        encodings = self.tokenizer.encode_batch_fast(texts)
        ids = np.concatenate([encoding.ids for encoding in encodings])
        starts = np.cumsum([0] + [len(encoding.ids) for encoding in encodings[:-1]])
        frequencies = np.bincount(ids, minlength=len(self.vectors)) / len(ids)
        weighted = self.vectors * (1e-3 / (1e-3 + frequencies))[:, None].astype(np.float32)
        sums = np.add.reduceat(weighted[ids], starts)
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)


def long_texts(lines: list[str], chance: np.random.Generator) -> list[str]:
    """Neighbouring lines, joined until there are so many words; and copies of some with lines left out or exchanged."""
    texts, first = [], 0
    while first < len(lines):
        asked, taken = chance.integers(*LONG_WORDS), []
        while first < len(lines) and sum(len(line.split()) for line in taken) < asked:
            taken.append(lines[first])
            first += 1
        texts.append(" ".join(taken))
        if chance.random() < VARIED_SHARE:
            kept = chance.random()
            varied = [line if chance.random() < kept else lines[chance.integers(len(lines))] for line in taken]
            texts.append(" ".join(varied[: chance.integers(1, len(varied) + 1)] if chance.random() < 0.3 else varied))
    return texts


class Dataset:
    def __init__(self, work: Path, outlines: Outlines):
        self.rows = read_texts(work / "texts.txt")
        self.outlines = outlines

    def part(self, number: int) -> list[list[str]]:
        """The batches of a part of the rows; after the last part comes the first one, in another order."""
        chance = np.random.default_rng([20, number])
        parts = max(1, len(self.rows) // PART_ROWS)
        rows = [row.split("\t") for row in self.rows[number % parts * PART_ROWS :][:PART_ROWS]]
        lines = [row[0] for row in rows]
        order = chance.permutation(len(rows))
        near, random, long = np.split(
            order, [int(len(order) * NEAR_SHARE), int(len(order) * (NEAR_SHARE + RANDOM_SHARE))]
        )
        outlines = self.outlines.of(lines)
        short = [near[group] for group in neighbourhoods(outlines[near], SHORT_ROWS, chance)]
        short += [random[first : first + SHORT_ROWS] for first in range(0, len(random), SHORT_ROWS)]
        batches = [[text for row in group for text in rows[row]] for group in short]
        for group in neighbourhoods(outlines[long], LONG_ROWS, chance):
            batches.append(long_texts([lines[row] for row in chance.permutation(long[group])], chance))
        return [batches[at] for at in chance.permutation(len(batches)) if len(batches[at]) > 1]
