"""What the student is asked for: the teacher's vector, and the teacher's similarities inside the batch."""

import torch
from torch.nn import functional

SIMILARITY_WEIGHT = 4.0


def distillation_loss(student: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """`student` [rows, 384] of any length, `target` [rows, 384] of unit length; a mean over rows."""
    student = functional.normalize(student, dim=-1)
    cosine = (student * target).sum(dim=-1)
    differences = student @ student.T - target @ target.T
    return (1 - cosine).mean() + SIMILARITY_WEIGHT * differences.square().mean()
