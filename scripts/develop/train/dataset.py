"""Makes batches of texts: of neighbours, of any lines, and of long texts. Their order depends on the corpus alone."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from corpus import read_texts

# The number of rows in a part: few enough to find neighbours in seconds, and enough to have near ones.
PART_ROWS = 30_000
# The number of rows in a batch. With their edits they have about 1,500 tokens.
SHORT_ROWS, LONG_ROWS = 40, 48
# The shares of the rows that come with their neighbours, and with any others. The rest is joined into long texts.
NEAR_SHARE, RANDOM_SHARE = 0.35, 0.3
LONG_WORDS = (30, 190)
# The share of the long texts that come with a copy in which some lines differ.
VARIED_SHARE = 0.5
OUTLINE_COLUMNS = 48


def neighbourhoods(points: np.ndarray, size: int, chance: np.random.Generator) -> list[np.ndarray]:
    """Cuts the rows of `points` into groups of at most `size` that lie close together.

    It is a random projection tree: each cut goes through the median along the line between two random rows.
    """
    groups, pending = [], [np.arange(len(points))]
    while pending:
        rows = pending.pop()
        if len(rows) <= size:
            groups.append(rows)
            continue
        one, other = chance.choice(rows, 2, replace=False)
        order = np.argsort(points[rows] @ (points[one] - points[other]))
        # One side has a multiple of `size` rows, so that most groups are full.
        half = max(1, len(rows) // size // 2) * size
        pending += [rows[order[:half]], rows[order[half:]]]
    return groups


class Outlines:
    """A cheap outline of a text: the mean of the teacher's word embeddings, in which rare words have more weight."""

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
    """Long texts: neighbouring lines, joined up to a number of words. Some have a copy in which lines are left out or exchanged."""
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
        """The batches of a part of the rows. After the last part the first one comes again, in another order."""
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
