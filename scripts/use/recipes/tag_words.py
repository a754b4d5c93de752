"""Tags the words of sentences, here persons and places, by a linear classifier on word vectors.

    python3 scripts/use/recipes/tag_words.py [TRAINING.txt TEXTS.txt]

Each line of TRAINING.txt is a sentence. Its words are separated by blanks, and a tag follows its word, as in "Paris/L". TEXTS.txt has
the sentences to tag. If they have tags too, the share of right tags is printed.
"""

import sys

from embed import embed_words, lines_of

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# /P is a person, /L a place.
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



def split(lines: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """The words of each line without their tags, and the tags."""
    pairs = [[word.rpartition("/") if "/" in word else (word, "", "-") for word in line.split()] for line in lines]
    return [[word for word, _, _ in line] for line in pairs], [[tag for _, _, tag in line] for line in pairs]


def vectors(lines: list[list[str]]) -> np.ndarray:
    """A row for each word. It holds two layers side by side: the embedding of the word itself, and its vector in its context."""
    matrices = embed_words([" ".join(words) for words in lines], "--layers", "0,-1")
    for words, rows in zip(lines, matrices):
        if len(words) != len(rows):
            sys.exit(f"{' '.join(words)!r}: has {len(words)} words and {len(rows)} rows; use a model that splits words "
                     "at blanks, and sentences that it does not truncate")
    return np.concatenate(matrices)


if len(sys.argv) not in (1, 3):
    sys.exit("usage: tag_words.py [TRAINING.txt TEXTS.txt]")
training, tests = (TRAINING, TEST) if len(sys.argv) == 1 else (lines_of(sys.argv[1]), lines_of(sys.argv[2]))
words, tags = split(training)
labels = [tag for line in tags for tag in line]
if len(set(labels)) < 2 or not tests:
    sys.exit(f"found {len(tests)} sentences to tag and {len(set(labels))} kinds of tags; at least 1 and 2 are needed")
rows = vectors(words)
tagger = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000, class_weight="balanced"))
tagger.fit(rows, labels)

words, tags = split(tests)
found = iter(tagger.predict(vectors(words)))
right = []
for line, known in zip(words, tags):
    guesses = [next(found) for _ in line]
    print(" ".join(word if tag == "-" else f"{word}/{tag}" for word, tag in zip(line, guesses)))
    right += [guess == tag for guess, tag in zip(guesses, known)]
if any(tag != "-" for line in tags for tag in line):
    print(f"right: {np.mean(right):.0%} of {len(right)} words")
