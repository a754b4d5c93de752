"""Drops texts that say almost the same as one before them that was kept, and prints the others.

    python3 scripts/use/recipes/deduplicate.py [FILE]

FILE has a text a line, and is embedded once, into the folder FILE.embedded; blank lines are left out. Without it, eight
sentences are taken. Two texts say almost the same where their cosine is ALIKE or more. Each is compared with all that were kept, so
twice as many take four times as long; memory is that of the rows.
"""

import sys

from corpus import BLOCK, texts_and_rows

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

if len(sys.argv) > 2:
    sys.exit("usage: deduplicate.py [FILE]")
texts, rows = texts_and_rows(sys.argv[1] if len(sys.argv) > 1 else None, TEXTS)
kept = np.empty(rows.shape, rows.dtype)
count = 0
# A block of texts at a time: products of matrices take a small part of the time that those of a matrix and a row take.
for start in range(0, len(rows), 1024):
    block = rows[start : start + 1024]
    is_alike = np.zeros(len(block), bool)
    for first in range(0, count, BLOCK):
        is_alike |= (block @ kept[first : min(first + BLOCK, count)].T).max(axis=1) >= ALIKE
    within_block = block @ block.T >= ALIKE
    for place, row in enumerate(block):
        if not is_alike[place]:
            is_alike |= within_block[place]
            kept[count] = row
            count += 1
            print(texts[start + place])
