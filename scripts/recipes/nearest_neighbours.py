"""Finds the text that is nearest to each text.

    python3 scripts/recipes/nearest_neighbours.py [FILE]

FILE has a text a line; without it, a dozen sentences are taken.
"""

import sys

from embed import embed, lines_of

import numpy as np

# Texts 2i and 2i + 1 mean about the same, in other words.
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

texts = lines_of(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
if len(texts) < 2:
    sys.exit("a neighbour takes two texts at least")
# Of rows of length 1 the product is the cosine.
rows = embed(texts, "--normalize")
for start in range(0, len(texts), 1000):
    similarity = rows[start : start + 1000] @ rows.T
    own = np.arange(len(similarity))
    similarity[own, start + own] = -np.inf
    for index, other in enumerate(similarity.argmax(axis=1)):
        print(f"{texts[start + index]}\n    {similarity[index, other]:.2f}  {texts[other]}")
