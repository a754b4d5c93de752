"""Parquet and the projector's pair, of JSON lines and of NPY, hold the rows that albert-embed wrote. Runs in an empty directory."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from embed import PROGRAM

SCRIPTS = Path(sys.argv[1])


def script(name: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, SCRIPTS / name, *arguments], capture_output=True, text=True)


# The second record has no text.
Path("records.jsonl").write_text('{"text":"one","k":"a b"}\n{"text":1,"k":"c"}\n{"text":"two","k":"d"}\n')
for output in ["rows.jsonl", "rows.npy"]:
    ids = ["--id-field", "k"] if output.endswith("jsonl") else []
    done = subprocess.run([PROGRAM, "-q", *ids, "--on-error", "null", "-o", output, "records.jsonl"])
    assert done.returncode == 3, done.returncode
rows = np.load("rows.npy")
Path("ids").write_text("a b\nc\nd\n")

for source, options in [("rows.jsonl", []), ("rows.npy", ["--ids", "ids"])]:
    done = script("to_parquet.py", source, "table.parquet", *options)
    assert done.returncode == 0, done.stderr
    table = pq.read_table("table.parquet")
    assert str(table.schema.field("embedding").type) == f"fixed_size_list<element: float>[{rows.shape[1]}]", table.schema
    assert table["id"].to_pylist() == ["a b", "c", "d"], table["id"]
    for index in [0, 2]:
        assert (np.array(table["embedding"][index].as_py(), np.float32) == rows[index]).all()
    middle = table["embedding"][1]
    assert np.isnan(middle.as_py()).all() if options else not middle.is_valid

    done = script("to_projector.py", source, "vectors.tsv", "metadata.tsv", *options)
    assert done.returncode == 0, done.stderr
    assert (np.loadtxt("vectors.tsv", dtype=np.float32) == rows[[0, 2]]).all()
    assert Path("metadata.tsv").read_text() == "a b\nd\n"

Path("short").write_text("a\n")
refused = script("to_parquet.py", "rows.npy", "none.parquet", "--ids", "short")
assert refused.returncode == 1 and refused.stderr == "short: has 1 lines; 3 were expected, one a row of rows.npy\n", refused.stderr
assert not Path("none.parquet").exists()
