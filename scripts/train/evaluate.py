"""How far the student ranks pairs of unseen texts as the teacher does.

    python evaluate.py WORK STUDENT_DIRECTORY

Spearman's correlation of the two models' cosines over three kinds of pairs: random lines, a line and one
of its five nearest lines (by the teacher), and a line and an edit of it; and over all of them together.
"""

import sys
from pathlib import Path
from typing import Callable

import numpy as np
from tokenizers import Tokenizer

from corpus import read_texts
from dataset import encode

PAIRS = 3_000
# Enough to watch a run by, at a tenth of the time.
QUICK_PAIRS = 400


def ranks(values: np.ndarray) -> np.ndarray:
    ranks = np.empty(len(values))
    ranks[np.argsort(values)] = np.arange(len(values))
    return ranks


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


class HeldOut:
    """The pairs, as rows of one list of texts, and the teacher's cosines."""

    def __init__(self, work: Path, count: int = PAIRS):
        lines = read_texts(work / "heldout.txt")
        pairs = [pair.split("\t") for pair in read_texts(work / "heldout_pairs.txt")]
        teacher = np.concatenate([np.load(work / "heldout.npy"), np.load(work / "heldout_pairs.npy")])
        teacher = teacher.astype(np.float32)
        tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
        self.ids = encode(tokenizer, lines + [edit for _, edit in pairs])

        chance = np.random.default_rng(6)
        line_of = {line: row for row, line in enumerate(lines)}
        first = np.array([line_of[line] for line, _ in pairs[:count]])
        nearest = np.argsort(-(teacher[first] @ teacher[: len(lines)].T), axis=1)[:, 1:6]
        self.pairs = {
            "random": (first, chance.permutation(first)),
            "near": (first, nearest[np.arange(count), chance.integers(0, 5, count)]),
            "edited": (first, len(lines) + np.arange(count)),
        }
        self.pairs["all"] = tuple(np.concatenate(side) for side in zip(*self.pairs.values()))
        self.teacher = teacher
        self.used = np.unique(np.concatenate(self.pairs["all"]))

    def agreement(self, embed: Callable[[np.ndarray], np.ndarray]) -> dict[str, float]:
        """`embed` takes ids [rows, length] and gives vectors [rows, columns]."""
        vectors = self.vectors(embed)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        result = {"cosine": float((vectors * self.teacher)[self.used].sum(axis=1).mean())}
        for kind, (first, second) in self.pairs.items():
            cosines = [(model[first] * model[second]).sum(axis=1) for model in (vectors, self.teacher)]
            result[kind] = spearman(*cosines)
        return result

    def vectors(self, embed: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        lengths = np.array([len(ids) for ids in self.ids])
        vectors = np.ones_like(self.teacher)
        for length in np.unique(lengths[self.used]):
            rows = self.used[lengths[self.used] == length]
            vectors[rows] = embed(np.stack([self.ids[row] for row in rows]))
        return vectors


def formatted(agreement: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:.4f}" for name, value in agreement.items())


def main(work: Path, directory: Path) -> None:
    import torch
    from transformers import AlbertModel

    model = AlbertModel.from_pretrained(directory, add_pooling_layer=False).eval()

    @torch.inference_mode()
    def embed(ids: np.ndarray) -> np.ndarray:
        return model(torch.from_numpy(ids)).last_hidden_state.mean(dim=1).numpy()

    print(formatted(HeldOut(work).agreement(embed)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
