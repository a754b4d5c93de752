"""Trains the student on the teacher's vectors.

    python distil.py WORK [--million-tokens 16] [--name NAME]

The learning rate holds, then falls to zero over the last part of the tokens, so a run that goes on may be given another
number of them. State goes to WORK/NAME.state.pt every minute or so; the same command goes on from there. The result
is WORK/NAME.pt.
Each of THREADS threads works on a batch of its own with one replica of the model: on a busy machine that
loses less time than sharing every product does.
"""

import argparse
import copy
import itertools
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch

from dataset import Dataset
from evaluate import QUICK_PAIRS, HeldOut, formatted
from objective import distillation_loss
from optimizer import optimizers_for
from student import student_from

THREADS = 2
WARM_UP_STEPS = 30
# The part of the tokens over which the rate falls.
FALLING_SHARE = 0.4
STEPS_BETWEEN_SAVES, STEPS_BETWEEN_REPORTS = 50, 100


class Distillation:
    def __init__(self, work: Path, given: argparse.Namespace):
        self.state_path, self.result_path = work / f"{given.name}.state.pt", work / f"{given.name}.pt"
        self.all_tokens, self.batch_tokens, self.longest = given.million_tokens * 1e6, given.batch_tokens, given.longest
        torch.manual_seed(20)
        self.dataset, self.held_out = Dataset(work), HeldOut(work, QUICK_PAIRS)
        self.model = student_from(np.load(work / "static.npz")).train()
        self.threads = ThreadPoolExecutor(THREADS)
        self.optimizers = optimizers_for(self.model, given.matrix_rate, given.rate, self.threads)
        self.step, self.tokens = 0, 0
        if self.state_path.exists():
            self.restore()
        self.replicas = [self.model] + [self.replica() for _ in range(THREADS - 1)]

    def replica(self) -> torch.nn.Module:
        """Shares the parameters, has gradients of its own."""
        replica = copy.deepcopy(self.model)
        for mine, shared in zip(replica.parameters(), self.model.parameters()):
            mine.data = shared.data
        return replica

    def batches(self):
        for epoch in itertools.count():
            # A run that goes on after a stop sees the texts in a new order.
            yield from self.dataset.batches(self.batch_tokens, self.longest, np.random.default_rng([epoch, self.step]))

    @staticmethod
    def gradients(replica: torch.nn.Module, ids: np.ndarray, targets: np.ndarray) -> float:
        vectors = replica(torch.from_numpy(ids)).last_hidden_state.mean(dim=1)
        loss = distillation_loss(vectors, torch.from_numpy(targets)) / THREADS
        loss.backward()
        return loss.item()

    def gather_gradients(self) -> None:
        others = [replica.parameters() for replica in self.replicas[1:]]
        for shared, *theirs in zip(self.model.parameters(), *others):
            for other in theirs:
                if other.grad is not None:
                    shared.grad = other.grad if shared.grad is None else shared.grad.add_(other.grad)
                    other.grad = None

    def set_rates(self) -> None:
        left = max(0, 1 - self.tokens / self.all_tokens)
        factor = min(1.0, left / FALLING_SHARE, (self.step + 1) / WARM_UP_STEPS)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor

    def run(self) -> None:
        self.report("start")
        batches, losses = self.batches(), []
        while self.tokens < self.all_tokens:
            self.set_rates()
            work = list(itertools.islice(batches, THREADS))
            losses.append(sum(self.threads.map(lambda job: self.gradients(job[0], *job[1]), zip(self.replicas, work))))
            self.gather_gradients()
            for optimizer in self.optimizers:
                optimizer.step()
                optimizer.zero_grad()
            self.step += 1
            self.tokens += sum(ids.size for ids, _ in work)
            if self.step % STEPS_BETWEEN_SAVES == 0:
                self.save()
            if self.step % STEPS_BETWEEN_REPORTS == 0:
                self.report(f"loss {np.mean(losses):.4f}")
                losses.clear()
        self.report("end")
        torch.save(self.model.state_dict(), self.result_path)

    @torch.inference_mode()
    def report(self, what: str) -> None:
        def embed(ids: np.ndarray) -> np.ndarray:
            return self.model(torch.from_numpy(ids)).last_hidden_state.mean(dim=1).numpy()

        seconds = time.process_time()
        agreement = formatted(self.held_out.agreement(embed))
        print(f"step {self.step} {seconds:.0f} CPU-s {self.tokens / 1e6:.2f} M tokens {what}  {agreement}", flush=True)

    def save(self) -> None:
        partial = self.state_path.with_suffix(".partial")
        state = {"model": self.model.state_dict(), "step": self.step, "tokens": self.tokens}
        state["optimizers"] = [optimizer.state_dict() for optimizer in self.optimizers]
        torch.save(state, partial)
        partial.rename(self.state_path)

    def restore(self) -> None:
        state = torch.load(self.state_path)
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
        self.step, self.tokens = state["step"], state["tokens"]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--name", default="student")
    arguments.add_argument("--million-tokens", type=float, default=16)
    arguments.add_argument("--batch-tokens", type=int, default=768, help="of each thread")
    arguments.add_argument("--longest", type=int, default=28, help="tokens of a training text")
    arguments.add_argument("--matrix-rate", type=float, default=0.002)
    arguments.add_argument("--rate", type=float, default=8e-4)
    given = arguments.parse_args()
    torch.set_num_threads(1)
    Distillation(given.work, given).run()
