"""Trains the student on the teacher.

    python distil.py WORK [--million-tokens 30]

The learning rate is constant, then falls to zero over the last part of the tokens. So a run that goes on may be given another number
of tokens. The state is saved to WORK/student.state.pt about every minute, and the same command goes on from there. The result is
WORK/student.pt, a running mean of the weights.
Each of THREADS threads works on its own batch: on a busy machine this loses less time than sharing every product. Products are in
bfloat16 unless --f32 is given. That is twice as fast on a CPU that has bfloat16, and slower on others.
"""

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterator

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer
from transformers import AlbertModel

from dataset import Dataset, Outlines
from evaluate import QUICK_PAIRS, HeldOut, formatted
from objective import state_loss, vector_loss
from packed import Packing
from student import TEACHER_LAYERS, configuration, states, student_from
from teacher import LONGEST, Teacher

THREADS = 2
WARM_UP_STEPS = 40
# Adam's learning rates: for the layers, and for the embeddings with their projection.
LAYER_RATE, EMBEDDING_RATE = 2.5e-4, 8e-4
# The share of the tokens over which the learning rates fall.
FALLING_SHARE = 0.6
# The weight of the states falls from 1 to this: they help at first, but the vectors are the goal.
LEAST_STATE_WEIGHT = 0.1
# The decay of the running mean of the weights, in each step.
MEAN_DECAY = 0.97
STEPS_BETWEEN_SAVES, STEPS_BETWEEN_REPORTS = 25, 100
TEXTS_TO_FIT = 6_000


def spans(encodings: list[Encoding]) -> np.ndarray:
    """A number for each token of a batch, which identifies its text, start and end. Special tokens differ by their position."""
    numbers = []
    for text, encoding in enumerate(encodings):
        offsets = np.array(encoding.offsets, np.int64)
        offsets[-1] = -1
        numbers.append((text << 40) + (offsets[:, 0] + 1 << 20) + offsets[:, 1] + 1)
    return np.concatenate(numbers)


def common_tokens(ours: list[Encoding], theirs: list[Encoding]) -> tuple[np.ndarray, np.ndarray]:
    """The rows of the tokens that stand for the same characters in both."""
    return np.intersect1d(spans(ours), spans(theirs), assume_unique=True, return_indices=True)[1:]


