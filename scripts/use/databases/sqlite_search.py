"""Puts the lines of a file and their vectors into SQLite (sqlite-vec), and finds the lines that are nearest to a query.

    python3 -m pip install sqlite-vec==0.1.9 pysqlite3-binary==0.5.4.post2 numpy==2.4.6
    python3 scripts/use/databases/sqlite_search.py CORPUS QUERY [DATABASE] [--table NAME]

pysqlite3 is not needed if Python's own sqlite3 can load extensions, as Debian's can. CORPUS is embedded once, into the folder
CORPUS.embedded, and the tables NAME (default albert_embed_texts) and NAME_vectors are filled once. All are made again if the corpus
or the model changes. A table of that name that no recipe made is an error. Without DATABASE the tables are in memory.
"""

import sys

from database import Request

import sqlite_vec

try:
    import pysqlite3 as sqlite3
except ImportError:
    import sqlite3

request = Request("Searches a file by SQLite.", "DATABASE", ":memory:")
table = request.table


def is_filled(database: sqlite3.Connection) -> bool:
    # SQLite keeps the statement that made a table, with the marker as a comment in it.
    made = "SELECT sql FROM sqlite_master WHERE name = ? COLLATE NOCASE"
    return request.is_filled(database.execute(made, [table]).fetchone())


def fill(database: sqlite3.Connection) -> None:
    # One transaction makes both tables. So if a recipe made one, it also made the other.
    if request.is_there:
        database.execute(f'DROP TABLE "{table}"')
        database.execute(f'DROP TABLE "{table}_vectors"')
    database.execute(f'CREATE TABLE "{table}" (id INTEGER PRIMARY KEY, text TEXT /* {request.marker()} */)')
    columns = f"embedding FLOAT[{len(request.query)}] distance_metric=cosine"
    database.execute(f'CREATE VIRTUAL TABLE "{table}_vectors" USING vec0({columns})')
    for numbers, texts, rows in request.batches():
        database.executemany(f'INSERT INTO "{table}" VALUES (?, ?)', zip(numbers, texts))
        # sqlite-vec reads the bytes of the floats.
        database.executemany(f'INSERT INTO "{table}_vectors" (rowid, embedding) VALUES (?, ?)', zip(numbers, map(bytes, rows)))


try:
    database = sqlite3.connect(request.database, isolation_level=None)
    if not hasattr(database, "enable_load_extension"):
        sys.exit("this Python's sqlite3 cannot load extensions: python3 -m pip install pysqlite3-binary")
    database.enable_load_extension(True)
    sqlite_vec.load(database)
    if not is_filled(database):
        request.corpus.prepare()
        database.execute("BEGIN IMMEDIATE")
        # Another run may have filled the tables meanwhile.
        if not is_filled(database):
            fill(database)
        database.execute("COMMIT")
    found = database.execute(
        f"""SELECT text, 1 - distance FROM "{table}_vectors" AS vectors JOIN "{table}" AS texts ON texts.id = vectors.rowid
            WHERE embedding MATCH ? AND k = 5 ORDER BY distance, id""",
        [bytes(request.query)],
    ).fetchall()
except sqlite3.Error as error:
    sys.exit(request.place + str(error).splitlines()[0])
for text, cosine in found:
    print(f"{cosine:.3f}  {text}")
