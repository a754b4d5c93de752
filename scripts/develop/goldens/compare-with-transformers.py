"""Compares albert-embed with Hugging Face's AlbertModel, on models of real size.

    .venv/bin/python scripts/develop/goldens/compare-with-transformers.py WORK [MODEL ...]

A MODEL is one of the shapes below, which get random weights (weights.py), or the directory of a model. The input is token ids. All
hidden states and the poolings are compared, and the table shows the largest difference of each program from PyTorch in float64. The
models are kept in WORK.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AlbertConfig, AlbertModel

import weights

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / ".build/release/albert-embed"
LENGTHS = [1, 2, 3, 16, 31, 128, 511, 512]
POOLINGS = ["mean", "cls", "max", "mean-sqrt", "last", "pooler"]

SHAPES = {
    "mini": dict(hidden_size=256, intermediate_size=512, num_attention_heads=8, hidden_act="gelu"),
    "312": dict(hidden_size=312, intermediate_size=1248, num_attention_heads=12, num_hidden_layers=4),
    "336": dict(hidden_size=336, intermediate_size=1344, num_attention_heads=12, hidden_act="gelu"),
    "base": dict(hidden_size=768, intermediate_size=3072, num_attention_heads=12),
    "large": dict(hidden_size=1024, intermediate_size=4096, num_attention_heads=16, num_hidden_layers=24),
    "xlarge": dict(hidden_size=2048, intermediate_size=8192, num_attention_heads=16, num_hidden_layers=24),
}


def make_model(shape: str, directory: Path) -> None:
    """Writes a model with random weights and a vocabulary of the right size."""
    config = AlbertConfig(**SHAPES[shape])
    model = AlbertModel(config)
    weights.fill(model, seed=1)
    model.save_pretrained(directory)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words = [f"word{index}" for index in range(config.vocab_size - len(special))]
    (directory / "vocab.txt").write_text("\n".join(special + words) + "\n")


def embed(checkpoint: Path, ids: Path, *options: str) -> np.ndarray:
    output = ids.with_suffix(".npy")
    subprocess.run([PROGRAM, "-q", "-m", checkpoint, "-i", "ids", "-o", output, *options, ids], check=True)
    return np.load(output)


def hidden_states(model: AlbertModel, ids: list[int]) -> torch.Tensor:
    """[tokens, layers + 1, hidden size]"""
    states = []
    hooks = [model.encoder.embedding_hidden_mapping_in.register_forward_hook(lambda *call: states.append(call[2][0]))]
    for group in model.encoder.albert_layer_groups:
        hooks.append(group.register_forward_hook(lambda *call: states.append(call[2][0])))
    model(input_ids=torch.tensor([ids]))
    for hook in hooks:
        hook.remove()
    return torch.stack(states, dim=1)


def pool(model: AlbertModel, last: torch.Tensor) -> torch.Tensor:
    """A row for each of POOLINGS that the model has."""
    vectors = [last.mean(0), last[0], last.max(0).values, last.sum(0) / last.shape[0] ** 0.5, last[-1]]
    if model.pooler is not None:
        vectors.append(torch.tanh(model.pooler(last[0])))
    return torch.stack(vectors)


def compare(name: str, directory: Path, work: Path) -> None:
    checkpoint = work / f"{name}.albert"
    subprocess.run([PROGRAM, "convert", directory, checkpoint], check=True)
    single = AlbertModel.from_pretrained(directory).eval()
    double = AlbertModel.from_pretrained(directory).eval().double()
    lengths = [length for length in LENGTHS if length <= single.config.max_position_embeddings]
    records = [weights.token_ids(7, index, length, single.config.vocab_size) for index, length in enumerate(lengths)]
    ids = work / f"{name}.ids"
    ids.write_text("".join(" ".join(map(str, record)) + "\n" for record in records))

    states = embed(checkpoint, ids, "--level", "token", "--layers", "all")
    states = states.reshape(states.shape[0], -1, single.config.hidden_size)
    pooled = embed(checkpoint, ids, "--level", "text", "--pooling", ",".join(POOLINGS), "--no-normalize")
    kinds = ["hidden", *POOLINGS][: 1 + pooled.shape[1] // single.config.hidden_size]
    ours, pytorch, largest = (dict.fromkeys(kinds, 0.0) for _ in range(3))
    start = 0
    for index, record in enumerate(records):
        exact, rounded = hidden_states(double, record), hidden_states(single, record)
        found = torch.from_numpy(states[start : start + len(record)])
        rows = [(exact, rounded, found)] + list(zip(
            pool(double, exact[:, -1]), pool(single, rounded[:, -1]),
            torch.from_numpy(pooled[index]).reshape(-1, single.config.hidden_size)))
        for kind, (right, theirs, own) in zip(kinds, rows, strict=True):
            ours[kind] = max(ours[kind], (own.double() - right).abs().max().item())
            pytorch[kind] = max(pytorch[kind], (theirs.double() - right).abs().max().item())
            largest[kind] = max(largest[kind], right.abs().max().item())
        start += len(record)
    for kind in kinds:
        bound = max(2 * pytorch[kind], 1e-5 * largest[kind])
        verdict = "ok" if ours[kind] <= bound else "TOO LARGE"
        print(
            f"{name:8} {kind:9} largest {largest[kind]:7.2f}, error {ours[kind]:.2e}, PyTorch float32's "
            f"{pytorch[kind]:.2e}, ratio {ours[kind] / pytorch[kind]:.2f}, bound {bound:.2e}: {verdict}", flush=True)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("usage: compare-with-transformers.py WORK [MODEL ...]")
    work = Path(sys.argv[1])
    torch.set_grad_enabled(False)
    for name in sys.argv[2:] or list(SHAPES)[:-1]:
        directory = work / name if name in SHAPES else Path(name)
        if name in SHAPES and not directory.exists():
            make_model(name, directory)
        compare(directory.name, directory, work)


if __name__ == "__main__":
    main()
