"""Drops texts that say almost the same as an earlier text, and prints the others.

    python3 scripts/use/recipes/deduplicate.py [FILE]

Each line of FILE is a text; blank lines are skipped. FILE is embedded once, into the folder FILE.embedded. Without it, the script uses
eight sentences of its own. Two texts say almost the same if their cosine is ALIKE or more. Each text is compared with all texts that
were kept, so twice as many texts take four times as long. The memory is that of the rows.
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
# A block of texts at a time: one product of two matrices is much faster than many products of a matrix and a row.
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
