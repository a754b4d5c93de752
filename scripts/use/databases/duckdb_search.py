"""Puts the lines of a file and their vectors into DuckDB, and finds the lines that are nearest to a query.

    python3 -m pip install duckdb==2.0.1 numpy==2.4.6
    python3 scripts/use/databases/duckdb_search.py CORPUS QUERY [DATABASE] [--table NAME]

CORPUS is embedded once, into the folder CORPUS.embedded, and the table NAME (default albert_embed_texts) is filled once. Both are
made again if the corpus or the model changes. A table of that name that no recipe made is an error. Without DATABASE the table is
in memory.
"""

import sys

from database import Request

import duckdb

request = Request("Searches a file by DuckDB.", "DATABASE", ":memory:")
table, vector = request.table, f"FLOAT[{len(request.query)}]"


def is_filled(database: duckdb.DuckDBPyConnection) -> bool:
    # DuckDB ignores the case of names.
    made = """SELECT comment FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = current_schema()
              AND lower(table_name) = lower(?)"""
    return request.is_filled(database.execute(made, [table]).fetchone())


def fill(database: duckdb.DuckDBPyConnection) -> None:
    if request.is_there:
        database.execute(f'DROP TABLE "{table}"')
    database.execute(f'CREATE TABLE "{table}" (id BIGINT PRIMARY KEY, text VARCHAR, embedding {vector})')
    database.execute(f"""COMMENT ON TABLE "{table}" IS '{request.marker()}'""")
    for numbers, texts, rows in request.batches():
        # Whole columns are handed over: with one row at a time, each row would be a statement.
        columns = {"id": numbers, "text": texts, "embedding": list(rows)}
        database.execute(f'INSERT INTO "{table}" SELECT unnest($id), unnest($text), unnest($embedding)::{vector}', columns)


try:
    # The file is opened only for a look first: DuckDB locks a file that is open, and embedding may take long.
    with duckdb.connect(request.database) as database:
        needs_rows = not is_filled(database)
    if needs_rows:
        request.corpus.prepare()
    with duckdb.connect(request.database) as database:
        database.begin()
        if not is_filled(database):
            fill(database)
        database.commit()
        found = database.execute(
            f"""SELECT text, array_cosine_similarity(embedding, $query::{vector}) AS cosine FROM "{table}"
                ORDER BY cosine DESC, id LIMIT 5""",
            {"query": request.query.tolist()},
        ).fetchall()
except duckdb.Error as error:
    sys.exit(request.place + str(error).splitlines()[0])
for text, cosine in found:
    print(f"{cosine:.3f}  {text}")
