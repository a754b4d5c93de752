"""Makes a Parquet file of embeddings. Each row has an array of the same size.

    python3 -m pip install pyarrow==26.0.1 numpy==2.4.6
    python3 scripts/use/tables/to_parquet.py rows.jsonl rows.parquet
    python3 scripts/use/tables/to_parquet.py rows.npy rows.parquet --ids ids.txt
    python3 scripts/use/tables/to_parquet.py words.npy words.parquet --ids ids.txt --offsets offsets.npy

JSON lines keep their fields (id, text, tokens, ...). At word and token level each word has a row, with the fields of its record. A
null row, which is NaN in an NPY file, is null. Ids that are whole numbers, in JSON or on all lines of ids.txt, become int64. Ids of
different types, and ids beyond 64 bits, are an error unless `--id-type string` makes strings of all. Memory does not grow with the
file.
"""

import argparse
import json
import sys

from embeddings import Batch, batches, written

import pyarrow as pa
import pyarrow.parquet as pq

WHOLE = ["index", "passage", "token_id", "start", "end", "tokens"]
TYPES = {"truncated": pa.bool_()} | {name: pa.int64() for name in WHOLE}
ID_TYPES = {int: pa.int64(), str: pa.string(), float: pa.float64(), bool: pa.bool_()}


class Ids:
    """The type of the column `id`: the type of the first id, which all others must have."""

    def __init__(self, are_strings: bool):
        self.are_strings = are_strings
        self.kind: type = str
        self.count = 0

    def column(self, ids: list) -> pa.Array:
        if self.are_strings:
            return pa.array([value if isinstance(value, str | None) else json.dumps(value) for value in ids], pa.string())
        if self.count == 0:
            self.kind = next((type(value) for value in ids if value is not None), str)
        for number, value in enumerate(ids, self.count + 1):
            is_other = value is not None and type(value) is not self.kind
            if is_other or type(value) is int and not -(2**63) <= value < 2**63:
                sys.exit(f"row {number}: its id {value!r} is not of type {ID_TYPES[self.kind]}, as the first one is; "
                         "--id-type string makes strings of all")
        self.count += len(ids)
        return pa.array(ids, ID_TYPES[self.kind])


def table(batch: Batch, ids: Ids) -> pa.Table:
    arrays = {
        name: ids.column(values) if name == "id" else pa.array(values, TYPES.get(name, pa.string()))
        for name, values in batch.labels.items()
    }
    vector = pa.list_(pa.from_numpy_dtype(batch.rows.dtype), batch.rows.shape[1])
    arrays["embedding"] = pa.FixedSizeListArray.from_arrays(
        pa.array(batch.rows.ravel()), type=vector, mask=None if batch.present.all() else pa.array(~batch.present))
    return pa.table(arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a Parquet file of embeddings.")
    parser.add_argument("input", help="JSON lines or NPY that albert-embed wrote")
    parser.add_argument("output", help="Parquet file to write")
    parser.add_argument("--ids", metavar="FILE", help="for NPY: a file with the identifier of each record on a line")
    parser.add_argument("--offsets", metavar="FILE.npy", help="for NPY of words or tokens: the file of albert-embed --offsets")
    parser.add_argument("--id-type", choices=["auto", "string"], default="auto", help="auto: numbers stay numbers")
    arguments = parser.parse_args()

    ids = Ids(arguments.id_type == "string")
    with written(arguments.output, inputs=[arguments.input, arguments.ids, arguments.offsets]) as [partial]:
        writer = None
        try:
            for batch in batches(arguments.input, arguments.ids, arguments.offsets):
                rows = table(batch, ids)
                writer = writer or pq.ParquetWriter(partial, rows.schema)
                writer.write_table(rows)
        finally:
            if writer is not None:
                writer.close()


if __name__ == "__main__":
    main()
