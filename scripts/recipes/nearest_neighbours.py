"""Finds the texts that are nearest to each text.

    python3 scripts/recipes/nearest_neighbours.py
"""

import numpy as np
from embed import embed, unit

TEXTS = [
    "How do I reset my password?",
    "I forgot my password and cannot log in.",
    "The train to Berlin leaves at nine.",
    "When does the next train to Berlin leave?",
    "Bake the bread for forty minutes in a hot oven.",
    "The bread dough has to rise before you bake it.",
    "The home team won the football match in the last minute.",
    "Our football team lost the match at home.",
]

rows = unit(embed(TEXTS))
similarity = rows @ rows.T
np.fill_diagonal(similarity, -1)
nearest = similarity.argmax(axis=1)

for text, other in zip(TEXTS, nearest):
    print(f"{text}\n    {TEXTS[other]}")

# Texts 2i and 2i + 1 are about the same thing.
right = np.mean(nearest == np.arange(len(TEXTS)) ^ 1)
print(f"right: {right:.0%}")
assert right >= 0.75, right
