"""Muon for the shared layer's matrices, Adam for embeddings, biases and LayerNorm.

Muon (Keller Jordan and others, 2024): momentum whose update is made orthogonal by five Newton-Schulz steps. In
f32 here, since a CPU without BF16 products is far slower at torch.optim.Muon's bfloat16.
"""

from concurrent.futures import Executor

import torch

MOMENTUM = 0.95
# The quintic's coefficients, chosen by its authors for the fastest growth of small singular values.
A, B, C = 3.4445, -4.7750, 2.0315


def orthogonal(matrix: torch.Tensor) -> torch.Tensor:
    """Near U·Vᵀ of the matrix's singular value decomposition."""
    wide = matrix.T if matrix.shape[0] > matrix.shape[1] else matrix
    wide = wide / (wide.norm() + 1e-7)
    for _ in range(5):
        gram = wide @ wide.T
        wide = A * wide + (B * gram + C * gram @ gram) @ wide
    return wide.T if matrix.shape[0] > matrix.shape[1] else wide


class Muon(torch.optim.Optimizer):
    """Its products are a fifth of the training's, so the matrices are shared out to the `threads`."""

    def __init__(self, matrices: list[torch.nn.Parameter], lr: float, threads: Executor):
        super().__init__(matrices, {"lr": lr})
        self.threads = threads

    def step(self) -> None:
        for group in self.param_groups:
            # The largest first, which shares them out best.
            matrices = sorted(group["params"], key=torch.numel, reverse=True)
            list(self.threads.map(lambda matrix: self.update(matrix, group["lr"]), matrices))

    @torch.no_grad()
    def update(self, matrix: torch.nn.Parameter, rate: float) -> None:
        momentum = self.state[matrix].setdefault("momentum", torch.zeros_like(matrix))
        momentum.lerp_(matrix.grad, 1 - MOMENTUM)
        update = orthogonal(torch.lerp(matrix.grad, momentum, MOMENTUM))
        # A tall matrix's update gets the same size per output as a square one's.
        scale = max(1.0, matrix.shape[0] / matrix.shape[1]) ** 0.5
        matrix.add_(update, alpha=-rate * scale)


def optimizers_for(
    model: torch.nn.Module, matrix_rate: float, rate: float, threads: Executor
) -> list[torch.optim.Optimizer]:
    """Each group's `peak` is its learning rate at the top of the schedule."""
    matrices = [p for name, p in model.named_parameters() if "albert_layers" in name and p.ndim == 2]
    others = [p for name, p in model.named_parameters() if not ("albert_layers" in name and p.ndim == 2)]
    optimizers = [Muon(matrices, matrix_rate, threads), torch.optim.Adam(others, lr=rate, betas=(0.9, 0.98))]
    for optimizer, peak in zip(optimizers, (matrix_rate, rate)):
        for group in optimizer.param_groups:
            group["peak"] = peak
    return optimizers
