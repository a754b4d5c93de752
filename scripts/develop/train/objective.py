"""The losses of the student: it should give the teacher's vectors, its similarities inside a batch, and its layers' states."""

import torch
from torch.nn import functional

SIMILARITY_WEIGHT = 12.0
# The weight of a pair's difference: this, plus the teacher's cosine. Users compare texts that are somewhat alike.
LEAST_PAIR_WEIGHT = 0.1


def vector_loss(student: torch.Tensor, teacher: torch.Tensor) -> torch.Tensor:
    """The mean loss over texts. Both arguments are [texts, 384], of any length."""
    student, target = functional.normalize(student, dim=-1), functional.normalize(teacher, dim=-1)
    cosine = (student * target).sum(dim=-1)
    similarities = target @ target.T
    weights = (LEAST_PAIR_WEIGHT + similarities.clamp(min=0)).fill_diagonal_(0)
    differences = (student @ student.T - similarities).square()
    return (1 - cosine).mean() + SIMILARITY_WEIGHT * (weights * differences).sum() / weights.sum().clamp(min=1e-6)


def state_loss(student: list[torch.Tensor], teacher: list[torch.Tensor]) -> torch.Tensor:
    """The part of the variance of the layers' outputs that the student misses, as a mean over layers. Outputs are [tokens, 384]."""
    pairs = [(ours.float(), theirs.float()) for ours, theirs in zip(student, teacher)]
    return sum(functional.mse_loss(ours, theirs) / theirs.var() for ours, theirs in pairs) / len(pairs)
