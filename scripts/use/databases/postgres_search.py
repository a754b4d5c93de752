"""Puts the lines of a file and their vectors into PostgreSQL, and finds the lines that are nearest to a query.

    python3 -m pip install "psycopg[binary]==3.3.9" numpy==2.4.6
    python3 scripts/use/databases/postgres_search.py CORPUS QUERY [CONNECTION] [--table NAME]

CONNECTION is a connection string. Without it, the variables PGHOST, PGUSER and so on count. If the server has pgvector, its type and
operator are used; otherwise arrays and a product in SQL. CORPUS is embedded once, into the folder CORPUS.embedded, and the table
NAME (default albert_embed_texts) is filled once. Both are made again if the corpus or the model changes. A table of that name that no
recipe made is an error.
"""

import sys

from database import Request

import psycopg

request = Request("Searches a file by PostgreSQL.", "CONNECTION", "")
request.place = "PostgreSQL: "  # the connection string may hold a password
table = request.table


def makes_vectors(database: psycopg.Connection) -> bool:
    """Whether the server has pgvector, and this user may use it."""
    if database.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").fetchone() is None:
        return False
    try:
        database.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def is_filled(database: psycopg.Connection, kind: str) -> bool:
    made = "SELECT obj_description(named, 'pg_class') FROM to_regclass(%s) AS named WHERE named IS NOT NULL"
    return request.is_filled(database.execute(made, [f'"{table}"']).fetchone(), kind)


def fill(database: psycopg.Connection, kind: str) -> None:
    vector = f"vector({len(request.query)})" if kind == VECTORS else "real[]"
    if request.is_there:
        database.execute(f'DROP TABLE "{table}"')
    database.execute(f'CREATE TABLE "{table}" (id bigint PRIMARY KEY, text text, embedding {vector})')
    database.execute(f"""COMMENT ON TABLE "{table}" IS '{request.marker(kind)}'""")
    with database.cursor().copy(f'COPY "{table}" FROM STDIN') as copy:
        for numbers, texts, rows in request.batches():
            for record in zip(numbers, texts, (written(row, kind) for row in rows)):
                copy.write_row(record)


def written(row, kind: str) -> str:
    """A vector in the server's syntax."""
    numbers = str(row.tolist())
    return numbers if kind == VECTORS else "{" + numbers[1:-1] + "}"


VECTORS, ARRAYS = "vectors, ", "arrays, "
try:
    # Each statement is a transaction. A transaction that stays open while rows are made would keep the server from cleaning up.
    with psycopg.connect(request.database, client_encoding="utf8", autocommit=True) as database:
        kind = VECTORS if makes_vectors(database) else ARRAYS
        if not is_filled(database, kind):
            request.corpus.prepare()
            with database.transaction():
                # Another run may have filled the table meanwhile.
                if not is_filled(database, kind):
                    fill(database, kind)
        # The vectors have length 1, so their product is the cosine.
        cosine = ("1 - (embedding <=> %s::vector)" if kind == VECTORS
                  else "(SELECT sum(a::float8 * b) FROM unnest(embedding, %s::real[]) AS both_of(a, b))")
        found = database.execute(
            f'SELECT text, {cosine} AS cosine FROM "{table}" ORDER BY cosine DESC, id LIMIT 5', [written(request.query, kind)]
        ).fetchall()
except psycopg.Error as error:
    sys.exit(request.place + str(error).splitlines()[0])
print("with pgvector" if kind == VECTORS else "with arrays", file=sys.stderr)
for text, cosine in found:
    print(f"{cosine:.3f}  {text}")
