"""Puts the lines of a file into PostgreSQL with their vectors, and finds those that are nearest to a query.

    python3 -m pip install "psycopg[binary]==3.3.9" numpy==2.4.6
    python3 scripts/recipes/postgres_search.py CORPUS QUERY [CONNECTION]

CONNECTION is a connection string; without it, PGHOST and its kin count. Where the server has pgvector its type and
operator are used, else arrays and a product in SQL. The table `texts` is made anew.
"""

import sys

from embed import embed, lines_of

import psycopg

if len(sys.argv) not in (3, 4):
    sys.exit("usage: postgres_search.py CORPUS QUERY [CONNECTION]")
# PostgreSQL's text has no zero byte, and `lines_of` leaves none.
texts = lines_of(sys.argv[1])
rows = embed(texts, "--normalize")
query = embed([sys.argv[2]], "--normalize")[0]

try:
    database = psycopg.connect(sys.argv[3] if len(sys.argv) > 3 else "", client_encoding="utf8")
except psycopg.OperationalError as error:
    sys.exit(f"PostgreSQL: {str(error).splitlines()[0]}")
has_pgvector = database.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").fetchone() is not None
if has_pgvector:
    database.execute("CREATE EXTENSION IF NOT EXISTS vector")
    vector, cosine = f"vector({rows.shape[1]})", "1 - (embedding <=> %s::vector)"
    written = lambda row: str(row.tolist())
else:
    # Of vectors of length 1 the product is the cosine.
    vector, cosine = "real[]", "(SELECT sum(a::float8 * b) FROM unnest(embedding, %s::real[]) AS both_of(a, b))"
    written = lambda row: row.tolist()
with database:
    database.execute("DROP TABLE IF EXISTS texts")
    database.execute(f"CREATE TABLE texts (id integer PRIMARY KEY, text text, embedding {vector})")
    with database.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO texts VALUES (%s, %s, %s)", [(i, *pair) for i, pair in enumerate(zip(texts, map(written, rows)))])
        found = cursor.execute(
            f"SELECT text, {cosine} AS cosine FROM texts ORDER BY cosine DESC, id LIMIT 5", [written(query)]).fetchall()
print("with pgvector" if has_pgvector else "with arrays", file=sys.stderr)
for text, cosine in found:
    print(f"{cosine:.3f}  {text}")
