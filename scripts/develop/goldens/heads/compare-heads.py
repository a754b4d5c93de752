"""Compares the logits of albert-embed's output layers with those of transformers, on models of real size.

    .venv/bin/python scripts/develop/goldens/heads/compare-heads.py WORK [CASE ...]

A CASE is the number of one of the cases below: a class, a shape and a number of labels, with random weights. The table shows the
RMS difference from PyTorch in float64 on 500 texts or pairs, for this program and for PyTorch in float32, and the ratio of the largest
differences. It also shows how many best labels are the same as in float64. WORK may be removed after a run.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
import transformers
from transformers import AlbertConfig, BertTokenizerFast

ROOT = Path(__file__).resolve().parents[4]
PROGRAM = os.environ.get("ALBERT_EMBED") or ROOT / ".build/release/albert-embed"
SHAPES = {
    "mini": dict(hidden_size=128, intermediate_size=512, num_attention_heads=4, num_hidden_layers=4),
    "312": dict(hidden_size=312, intermediate_size=1248, num_attention_heads=12, num_hidden_layers=4),
    "groups": dict(hidden_size=256, intermediate_size=768, num_attention_heads=8, num_hidden_layers=6, num_hidden_groups=2),
}
CASES = [
    (kind, shape, labels, problem)
    for shape, labels in zip(SHAPES, [2, 30, 7])
    for kind, problem in [
        ("SequenceClassification", None), ("SequenceClassification", "multi_label_classification"),
        ("SequenceClassification", "regression"), ("TokenClassification", None), ("QuestionAnswering", None),
        ("PreTraining", None)]
] + [("SequenceClassification", "mini", 1, None)]
WORDS = 995


def make(directory: Path, kind: str, shape: str, labels: int, problem: str | None):
    labels = 2 if kind in ["QuestionAnswering", "PreTraining"] else labels
    order = np.random.default_rng(labels).permutation(labels)
    config = AlbertConfig(
        vocab_size=WORDS + 5, max_position_embeddings=128, problem_type=problem, **SHAPES[shape],
        id2label={int(number): f"label {number}" for number in order})
    torch.manual_seed(labels)
    model = getattr(transformers, f"AlbertFor{kind}")(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            offset = 1 if name.lower().endswith("norm.weight") else 0
            parameter.copy_(offset + torch.randn(parameter.shape) * (0.1 if parameter.dim() == 1 else 2 / parameter.shape[1] ** 0.5))
    model.save_pretrained(directory)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    (directory / "vocab.txt").write_text("\n".join(special + [f"w{number}" for number in range(WORDS)]) + "\n")
    return model


def records(pairs: bool) -> list[list[str]]:
    random = np.random.default_rng(5)
    def text(most: int) -> str:
        return " ".join(f"w{number}" for number in random.integers(0, WORDS, random.integers(0, most)))
    return [[text(40), text(40)] if pairs else [text(60)] for _ in range(500)]


def logits(model, kind: str, tokens: BertTokenizerFast, record: list[str]) -> np.ndarray:
    # In lists: a pair whose second text is empty is taken for one text otherwise.
    encoded = tokens(*([text] for text in record), return_tensors="pt")
    output = model(**encoded)
    match kind:
        case "QuestionAnswering":
            rows = torch.stack([output.start_logits[0], output.end_logits[0]], dim=1).numpy()
            # The tokens of the question have no rows.
            return rows[[sequence != 0 for sequence in encoded.sequence_ids(0)]]
        case "PreTraining":
            return output.sop_logits.numpy()
        case "TokenClassification":
            return output.logits[0].numpy()
        case _:
            return output.logits.numpy()


def compare(work: Path, kind: str, shape: str, labels: int, problem: str | None) -> bool:
    directory = work / f"{kind}-{shape}-{problem}"
    directory.mkdir(parents=True, exist_ok=True)
    single = make(directory, kind, shape, labels, problem)
    double = type(single).from_pretrained(directory).eval().double()
    tokens = BertTokenizerFast(vocab=str(directory / "vocab.txt"))
    texts = records(pairs=kind in ["QuestionAnswering", "PreTraining"])
    exact = np.concatenate([logits(double, kind, tokens, record) for record in texts])
    rounded = np.concatenate([logits(single, kind, tokens, record) for record in texts])
    checkpoint, file = work / "model.albert", work / "texts.jsonl"
    subprocess.run([PROGRAM, "convert", directory, checkpoint], check=True, stderr=subprocess.DEVNULL)
    file.write_text("".join(
        json.dumps({"text": record[0]} | ({"b": record[1]} if len(record) > 1 else {})) + "\n" for record in texts))
    options = ["--pair-field", "b"] if len(texts[0]) > 1 else []
    def run(output: str) -> np.ndarray:
        rows = work / "rows.npy"
        subprocess.run([PROGRAM, "-q", "-m", checkpoint, "--head", output, *options, "-o", rows, file], check=True)
        return np.load(rows)
    found = run("logits")
    assert found.shape == exact.shape, (found.shape, exact.shape)
    kept = "-"
    if kind != "QuestionAnswering":
        kept = f"{(run('scores').argmax(1) == exact.argmax(1)).mean():.4f}"
    def rms(rows: np.ndarray) -> float:
        return float(np.sqrt(np.square(rows - exact).mean()))
    ours, theirs = rms(found), rms(rounded)
    largest = np.abs(found - exact).max() / np.abs(rounded - exact).max()
    good = ours <= 2 * theirs
    print(
        f"{kind:22} {shape:7} {found.shape[1]:2} labels {problem or '-':27} {len(found):6} rows, largest {np.abs(exact).max():6.2f}, "
        f"error {ours:.1e}, PyTorch float32's {theirs:.1e}, ratio {ours / theirs:.2f} (largest errors {largest:.2f}), "
        f"best labels {kept}: {'ok' if good else 'TOO LARGE'}", flush=True)
    return good


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("usage: compare-heads.py WORK [CASE ...]")
    torch.set_grad_enabled(False)
    chosen = [int(number) for number in sys.argv[2:]] or range(len(CASES))
    results = [compare(Path(sys.argv[1]), *CASES[number]) for number in chosen]
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
