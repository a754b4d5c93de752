"""Parquet and the projector's pair, of JSON lines and of NPY, hold the rows that albert-embed wrote. Runs in an empty directory."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from embed import PROGRAM

SCRIPTS = Path(sys.argv[1])


def script(name: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, SCRIPTS / name, *arguments], capture_output=True, text=True)


def parquet(*arguments: str) -> pa.Table:
    done = script("to_parquet.py", arguments[0], "table.parquet", *arguments[1:])
    assert done.returncode == 0, done.stderr
    return pq.read_table("table.parquet")


def refusal(name: str, *arguments: str) -> str:
    """The one line with which a script refuses; it leaves no file."""
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    done = script(name, *arguments)
    assert done.returncode == 1 and done.stderr.count("\n") == 1, done
    assert before == {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}, done.stderr
    return done.stderr


def embed(output: str, *options: str, status: int = 0) -> None:
    done = subprocess.run([PROGRAM, "-q", "--on-error", "null", *options, "-o", output])
    assert done.returncode == status, done.returncode


def rows_in(table: pa.Table) -> list[bytes | None]:
    return [None if row is None else np.array(row, np.float32).tobytes() for row in table["embedding"].to_pylist()]


def as_bytes(rows: np.ndarray) -> list[bytes | None]:
    return [None if np.isnan(row).all() else row.tobytes() for row in rows]


def records_with_a_null_row() -> None:
    # The second record has no text.
    Path("records.jsonl").write_text('{"text":"one","k":"a b"}\n{"text":1,"k":"c"}\n{"text":"two","k":"d"}\n')
    embed("rows.jsonl", "--id-field", "k", "records.jsonl", status=3)
    embed("rows.npy", "records.jsonl", status=3)
    rows = np.load("rows.npy")
    Path("ids").write_text("a b\nc\nd\n")
    for source, options in [("rows.jsonl", []), ("rows.npy", ["--ids", "ids"])]:
        table = parquet(source, *options)
        assert str(table.schema.field("embedding").type) == f"fixed_size_list<element: float>[{rows.shape[1]}]", table.schema
        assert table["id"].to_pylist() == ["a b", "c", "d"], table["id"]
        assert rows_in(table) == as_bytes(rows) and rows_in(table)[1] is None

        done = script("to_projector.py", source, "vectors.tsv", "metadata.tsv", *options)
        assert done.returncode == 0, done.stderr
        assert (np.loadtxt("vectors.tsv", dtype=np.float32) == rows[[0, 2]]).all()
        assert Path("metadata.tsv").read_text() == "a b\nd\n"

    Path("short").write_text("a\n")
    said = refusal("to_parquet.py", "rows.npy", "none.parquet", "--ids", "short")
    assert said == "short: has 1 lines; expected 3, one for each row of rows.npy\n", said


def whole_numbers_stay_numbers() -> None:
    ids = [7, -3, 2**53 + 1, 2**63 - 1]
    Path("numbers.jsonl").write_text("".join(json.dumps({"text": str(k), "k": k}) + "\n" for k in ids))
    embed("numbers.out.jsonl", "--id-field", "k", "numbers.jsonl")
    embed("numbers.npy", "--id-field", "k", "--ids", "numbers.ids", "numbers.jsonl")
    for source, options in [("numbers.out.jsonl", []), ("numbers.npy", ["--ids", "numbers.ids"])]:
        table = parquet(source, *options)
        assert table.schema.field("id").type == pa.int64() and table["id"].to_pylist() == ids, table["id"]
        table = parquet(source, *options, "--id-type", "string")
        assert table["id"].to_pylist() == list(map(str, ids)), table["id"]
    # What is not written as a whole number makes strings of all, as they were.
    Path("numbers.ids").write_text("7\n007\n\n1e3\n")
    assert parquet("numbers.npy", "--ids", "numbers.ids")["id"].to_pylist() == ["7", "007", "", "1e3"]
    Path("numbers.ids").write_text("7\n\n8\n9\n")
    assert parquet("numbers.npy", "--ids", "numbers.ids")["id"].to_pylist() == [7, None, 8, 9]

    # Kinds that differ, far behind the first; a number beyond 64 bits.
    for name, last in [("mixed", '"x"'), ("large", str(2**63)), ("fraction", "1.5")]:
        lines = [f'{{"index":{i},"id":{i},"embedding":[0.5,{i}],"tokens":3,"truncated":false}}\n' for i in range(5000)]
        lines.append(f'{{"index":5000,"id":{last},"embedding":[0.5,1],"tokens":3,"truncated":false}}\n')
        Path(f"{name}.jsonl").write_text("".join(lines))
        said = refusal("to_parquet.py", f"{name}.jsonl", "none.parquet")
        assert said.startswith("row 5001: its id ") and "--id-type string" in said, said
        table = parquet(f"{name}.jsonl", "--id-type", "string")
        assert table["id"].to_pylist() == [*map(str, range(5000)), last.strip('"')]


def words_have_rows() -> None:
    texts = ["one two", "", 5, "three\u2028four\x85five"]
    lines = [json.dumps({"text": text, "k": k}) for k, text in enumerate(texts, 1)]
    Path("split.jsonl").write_text("".join(line + "\n" for line in lines))
    for level in ["word", "token"]:
        embed(f"{level}.jsonl", "--level", level, "--id-field", "k", "--with-text", "split.jsonl", status=3)
        names = ["--ids", f"{level}.ids", "--offsets", f"{level}.offsets.npy"]
        embed(f"{level}.npy", "--level", level, "--id-field", "k", *names, "split.jsonl", status=3)
        rows, table = np.load(f"{level}.npy"), parquet(f"{level}.jsonl")
        # The record that could not be read is a row that is null.
        place = table["embedding"].is_null().to_pylist().index(True)
        assert table["id"][place].as_py() == 3 and table["error"][place].as_py(), table
        whole = table.filter(table["embedding"].is_valid())
        assert rows_in(whole) == as_bytes(rows)
        assert whole["text"].to_pylist()[-1] == texts[-1]
        assert ("token_id" in whole.column_names) == (level == "token")
        of_npy = parquet(f"{level}.npy", *names)
        assert rows_in(of_npy) == as_bytes(rows)
        assert of_npy["id"].to_pylist() == whole["id"].to_pylist() and of_npy["index"].to_pylist() == whole["index"].to_pylist()
        assert "does not say where" in refusal("to_parquet.py", "rows.npy", "none.parquet", *names[2:])

        done = script("to_projector.py", f"{level}.jsonl", "vectors.tsv", "metadata.tsv")
        assert done.returncode == 0, done.stderr
        metadata = Path("metadata.tsv").read_text().split("\n")[:-1]
        assert metadata[0] == "token\tid\ttext" and len(metadata) == len(rows) + 1, metadata


def blank_labels_keep_their_places() -> None:
    texts = ["one", "", " \t", "two\tthree\r\nfour", "\ufeff", "\u2028\x85\x1c", "five"]
    Path("blank.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    embed("blank.out.jsonl", "--with-text", "blank.jsonl")
    embed("blank.npy", "blank.jsonl")
    Path("blank.ids").write_text("".join(text.replace("\r\n", " ") + "\n" for text in texts))
    for source, options in [("blank.out.jsonl", []), ("blank.npy", ["--ids", "blank.ids"])]:
        done = script("to_projector.py", source, "vectors.tsv", "metadata.tsv", *options)
        assert done.returncode == 0, done.stderr
        labels = Path("metadata.tsv").read_text().split("\n")
        assert labels == ["one", "(blank)", "(blank)", "two three four", "(blank)", "(blank)", "five", ""], labels
        assert np.loadtxt("vectors.tsv").shape[0] == len(texts)


def nothing_is_lost() -> None:
    """An empty file, one of nulls, one that is not of this kind; outputs that are inputs."""
    embed("empty.npy", "-i", "lines", "/dev/null")
    assert len(parquet("empty.npy")) == 0
    Path("null.jsonl").write_text('{"index":0,"embedding":null,"tokens":0,"truncated":false,"error":"e"}\n' * 5000)
    assert refusal("to_parquet.py", "null.jsonl", "none.parquet") == "null.jsonl: all its rows are null\n"
    # Five thousand null rows before the first that shows how long a row is.
    with open("null.jsonl", "a") as file:
        file.write('{"index":5000,"id":1,"embedding":[1,2],"tokens":3,"truncated":false}\n')
    table = parquet("null.jsonl", "--id-type", "string")
    assert table["embedding"].null_count == 5000 and table["embedding"][5000].as_py() == [1, 2], table
    for line in ["[]", "5", '{"index":0}', '{"tokens":5}', '{"tokens":[{"token":"a","id":1}]}', "\xff"]:
        Path("wrong.jsonl").write_bytes(line.encode("latin-1"))
        assert refusal("to_parquet.py", "wrong.jsonl", "none.parquet").startswith('wrong.jsonl:1: has no "embedding"'), line
    Path("unknown.jsonl").write_text('{"embedding":[1]}\n{"embedding":[1],"scores":{}}\n')
    assert refusal("to_parquet.py", "unknown.jsonl", "none.parquet").startswith("unknown.jsonl:2: has 'scores'")
    Path("same.npy").symlink_to("rows.npy")
    for same in ["rows.npy", "same.npy", "./rows.npy"]:
        assert refusal("to_parquet.py", "rows.npy", same) == f"{Path(same)}: is also read, or written twice, by the same command\n"
    refusal("to_projector.py", "rows.npy", "one.tsv", "./one.tsv")
    refusal("to_projector.py", "rows.npy", "one.tsv", "ids", "--ids", "ids")
    assert "No such file" in refusal("to_parquet.py", "rows.npy", "nowhere/none.parquet")
    assert refusal("to_parquet.py", "nothing.npy", "none.parquet") == "nothing.npy: No such file or directory\n"


records_with_a_null_row()
whole_numbers_stay_numbers()
words_have_rows()
blank_labels_keep_their_places()
nothing_is_lost()
