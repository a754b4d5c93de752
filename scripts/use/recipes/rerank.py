"""Searches a file with a text on each line, and sorts the best hits by a classifier of pairs, such as a cross-encoder.

    python3 scripts/use/recipes/rerank.py CORPUS QUERY PAIR_MODEL [--candidates N] [--top K]

Vectors find the N nearest texts quickly, as in search.py. PAIR_MODEL is a checkpoint with a head. It reads each of these texts
together with the query, which takes longer and judges better. The score of the last label counts: it is the only one of a
cross-encoder, and the "yes" of a classifier with two labels.
"""

import argparse
import io
import json

from corpus import Corpus, nearest
from embed import embed, run

import numpy as np


def scores(model: str, query: str, texts: list[str]) -> np.ndarray:
    data = "".join(json.dumps({"text": query, "b": text}) + "\n" for text in texts).encode()
    rows = run("-m", model, "--head", "scores", "-i", "jsonl", "--pair-field", "b", "-f", "npy", "-q", data=data)
    return np.load(io.BytesIO(rows))[:, -1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Searches a file with a text on each line, and sorts the hits by a second model.")
    parser.add_argument("corpus")
    parser.add_argument("query")
    parser.add_argument("pair_model")
    parser.add_argument("--candidates", type=int, default=50, metavar="N", help="texts that PAIR_MODEL reads with the query; default 50")
    parser.add_argument("--top", type=int, default=10, metavar="K", help="texts to show; default 10")
    arguments = parser.parse_args()
    if arguments.top < 1 or arguments.candidates < 1:
        parser.error("--top and --candidates must be 1 or more")
    corpus = Corpus(arguments.corpus)
    corpus.prepare()
    _, found = nearest(embed([arguments.query], "--normalize"), corpus.blocks(), arguments.candidates)
    hits = list(found[0])
    judged = scores(arguments.pair_model, arguments.query, [corpus.text(index) for index in hits])
    # If two scores are equal, the nearer text comes first.
    for place in np.argsort(-judged, kind="stable")[: arguments.top]:
        print(f"{judged[place]:.3f}  {corpus.number(hits[place])}: {corpus.text(hits[place])}")


if __name__ == "__main__":
    main()
