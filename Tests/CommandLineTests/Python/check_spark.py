"""What a Spark job writes is bit for bit what one run of albert-embed writes. Runs in an empty directory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
from embed import PROGRAM

JOB = Path(sys.argv[1])
SUBMIT = Path(pyspark.__file__).parent / "bin" / "spark-submit"
PIECES = [
    "cat", "two words", '"quoted"', "back\\slash", "a\0b", "a\nb", "a\r\nb", "\r", "\u2028", "\U0001f600", "é", "\t", "", "{}"
]
ENVIRONMENT = os.environ | {
    "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"
}


def submit(*arguments: str, program: str = PROGRAM) -> subprocess.CompletedProcess:
    """The job, with program and model as files of the job."""
    files = f"{program},{os.environ['ALBERT_EMBED_MODEL']}"
    model = os.path.basename(os.environ["ALBERT_EMBED_MODEL"])
    command = [SUBMIT, "--master", "local[2]", "--conf", "spark.ui.enabled=false", "--files", files, JOB, "--model", model]
    # What the driver says itself comes out of spark-submit's standard output.
    return subprocess.run(
        [*command, *arguments], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def expected(texts: list[str | None]) -> list[bytes | None]:
    """Each text's row from one run, as bytes."""
    Path("texts.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts if text is not None))
    subprocess.run([PROGRAM, "-q", "-o", "rows.npy", "texts.jsonl"], check=True)
    rows = iter(np.load("rows.npy"))
    return [None if text is None else next(rows).tobytes() for text in texts]


def found(directory: str) -> dict[str, tuple[str | None, bytes | None]]:
    table = pq.read_table(directory)
    vectors = [None if v is None else np.array(v, np.float32).tobytes() for v in table["embedding"].to_pylist()]
    rows = dict(zip(table["id"].to_pylist(), zip(table["text"].to_pylist(), vectors)))
    assert len(rows) == table.num_rows, "an id is there twice"
    return rows


def rows_are_those_of_one_run() -> None:
    random = np.random.default_rng(1)
    texts = [" ".join(random.choice(PIECES, random.integers(0, 12))) for _ in range(2000)]
    texts = [None if index % 37 == 5 else text for index, text in enumerate(texts)]
    texts[100] = "long text " * 100_000
    ids = [f'id "{index}"\n' for index in range(2000)]
    pq.write_table(pa.table({"id": ids, "n": range(2000), "text": texts}), "in.parquet", row_group_size=300)
    # More tasks than a hash fills, so that some are empty.
    done = submit("--partitions", "5", "in.parquet", "out")
    assert done.returncode == 0, done.stdout
    rows = found("out")
    assert rows == dict(zip(ids, zip(texts, expected(texts)))), "rows differ"
    numbers = pq.read_table("out", columns=["id", "n"])
    assert {i: n for i, n in zip(*map(pa.ChunkedArray.to_pylist, numbers.columns))} == {i: n for n, i in enumerate(ids)}


def broken_records_stop_the_job_or_are_null() -> None:
    Path("in.json").write_text('{"id":"a","text":"one"}\n{"id":"b","text":\n{"id":"c","text":"two"}\n')
    arguments = ["--format", "json", "--schema", "id STRING, text STRING", "in.json"]
    assert submit(*arguments, "stopped").returncode != 0
    done = submit("--on-error", "null", *arguments, "nulls")
    assert done.returncode == 0, done.stdout
    table = pq.read_table("nulls")
    one, two = expected(["one", "two"])
    vectors = [None if v is None else np.array(v, np.float32).tobytes() for v in table["embedding"].to_pylist()]
    assert vectors == [one, None, two], table


def lines_of_text_are_records() -> None:
    Path("in.txt").write_bytes(b"one\r\ntwo\rstill two\n\nlast")
    done = submit("--format", "text", "in.txt", "lines")
    assert done.returncode == 0, done.stdout
    subprocess.run([PROGRAM, "-q", "-o", "lines.npy", "in.txt"], check=True)
    assert (np.array(pq.read_table("lines")["embedding"].to_pylist(), np.float32) == np.load("lines.npy")).all()


def a_failing_task_says_why() -> None:
    # It answers the driver, and then fails as a full disk or a bad machine would make it.
    Path("failing").write_text(
        f"#!/bin/sh\nread -r line\nif [ \"$line\" = '{{\"text\":\"\"}}' ]; then echo \"$line\" | {PROGRAM} \"$@\"; exit; fi\n"
        "echo 'albert-embed: the disk is on fire' >&2\nexit 1\n")
    Path("failing").chmod(0o755)
    done = submit("--program", "failing", "in.parquet", "failed", program=str(Path("failing").resolve()))
    assert done.returncode != 0 and "RuntimeError: albert-embed: the disk is on fire" in done.stdout, done.stdout
    missing = submit("--program", "nowhere", "in.parquet", "missing")
    assert missing.returncode == 1 and "embed.py: there is no program nowhere" in missing.stdout, missing.stdout


rows_are_those_of_one_run()
broken_records_stop_the_job_or_are_null()
lines_of_text_are_records()
a_failing_task_says_why()
