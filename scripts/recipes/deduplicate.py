"""Drops texts that say almost the same as one before them.

    python3 scripts/recipes/deduplicate.py
"""

import numpy as np
from embed import embed

TEXTS = [
    "The meeting is moved to Monday at ten o'clock.",
    "the meeting is moved to Monday, at ten o'clock",
    "Please water the plants while we are away.",
    "The new library opens its doors in spring.",
    "please water the plants while we are away.",
    "Interest rates were raised by a quarter of a point.",
    "The new library opens its doors in the spring.",
    "Two whales were seen close to the harbour.",
]
ALIKE = 0.7

rows = embed(TEXTS)
kept: list[int] = []
for index in range(len(TEXTS)):
    if not kept or (rows[kept] @ rows[index]).max() < ALIKE:
        kept.append(index)

for index in kept:
    print(TEXTS[index])
assert kept == [0, 2, 3, 5, 7], kept
