"""Computes the weights of the test fixtures, by the same formula as Tests/TestSupport/ModelFixture.swift.

Element i of a tensor is u or a simple function of u. u is in -1..<1, has `bits` bits, and comes from a hash of the seed, the tensor's
name without its prefix, and i. Every element is exact in the type that stores it.
"""

import numpy as np

GOLDEN = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


def fnv1a(name: str) -> int:
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    return value


def split_mix(value: np.ndarray) -> np.ndarray:
    value = (value ^ value >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ value >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return value ^ value >> np.uint64(31)


def values(name: str, shape: tuple[int, ...], seed: int, storage: str) -> np.ndarray:
    bits = 24 if storage == "F32" else 4
    count = int(np.prod(shape))
    state = (seed * GOLDEN & MASK) ^ fnv1a(name)
    with np.errstate(over="ignore"):
        hashes = split_mix(np.uint64(state) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(GOLDEN))
    u = ((hashes >> np.uint64(64 - bits)).astype(np.int64) - (1 << (bits - 1))) / (1 << (bits - 1))
    if len(shape) == 1:
        u = 1 + u / 4 if name.endswith("weight") else u / 4
    elif not name.startswith("embeddings."):
        exponent = 0
        while 1 << (2 * exponent) < shape[1]:
            exponent += 1
        u = u * 2 / (1 << exponent)
    return u.astype(np.float32).reshape(shape)


# The output layers, by their names in transformers, and their labels.
HEADS = {"classifier": 3, "qa_outputs": 2, "sop_classifier.classifier": 2}


def head(name: str, labels: int, hidden: int) -> dict[str, np.ndarray]:
    shapes = {"weight": (labels, hidden), "bias": (labels,)}
    return {part: values(f"{name}.{part}", shape, 1, "F32") for part, shape in shapes.items()}


def fill(model, seed: int, storage: str = "F32") -> None:
    """Gives every parameter of an AlbertModel its value."""
    import torch

    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(torch.from_numpy(values(name, tuple(parameter.shape), seed, storage)))


def token_ids(seed: int, sequence: int, length: int, vocabulary: int) -> list[int]:
    state = np.uint64(fnv1a(f"ids {seed} {sequence}"))
    with np.errstate(over="ignore"):
        hashes = split_mix(state + np.arange(1, length + 1, dtype=np.uint64) * np.uint64(GOLDEN))
    return [int(value) for value in hashes % np.uint64(vocabulary)]
