"""The recipes for databases fill a table of their own once, and touch no other. Runs in an empty directory.

Arguments: the folder of the recipes, another model, and DuckDB's or SQLite's name, or PostgreSQL's and a connection string.
"""

import os
import subprocess
import sys
from pathlib import Path

from corpus import Corpus

DATABASES, OTHER_MODEL, KIND = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
PLACE = sys.argv[4] if KIND == "postgres" else f"notes.{KIND}"
TABLE = "albert_embed_texts"


def statements(*queries: str) -> list[tuple]:
    """What the last query finds."""
    if KIND == "duckdb":
        import duckdb
        database = duckdb.connect(PLACE)
    elif KIND == "sqlite":
        import sqlite_vec
        try:
            import pysqlite3 as sqlite3
        except ImportError:
            import sqlite3
        database = sqlite3.connect(PLACE, isolation_level=None)
        database.enable_load_extension(True)
        sqlite_vec.load(database)
    else:
        import psycopg
        database = psycopg.connect(PLACE, client_encoding="utf8", autocommit=True)
    for query in queries:
        found = database.execute(query)
    rows = found.fetchall() if queries[-1].startswith("SELECT") else []
    database.close()
    return rows


def search(*options: str, query: str = "one text", status: int = 0, **environment: str) -> list[str]:
    """What the recipe prints, or where it fails, says."""
    command = [sys.executable, DATABASES / f"{KIND}_search.py", "corpus.txt", query, PLACE, *options]
    done = subprocess.run(command, capture_output=True, env=os.environ | environment)
    assert done.returncode == status, done
    return (done.stderr if status else done.stdout).decode().split("\n")[:-1]


def table() -> list[tuple]:
    return statements(f"SELECT id, text FROM {TABLE} ORDER BY id")


# A database with tables of its own.
statements("CREATE TABLE texts (id INTEGER, text VARCHAR(20))", "INSERT INTO texts VALUES (1, 'mine')",
           "CREATE TABLE vectors (id INTEGER)", "INSERT INTO vectors VALUES (2)")
Path("corpus.txt").write_bytes(b"one text\r\n\n \nan\0other\xff text\r\n\xe2\x80\x8b\nthe last\xe2\x80\xa8 one")
lines = [(1, "one text"), (4, "an other\ufffd text"), (6, "the last\u2028 one")]

# A table that no recipe made is refused, before the corpus is embedded; whatever its case is where names have none.
for name in ["texts", "vectors"] if KIND == "postgres" else ["texts", "TEXTS", "vectors"]:
    said = search("--table", name, status=1)
    assert len(said) == 1 and f"has a table {name!r} that no recipe made; --table names another" in said[0], said
assert not Path("corpus.txt.embedded/rows.npy").exists()
assert "is not a name" in search("--table", 'x"; DROP TABLE texts', status=2)[-1]

assert search()[0].endswith("  one text") and table() == lines, table()
# Another query finds the table filled, so that it neither embeds nor writes.
statements(f"DELETE FROM {TABLE} WHERE id = 6")
Path("corpus.txt.embedded/rows.npy").unlink()
assert len(search(query="the last one")) == len(search()) and table() == lines[:2]
assert not Path("corpus.txt.embedded/rows.npy").exists()
# Another corpus, another model.
Path("corpus.txt").write_text("one text\nmore text\n")
lines = [(1, "one text"), (2, "more text")]
assert len(search()) == 2 and table() == lines, table()
statements(f"DELETE FROM {TABLE} WHERE id = 2")
search(ALBERT_EMBED_MODEL=OTHER_MODEL)
assert table() == lines, table()
# A second table beside the first.
assert len(search("--table", "mine", ALBERT_EMBED_MODEL=OTHER_MODEL)) == 2 and table() == lines
# What is cut off in the middle leaves the table as it was.
Path("corpus.txt").write_text("one\n" * 4000)
Corpus("corpus.txt").prepare()
killed = f"""
import os, runpy, sys
import database
batches = database.Request.batches
def cut_off(self):
    for number, batch in enumerate(batches(self)):
        if number == 3:
            os.kill(os.getpid(), 9)
        yield batch
database.Request.batches = cut_off
sys.argv = ["search", "corpus.txt", "one", {PLACE!r}]
runpy.run_path({str(DATABASES / f"{KIND}_search.py")!r}, run_name="__main__")
"""
done = subprocess.run([sys.executable, "-c", killed], capture_output=True)
assert done.returncode == -9, done
assert table() == lines, table()
assert search(query="one")[0].endswith("  one") and len(table()) == 4000
if KIND == "sqlite":
    statements("CREATE TABLE other_vectors (id INTEGER)", "INSERT INTO other_vectors VALUES (3)")
    assert "already exists" in search("--table", "other", status=1)[-1]
    assert statements("SELECT id FROM other_vectors") == [(3,)]
# A view is a table of somebody else, too.
statements("CREATE VIEW seen AS SELECT id FROM texts")
assert len(search("--table", "seen", status=1)) == 1 and statements("SELECT id FROM seen") == [(1,)]
# What was there is there as it was.
assert statements("SELECT id, text FROM texts") == [(1, "mine")] and statements("SELECT id FROM vectors") == [(2,)]
