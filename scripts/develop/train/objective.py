"""What the student is asked for: the teacher's vectors, its similarities inside a batch, and its layers' states."""

import torch
from torch.nn import functional

SIMILARITY_WEIGHT = 12.0
# Of a pair's difference in the mean: so much, and the teacher's cosine. Users compare texts that are somewhat alike.
LEAST_PAIR_WEIGHT = 0.1


def vector_loss(student: torch.Tensor, teacher: torch.Tensor) -> torch.Tensor:
    """Both [texts, 384] of any length; a mean over texts."""
    student, target = functional.normalize(student, dim=-1), functional.normalize(teacher, dim=-1)
    cosine = (student * target).sum(dim=-1)
    similarities = target @ target.T
    weights = (LEAST_PAIR_WEIGHT + similarities.clamp(min=0)).fill_diagonal_(0)
    differences = (student @ student.T - similarities).square()
    return (1 - cosine).mean() + SIMILARITY_WEIGHT * (weights * differences).sum() / weights.sum().clamp(min=1e-6)


def state_loss(student: list[torch.Tensor], teacher: list[torch.Tensor]) -> torch.Tensor:
    """Layers' outputs, [tokens, 384] each: the part of their variance that the student misses, a mean over layers."""
    pairs = [(ours.float(), theirs.float()) for ours, theirs in zip(student, teacher)]
    return sum(functional.mse_loss(ours, theirs) / theirs.var() for ours, theirs in pairs) / len(pairs)
