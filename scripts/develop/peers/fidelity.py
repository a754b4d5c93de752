"""Measures how close the rows of reduced precisions are to those of f32."""

import numpy


def overlap(rows, exact, count=10):
    """The share of the ten nearest neighbours by cosine that stay the same."""
    pairs = zip(neighbours(rows, count), neighbours(exact, count))
    return float(numpy.mean([len(set(found) & set(wanted)) / count for found, wanted in pairs]))


def neighbours(rows, count):
    rows = rows.astype(numpy.float64)
    unit = rows / numpy.linalg.norm(rows, axis=1, keepdims=True)
    cosines = unit @ unit.T
    numpy.fill_diagonal(cosines, -9)
    return numpy.argpartition(-cosines, count, axis=1)[:, :count]


def mean(states, mask):
    """Mean pooling over the tokens."""
    weights = mask[:, :, None].astype(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)


def batches(texts, size=8):
    """Batches of (positions, ids, mask). The texts are sorted by length, and padded to the longest of the batch."""
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for first in range(0, len(order), size):
        part = order[first : first + size]
        ids = numpy.zeros((len(part), max(len(texts[index]) for index in part)), dtype=numpy.int64)
        mask = numpy.zeros_like(ids)
        for row, index in enumerate(part):
            ids[row, : len(texts[index])] = texts[index]
            mask[row, : len(texts[index])] = 1
        yield part, ids, mask


def rows(peer, texts, size=8):
    """The mean-pooled rows of texts, which are given as ids, in their order."""
    found = {}
    for part, ids, mask in batches(texts, size):
        found.update(zip(part, mean(peer.states(ids, mask), mask)))
    return numpy.stack([found[index] for index in range(len(texts))])
