"""Puts the lines of a file into DuckDB with their vectors, and finds those that are nearest to a query.

    python3 -m pip install duckdb==2.0.1 numpy==2.4.6
    python3 scripts/recipes/duckdb_search.py CORPUS QUERY [DATABASE]
"""

import sys

from embed import embed, lines_of

import duckdb

if len(sys.argv) not in (3, 4):
    sys.exit("usage: duckdb_search.py CORPUS QUERY [DATABASE]")
texts = lines_of(sys.argv[1])
rows = embed(texts)
query = embed([sys.argv[2]])[0]

database = duckdb.connect(sys.argv[3] if len(sys.argv) > 3 else ":memory:")
vector = f"FLOAT[{rows.shape[1]}]"
database.execute(f"CREATE OR REPLACE TABLE texts (id INTEGER PRIMARY KEY, text VARCHAR, embedding {vector})")
# Columns go over whole; a row at a time takes a statement each.
columns = {"id": list(range(len(texts))), "text": texts, "embedding": list(rows)}
database.execute(f"INSERT INTO texts SELECT unnest($id), unnest($text), unnest($embedding)::{vector}", columns)
found = database.execute(
    f"""SELECT text, array_cosine_similarity(embedding, $query::{vector}) AS cosine FROM texts
        ORDER BY cosine DESC, id LIMIT 5""",
    {"query": query.tolist()},
)
for text, cosine in found.fetchall():
    print(f"{cosine:.3f}  {text}")
