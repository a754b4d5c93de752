"""What the student is asked for: the teacher's vector, and the teacher's similarities inside the batch."""

import torch
from torch.nn import functional

SIMILARITY_WEIGHT = 12.0
# Of a pair's difference in the mean: so much, and the teacher's cosine. Users compare texts that are somewhat alike.
LEAST_PAIR_WEIGHT = 0.1


def distillation_loss(student: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """`student` [rows, 384] of any length, `target` [rows, 384] of unit length; a mean over rows."""
    student = functional.normalize(student, dim=-1)
    cosine = (student * target).sum(dim=-1)
    similarities = target @ target.T
    weights = (LEAST_PAIR_WEIGHT + similarities.clamp(min=0)).fill_diagonal_(0)
    differences = (student @ student.T - similarities).square()
    return (1 - cosine).mean() + SIMILARITY_WEIGHT * (weights * differences).sum() / weights.sum().clamp(min=1e-6)
