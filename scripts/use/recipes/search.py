"""Searches a file with a text on each line for the texts that mean about the same as a query.

    python3 scripts/use/recipes/search.py CORPUS QUERY [--top K]

CORPUS is embedded once, into the folder CORPUS.embedded. After that a query takes as long as reading the rows. Blank lines are
skipped.
"""

import argparse

from corpus import Corpus, nearest
from embed import embed


def main() -> None:
    parser = argparse.ArgumentParser(description="Searches a file with a text on each line.")
    parser.add_argument("corpus")
    parser.add_argument("query")
    parser.add_argument("--top", type=int, default=10, metavar="K", help="texts to show; default 10")
    arguments = parser.parse_args()
    if arguments.top < 1:
        parser.error("--top must be 1 or more")
    corpus = Corpus(arguments.corpus)
    corpus.prepare()
    cosines, texts = nearest(embed([arguments.query], "--normalize"), corpus.blocks(), arguments.top)
    for cosine, index in zip(cosines[0], texts[0]):
        print(f"{cosine:.3f}  {corpus.number(index)}: {corpus.text(index)}")


if __name__ == "__main__":
    main()
