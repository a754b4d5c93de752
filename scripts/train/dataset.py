"""Token ids and teacher vectors of the texts, and batches of equal token counts."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from corpus import read_texts

LONGEST = 128
# Above this many tokens texts are cut to a multiple of 8, so that enough of them share a length.
COARSE_ABOVE = 40


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[np.ndarray]:
    """Ids of each text, [CLS] and [SEP] included, cut to `LONGEST`."""
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return [np.array(encoding.ids, np.int64) for encoding in tokenizer.encode_batch_fast(texts)]


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


class Dataset:
    """The texts whose teacher vectors exist: `ids[i]` and `targets[i]` ([384], float16, unit)."""

    def __init__(self, work: Path):
        shards = sorted((work / "targets").glob("[0-9][0-9][0-9].npy"))
        self.targets = np.concatenate([np.load(shard) for shard in shards])
        texts = read_texts(work / "texts.txt")[: len(self.targets)]
        # Enough columns to find neighbours by.
        turn = np.random.default_rng(7).standard_normal((self.targets.shape[1], 48)).astype(np.float32)
        self.outlines = self.targets.astype(np.float32) @ turn
        self.ids = encode(Tokenizer.from_file(str(work / "tokenizer.json")), texts)

    def groups(self, rows: np.ndarray, size: int, chance: np.random.Generator) -> list[np.ndarray]:
        """Groups of at most `size` rows: half of the rows at random, half with their neighbours by the teacher.

        Similarities among random texts are all near zero; among neighbours they tell fine differences.
        """
        rows = chance.permutation(rows)
        random, near = rows[: len(rows) // 2], rows[len(rows) // 2 :]
        groups = [random[first : first + size] for first in range(0, len(random), size)]
        return groups + [near[group] for group in neighbourhoods(self.outlines[near], size, chance)]

    def batches(self, tokens: int, longest: int, chance: np.random.Generator):
        """One pass over the texts of up to `longest` tokens: (ids [rows, length], targets [rows, 384]), no padding."""
        lengths = np.array([len(ids) for ids in self.ids])
        coarse = lengths > COARSE_ABOVE
        lengths[coarse] -= lengths[coarse] % 8
        groups = []
        for length in np.unique(lengths[lengths <= longest]):
            groups += self.groups(np.flatnonzero(lengths == length), max(4, tokens // length), chance)
        for at in chance.permutation(len(groups)):
            rows = groups[at]
            length = lengths[rows[0]]
            ids = np.stack([self.ids[row][:length] for row in rows])
            ids[:, -1] = self.ids[rows[0]][-1]  # a cut text ends in [SEP] too
            yield ids, self.targets[rows].astype(np.float32)
