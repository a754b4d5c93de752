"""Tags the words of sentences (here: persons and places) by a linear classifier on word vectors.

    python3 scripts/recipes/tag_words.py
"""

import numpy as np
from embed import embed_words
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# A word's tag stands behind it: /P for a person, /L for a place.
TRAINING = """
Anna/P lives in Paris/L with her brother
Peter/P travelled from London/L to Rome/L last week
we met Maria/P in Berlin/L at the station
the train to Vienna/L was late
yesterday John/P called his mother
my friend Clara/P works in Madrid/L
there is a big market in Lisbon/L
David/P and Laura/P went to Athens/L by ship
the weather in Oslo/L is cold
Thomas/P bought a new car
our teacher Julia/P comes from Dublin/L
the streets of Prague/L are old
Martin/P said that he likes tea
Sophie/P flew to Warsaw/L on Monday
the doctor asked Simon/P a question
they walked through Naples/L at night
""".split("\n")[1:-1]
TEST = """
Emma/P lives in Geneva/L with her sister
Paul/P travelled from Milan/L to Hamburg/L
we met Sarah/P in Munich/L at the market
the weather in Cairo/L is hot
yesterday Robert/P bought a ship
the train to Moscow/L was full
my friend Daniel/P comes from Boston/L
""".split("\n")[1:-1]


def split(lines: list[str]) -> tuple[list[str], list[str]]:
    """Sentences without tags, and all their words' tags."""
    words = [[word.partition("/") for word in line.split()] for line in lines]
    return [" ".join(w for w, _, _ in line) for line in words], [tag or "-" for line in words for _, _, tag in line]


# Two layers side by side: the words themselves, and what stands around them.
sentences, tags = split(TRAINING)
rows = np.concatenate(embed_words(sentences, "--layers", "0,-1"))
tagger = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000, class_weight="balanced"))
tagger.fit(rows, tags)

right = []
sentences, tags = split(TEST)
for sentence, vectors in zip(sentences, embed_words(sentences, "--layers", "0,-1")):
    found = tagger.predict(vectors)
    print(" ".join(word if tag == "-" else f"{word}/{tag}" for word, tag in zip(sentence.split(), found)))
    right += list(found)
accuracy = np.mean(np.array(right) == np.array(tags))
print(f"right: {accuracy:.0%} of {len(tags)} words")
assert accuracy >= 0.9, accuracy  # 68% of the words have no tag