class Distillation:
    def __init__(self, work: Path, given: argparse.Namespace):
        self.state_path, self.result_path = work / "student.state.pt", work / "student.pt"
        self.all_tokens, self.bfloat16 = given.million_tokens * 1e6, not given.f32
        self.teacher = Teacher()
        self.tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        words = self.teacher.bert.embeddings.word_embeddings.weight.detach().numpy()
        self.dataset = Dataset(work, Outlines(self.teacher.tokenizer, words))
        self.held_out = HeldOut(work, self.teacher, QUICK_PAIRS)
        # The next batch is number `batch` of part number `part`.
        self.progress = {"step": 0, "tokens": 0, "part": 0, "batch": 0}
        saved = torch.load(self.state_path) if self.state_path.exists() else None
        if saved:
            self.model = AlbertModel(configuration(self.tokenizer.get_vocab_size()), add_pooling_layer=False)
            self.model.load_state_dict(saved["model"])
        else:
            texts = [row.split("\t")[0] for row in self.dataset.rows[:TEXTS_TO_FIT]]
            self.model = student_from(self.teacher, self.tokenizer, texts)
        self.parameters = list(self.model.parameters())
        self.mean = [parameter.detach().clone() for parameter in self.parameters]
        layers = list(self.model.encoder.albert_layer_groups.parameters())
        others = [*self.model.embeddings.parameters(), *self.model.encoder.embedding_hidden_mapping_in.parameters()]
        groups = [{"params": layers}, {"params": others}]
        self.optimizer = torch.optim.Adam(groups, lr=0.0, betas=(0.9, 0.98), fused=True)
        if saved:
            self.optimizer.load_state_dict(saved["optimizer"])
            self.mean, self.progress = saved["mean"], saved["progress"]
        self.threads = ThreadPoolExecutor(THREADS)
        if not saved:
            self.save()

    def batches(self) -> Iterator[list[str]]:
        while True:
            batches = self.dataset.part(self.progress["part"])
            while self.progress["batch"] < len(batches):
                self.progress["batch"] += 1
                yield batches[self.progress["batch"] - 1]
            self.progress |= {"part": self.progress["part"] + 1, "batch": 0}

    def state_weight(self) -> float:
        return max(LEAST_STATE_WEIGHT, 1 - self.progress["tokens"] / self.all_tokens)

    def gradients(self, texts: list[str]) -> tuple[tuple[torch.Tensor, ...], np.ndarray, int]:
        """The gradients, the two losses, and the number of tokens."""
        encodings, teacher_encodings = self.tokenizer.encode_batch(texts), self.teacher.tokenizer.encode_batch(texts)
        packing = Packing([encoding.ids for encoding in encodings])
        teacher_packing = Packing([encoding.ids for encoding in teacher_encodings])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            targets = self.teacher.states(teacher_packing)
            ours = states(self.model, packing)
        vectors = vector_loss(packing.mean(ours[-1]), teacher_packing.mean(targets[-1]))
        # Tokens are compared where both tokenizers cut the text at the same places.
        tokens, teacher_tokens = (torch.from_numpy(rows) for rows in common_tokens(encodings, teacher_encodings))
        asked = [targets[layer + 1][teacher_tokens] for layer in TEACHER_LAYERS]
        layers = state_loss([state[tokens] for state in ours[1:]], asked)
        loss = (vectors + self.state_weight() * layers) / THREADS
        losses = np.array([vectors.item(), layers.item()])
        return torch.autograd.grad(loss, self.parameters), losses, len(packing.ids)

    def update(self, gradients: list[tuple[torch.Tensor, ...]]) -> None:
        left = max(0.0, 1 - self.progress["tokens"] / self.all_tokens)
        factor = min(1.0, left / FALLING_SHARE, (self.progress["step"] + 1) / WARM_UP_STEPS)
        for group, rate in zip(self.optimizer.param_groups, (LAYER_RATE, EMBEDDING_RATE)):
            group["lr"] = rate * factor
        for parameter, *parts in zip(self.parameters, *gradients):
            parameter.grad = sum(parts)
        self.optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(self.mean, self.parameters, 1 - min(MEAN_DECAY, 1 - 1 / (self.progress["step"] + 1)))

    def run(self) -> None:
        self.report("start")
        batches, losses = self.batches(), []
        while self.progress["tokens"] < self.all_tokens:
            work = [next(batches) for _ in range(THREADS)]
            gradients, parts, tokens = zip(*self.threads.map(self.gradients, work))
            self.update(gradients)
            losses += parts
            self.progress["step"] += 1
            self.progress["tokens"] += sum(tokens)
            if self.progress["step"] % STEPS_BETWEEN_SAVES == 0:
                self.save()
            if self.progress["step"] % STEPS_BETWEEN_REPORTS == 0:
                vectors, layers = np.mean(losses, axis=0)
                self.report(f"losses {vectors:.4f} {layers:.4f}")
                losses.clear()
        self.report("end")
        self.save()
        self.write_mean(self.result_path)

    @torch.inference_mode()
    def report(self, what: str) -> None:
        def embed(texts: list[str]) -> np.ndarray:
            packing = Packing([encoding.ids for encoding in self.tokenizer.encode_batch_fast(texts)])
            with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
                return packing.mean(states(self.model, packing)[-1]).numpy()

        own = [parameter.clone() for parameter in self.parameters]
        torch._foreach_copy_(self.parameters, self.mean)
        agreement = formatted(self.held_out.agreement(embed))
        torch._foreach_copy_(self.parameters, own)
        step, tokens = self.progress["step"], self.progress["tokens"] / 1e6
        print(f"step {step} {tokens:.2f} M tokens {time.process_time():.0f} CPU-s {what}  {agreement}", flush=True)

    def write_mean(self, path: Path) -> None:
        names = [name for name, _ in self.model.named_parameters()]
        partial = path.with_suffix(".partial")
        torch.save(self.model.state_dict() | dict(zip(names, self.mean)), partial)
        partial.rename(path)

    def save(self) -> None:
        partial = self.state_path.with_suffix(".partial")
        state = {"model": self.model.state_dict(), "mean": self.mean, "optimizer": self.optimizer.state_dict()}
        torch.save(state | {"progress": self.progress}, partial)
        partial.rename(self.state_path)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--million-tokens", type=float, default=30.0)
    arguments.add_argument("--f32", action="store_true", help="compute all products in f32, not in bfloat16")
    given = arguments.parse_args()
    torch.set_num_threads(1)
    Distillation(given.work, given).run()
