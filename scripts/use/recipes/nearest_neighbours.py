"""Finds the text that is nearest to each text.

    python3 scripts/use/recipes/nearest_neighbours.py [FILE]

Each line of FILE is a text; blank lines are skipped. FILE is embedded once, into the folder FILE.embedded. Without it, the script uses
a dozen sentences of its own.
"""

import sys

from corpus import BLOCK, nearest, texts_and_rows

# Texts 2i and 2i + 1 say about the same in different words.
TEXTS = [
    "The cat is sleeping on the sofa.",
    "A kitten naps on the couch.",
    "My computer will not start.",
    "The laptop does not turn on.",
    "The company fired a hundred workers.",
    "Many employees lost their jobs.",
    "When does the next train to Berlin leave?",
    "What is the departure time of the railway connection?",
    "Heavy rain is expected tonight.",
    "The weather will be wet this evening.",
    "They bought a house near the sea.",
    "The couple purchased a home by the ocean.",
]

if len(sys.argv) > 2:
    sys.exit("usage: nearest_neighbours.py [FILE]")
texts, rows = texts_and_rows(sys.argv[1] if len(sys.argv) > 1 else None, TEXTS)
if len(texts) < 2:
    sys.exit("at least two texts are needed")
for start in range(0, len(texts), 1024):
    blocks = (rows[other : other + BLOCK] for other in range(0, len(rows), BLOCK))
    # The nearest row to a text is usually its own. So its neighbour is among the first two.
    for index, pair in enumerate(zip(*nearest(rows[start : start + 1024], blocks, 2)), start):
        cosine, other = next((cosine, other) for cosine, other in zip(*pair) if other != index)
        print(f"{texts[index]}\n    {cosine:.2f}  {texts[other]}")
