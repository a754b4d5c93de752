"""Puts the lines of a file into SQLite with their vectors (sqlite-vec), and finds those that are nearest to a query.

    python3 -m pip install sqlite-vec==0.1.9 pysqlite3-binary==0.5.4.post2 numpy==2.4.6
    python3 scripts/recipes/sqlite_search.py CORPUS QUERY [DATABASE]

A Python whose own sqlite3 loads extensions, as Debian's does, needs no pysqlite3.
"""

import sys

from embed import embed, lines_of

import sqlite_vec

try:
    import pysqlite3 as sqlite3
except ImportError:
    import sqlite3

if len(sys.argv) not in (3, 4):
    sys.exit("usage: sqlite_search.py CORPUS QUERY [DATABASE]")
texts = lines_of(sys.argv[1])
rows = embed(texts)
query = embed([sys.argv[2]])[0]

database = sqlite3.connect(sys.argv[3] if len(sys.argv) > 3 else ":memory:")
if not hasattr(database, "enable_load_extension"):
    sys.exit("this Python's sqlite3 loads no extensions: python3 -m pip install pysqlite3-binary")
database.enable_load_extension(True)
sqlite_vec.load(database)
database.executescript(
    f"""DROP TABLE IF EXISTS texts; DROP TABLE IF EXISTS vectors;
        CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT);
        CREATE VIRTUAL TABLE vectors USING vec0(embedding FLOAT[{rows.shape[1]}] distance_metric=cosine);"""
)
with database:
    database.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(texts))
    # sqlite-vec takes the bytes of the floats as they are.
    database.executemany("INSERT INTO vectors (rowid, embedding) VALUES (?, ?)", enumerate(map(bytes, rows)))
found = database.execute(
    """SELECT text, 1 - distance FROM vectors JOIN texts ON texts.id = vectors.rowid
       WHERE embedding MATCH ? AND k = 5 ORDER BY distance, id""",
    [bytes(query)],
)
for text, cosine in found:
    print(f"{cosine:.3f}  {text}")
