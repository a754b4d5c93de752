"""Drops texts that say almost the same as one before them, and prints the others.

    python3 scripts/recipes/deduplicate.py [FILE]

FILE has a text a line; without it, eight sentences are taken.
"""

import sys

from embed import embed, lines_of

import numpy as np

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

texts = lines_of(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
rows = embed(texts, "--normalize")
kept = np.empty_like(rows)
count = 0
for text, row in zip(texts, rows):
    if (kept[:count] @ row).max(initial=-1) < ALIKE:
        kept[count] = row
        count += 1
        print(text)
