"""Puts the lines of a file into PostgreSQL with their vectors, and finds those that are nearest to a query.

    python3 -m pip install "psycopg[binary]==3.3.9" numpy==2.4.6
    python3 scripts/use/databases/postgres_search.py CORPUS QUERY [CONNECTION] [--table NAME]

CONNECTION is a connection string; without it, PGHOST and its kin count. Where the server has pgvector its type and operator are
used, else arrays and a product in SQL. CORPUS is embedded once, into the folder CORPUS.embedded, and the table NAME
(albert_embed_texts) is filled once; both are made anew where the corpus or the model is another. A table of that name that no recipe
made is left alone.
"""

import sys

from database import Request

import psycopg

request = Request("Searches a file by PostgreSQL.", "CONNECTION", "")
request.place = "PostgreSQL: "  # the connection string may hold a password
table = request.table


def makes_vectors(database: psycopg.Connection) -> bool:
    """Whether pgvector is there, and may be used."""
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
    """A vector as the server reads it."""
    numbers = str(row.tolist())
    return numbers if kind == VECTORS else "{" + numbers[1:-1] + "}"


VECTORS, ARRAYS = "vectors, ", "arrays, "
try:
    # No transaction stays open between statements: one that waits for rows would keep the server from cleaning up.
    with psycopg.connect(request.database, client_encoding="utf8", autocommit=True) as database:
        kind = VECTORS if makes_vectors(database) else ARRAYS
        if not is_filled(database, kind):
            request.corpus.prepare()
            with database.transaction():
                # Another run may have filled it meanwhile.
                if not is_filled(database, kind):
                    fill(database, kind)
        # Of vectors of length 1 the product is the cosine.
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
