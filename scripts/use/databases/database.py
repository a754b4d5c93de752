"""The parts that the recipes for databases share: their command line, and the table that each of them makes and replaces.

The table has a marker, which says that a recipe made it, and from which corpus. A table of the same name without such a marker
belongs to somebody else, and is never changed.
"""

import argparse
import re
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "recipes"))
from corpus import Corpus
from embed import embed

BATCH = 1024
MADE_BY = "made by a recipe of albert-embed of "


class Request:
    """The user's request: a corpus, a query, and the table that holds the corpus."""

    def __init__(self, title: str, database: str, default: str):
        parser = argparse.ArgumentParser(description=title)
        parser.add_argument("corpus", metavar="CORPUS", help="a file with a text on each line; it is embedded once")
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("database", metavar=database, nargs="?", default=default)
        parser.add_argument("--table", default="albert_embed_texts", type=self._name, help="default %(default)s")
        arguments = parser.parse_args()
        self.corpus = Corpus(arguments.corpus)
        self.query = embed([arguments.query], "--normalize")[0]
        self.database: str = arguments.database
        self.table: str = arguments.table
        # A database that runs inside this process is named by its file.
        self.place = f"{self.database or database}: "

    @staticmethod
    def _name(text: str) -> str:
        # PostgreSQL cuts names after 63 bytes, and the name of SQLite's second table is 8 bytes longer.
        if not re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,49}", text):
            raise argparse.ArgumentTypeError(f"{text!r} is not a name of at most 50 letters, digits and underscores")
        return text

    def marker(self, kind: str = "") -> str:
        return MADE_BY + kind + self.corpus.fingerprint

    def is_filled(self, found: tuple[str | None] | None, kind: str = "") -> bool:
        """Whether the table holds the corpus. `found` is the text that has the table's marker; nothing, if there is no table.

        A table that no recipe made ends the program. Otherwise `is_there` says whether a table must be removed first.
        """
        self.is_there = found is not None
        if found is not None and MADE_BY not in (found[0] or ""):
            sys.exit(f"{self.place}has a table {self.table!r} that no recipe made; --table names another")
        return found is not None and self.marker(kind) in found[0]

    def batches(self):
        """The line numbers, texts and rows of the corpus, in batches."""
        corpus = self.corpus
        for start in range(0, len(corpus), BATCH):
            places = range(start, min(start + BATCH, len(corpus)))
            texts = [corpus.text(index).encode(errors="surrogateescape").decode(errors="replace") for index in places]
            # PostgreSQL's type text cannot hold a zero byte, and the other databases show nothing after one.
            texts = [text.replace("\0", " ") for text in texts]
            yield [corpus.number(index) for index in places], texts, corpus.rows(start, places.stop)
