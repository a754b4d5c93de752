"""Finds the text that is nearest to each text.

    python3 scripts/recipes/nearest_neighbours.py
"""

import numpy as np
from embed import embed

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

# The bundled model's rows have length 1, so that a product of two is their cosine.
rows = embed(TEXTS)
similarity = rows @ rows.T
np.fill_diagonal(similarity, -1)
nearest = similarity.argmax(axis=1)

for index, other in enumerate(nearest):
    print(f"{TEXTS[index]}\n    {similarity[index, other]:.2f}  {TEXTS[other]}")

right = np.mean(nearest == np.arange(len(TEXTS)) ^ 1)
print(f"right: {right:.0%}")
assert right >= 0.9, right
