"""Trains a linear classifier of texts on their vectors: which desk should read a customer's message?

    python3 scripts/use/recipes/classify.py [FILE.tsv [NEW.txt]]

Each line of FILE.tsv has a label, a tab and a text. Each line of NEW.txt is a text to classify. Without them, the script uses its
own 24 messages and 3 new ones.
"""

import sys

from embed import embed, lines_of

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

MESSAGES = {
    "delivery": [
        "My parcel has not arrived yet.",
        "Where is the package that I ordered last week?",
        "The courier left the box with my neighbour.",
        "Can you ship to an address abroad?",
        "The tracking page has shown nothing new for days.",
        "It was promised for Monday, and today is Thursday.",
        "Please send it to my office instead of my home.",
        "How long does shipping to Norway take?",
    ],
    "payment": [
        "I was charged twice for the same order.",
        "My credit card was declined.",
        "Please send me an invoice for last month.",
        "Can I pay by bank transfer?",
        "When will I get my money back?",
        "The total on the bill is wrong.",
        "Is it possible to pay in three instalments?",
        "The discount was not taken off the price.",
    ],
    "account": [
        "I forgot my password.",
        "How do I change my email address?",
        "I cannot log in any more.",
        "Please delete my profile and my data.",
        "The confirmation email with the link never came.",
        "Someone else has signed in under my name.",
        "I want to choose another user name.",
        "The site says that my account is locked.",
    ],
}

NEWS = ["The driver could not find our house.", "You took the amount from my card two times.", "Reset my password, please."]


def labelled(path: str) -> tuple[list[str], list[str]]:
    """The labels and texts of a file."""
    pairs = [line.partition("\t") for line in lines_of(path)]
    if bad := [label for label, tab, _ in pairs if not tab]:
        sys.exit(f"{path}: the line {bad[0]!r} has no tab; expected a label, a tab and a text")
    return [label for label, _, _ in pairs], [text for _, _, text in pairs]


if len(sys.argv) > 3:
    sys.exit("usage: classify.py [FILE.tsv [NEW.txt]]")
if len(sys.argv) > 1:
    labels, texts = labelled(sys.argv[1])
    news = lines_of(sys.argv[2]) if len(sys.argv) > 2 else []
else:
    labels, texts = zip(*[(label, text) for label, messages in MESSAGES.items() for text in messages])
    news = NEWS
folds = min(8, *np.unique(labels, return_counts=True)[1], len(texts))
if len(set(labels)) < 2 or folds < 2:
    sys.exit("at least two labels are needed, and two texts for each label")

rows = embed(list(texts))
classifier = LogisticRegression(C=10, max_iter=1000)
accuracy = cross_val_score(classifier, rows, labels, cv=folds).mean()
print(f"accuracy on texts that it was not trained on: {accuracy:.0%}")
if news:
    classifier.fit(rows, labels)
    for text, label in zip(news, classifier.predict(embed(news))):
        print(f"{label:9} {text}")
