"""What a Spark job writes is bit for bit what one run of albert-embed writes. Runs in an empty directory.

The first argument is the job, scripts/use/spark/embed.py. All checks are one session of Spark, as each takes ten seconds to start.
"""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
from embed import PROGRAM

JOB = sys.argv[1]
MODEL = os.environ["ALBERT_EMBED_MODEL"]
PIECES = [
    "cat", "two words", '"quoted"', "back\\slash", "a\0b", "a\nb", "a\r\nb", "\r", "\u2028", "\U0001f600", "é", "\t", "", "{}"
]


def submit_this_file() -> int:
    """Has spark-submit run this file, with program and model as files of the job; what it prints is shown if it fails."""
    # It answers the driver, and then fails as a full disk or a bad machine would make it.
    Path("failing").write_text(
        f"#!/bin/sh\nread -r line\nif [ \"$line\" = '{{\"text\":\"\"}}' ]; then echo \"$line\" | {PROGRAM} \"$@\"; exit; fi\n"
        "echo 'albert-embed: the disk is on fire' >&2\nexit 1\n")
    Path("failing").chmod(0o755)
    environment = os.environ | {
        "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
    }
    command = [Path(pyspark.__file__).parent / "bin" / "spark-submit", "--master", "local[2]"]
    command += ["--conf", "spark.ui.enabled=false", "--files", f"{PROGRAM},{MODEL},failing", __file__, JOB, "--in-session"]
    return subprocess.run(command, env=environment).returncode


def run(*arguments: str) -> str:
    """The job, as if it had been submitted with these arguments: what ended it, empty where all is well."""
    sys.argv = [JOB, "--model", os.path.basename(MODEL), *arguments]
    try:
        runpy.run_path(JOB, run_name="__main__")
    except (Exception, SystemExit) as error:
        return str(error) or repr(error)
    return ""


def expected(texts: list[str | None]) -> list[bytes | None]:
    """Each text's row from one run, as bytes."""
    Path("texts.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts if text is not None))
    subprocess.run([PROGRAM, "-q", "-o", "rows.npy", "texts.jsonl"], check=True)
    rows = iter(np.load("rows.npy"))
    return [None if text is None else next(rows).tobytes() for text in texts]


def embeddings(table: pa.Table) -> list[bytes | None]:
    return [None if row is None else np.array(row, np.float32).tobytes() for row in table["embedding"].to_pylist()]


def rows_are_those_of_one_run() -> None:
    random = np.random.default_rng(1)
    texts = [" ".join(random.choice(PIECES, random.integers(0, 12))) for _ in range(2000)]
    texts = [None if index % 37 == 5 else text for index, text in enumerate(texts)]
    texts[100] = "long text " * 100_000
    ids = [f'id "{index}"\n' for index in range(2000)]
    pq.write_table(pa.table({"id": ids, "n": range(2000), "text": texts}), "in.parquet", row_group_size=300)
    error = run("--partitions", "5", "in.parquet", "out")
    assert not error, error
    table = pq.read_table("out")
    order = np.argsort(table["n"].to_numpy())
    assert (table["n"].to_numpy()[order] == np.arange(2000)).all(), "a row is lost or there twice"
    table = table.take(order)
    assert table["id"].to_pylist() == ids and table["text"].to_pylist() == texts, "columns differ"
    assert embeddings(table) == expected(texts), "rows differ"


def passages_have_rows_of_their_own() -> None:
    texts = ["The cat. A dog sat! " * 20, None, "", "one", "e\u0301 \U0001f600. " * 30, None] * 50
    pq.write_table(pa.table({"n": range(len(texts)), "text": texts}), "documents.parquet", row_group_size=70)
    options = ["--level", "passage", "--max-length", "16", "--stride", "3"]
    error = run("--partitions", "3", "documents.parquet", "passages", "--", *options)
    assert not error, error
    table = pq.read_table("passages").sort_by([("n", "ascending"), ("passage", "ascending")])
    Path("texts.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts if text is not None))
    subprocess.run([PROGRAM, "-q", *options, "-o", "rows.npy", "--spans", "spans.npy", "texts.jsonl"], check=True)
    spans, rows = np.load("spans.npy"), np.load("rows.npy")
    present = [row for row in table.to_pylist() if row["embedding"] is not None]
    assert [[row["start"], row["end"]] for row in present] == spans.tolist(), "places differ"
    assert [np.array(row["embedding"], np.float32).tobytes() for row in present] == [row.tobytes() for row in rows], "rows differ"
    assert all(row["text"] == texts[row["n"]] for row in present)
    absent = [row["n"] for row in table.to_pylist() if row["embedding"] is None]
    assert absent == [number for number, text in enumerate(texts) if text is None], "null texts have one row each"


def broken_records_stop_the_job_or_are_null() -> None:
    Path("in.json").write_text('{"id":"a","text":"one"}\n{"id":"b","text":\n{"id":"c","text":"two"}\n')
    arguments = ["--format", "json", "--schema", "id STRING, text STRING", "in.json"]
    assert "MALFORMED_RECORD" in (error := run(*arguments, "stopped")).upper(), error
    error = run("--on-error", "null", *arguments, "nulls")
    assert not error, error
    one, two = expected(["one", "two"])
    assert embeddings(pq.read_table("nulls")) == [one, None, two]


def lines_of_text_are_records() -> None:
    Path("in.txt").write_bytes(b"one\r\ntwo\rstill two\n\nlast")
    error = run("--format", "text", "in.txt", "lines")
    assert not error, error
    subprocess.run([PROGRAM, "-q", "-o", "lines.npy", "in.txt"], check=True)
    assert embeddings(pq.read_table("lines")) == [row.tobytes() for row in np.load("lines.npy")]


def a_failing_task_says_why() -> None:
    error = run("--program", "failing", "in.parquet", "failed")
    assert "RuntimeError: albert-embed: the disk is on fire" in error, error
    error = run("--program", "nowhere", "in.parquet", "missing")
    assert error.startswith("embed.py: nowhere: not found"), error


if "--in-session" not in sys.argv:
    sys.exit(submit_this_file())
rows_are_those_of_one_run()
passages_have_rows_of_their_own()
broken_records_stop_the_job_or_are_null()
lines_of_text_are_records()
a_failing_task_says_why()
