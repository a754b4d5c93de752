"""Makes a Parquet file of embeddings, with an array of fixed size a row.

    python3 -m pip install pyarrow==26.0.1 numpy==2.4.6
    python3 scripts/to_parquet.py rows.jsonl rows.parquet
    python3 scripts/to_parquet.py rows.npy rows.parquet --ids ids.txt

JSON lines keep their fields (id, text, tokens, ...). Rows that are null in JSON lines are null; in an NPY they are NaN.
"""

import argparse
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from embeddings import batches, partial

TYPES = {"index": pa.int64(), "tokens": pa.int64(), "truncated": pa.bool_()}


def table(labels: dict[str, list], rows: list, vector: pa.DataType) -> pa.Table:
    present = np.array([row is not None for row in rows])
    numbers = np.concatenate([np.zeros(vector.list_size, vector.value_type.to_pandas_dtype()) if r is None else r for r in rows])
    arrays = {name: pa.array(values, TYPES.get(name, pa.string())) for name, values in labels.items()}
    arrays["embedding"] = pa.FixedSizeListArray.from_arrays(
        pa.array(numbers), type=vector, mask=pa.array(~present) if not present.all() else None)
    return pa.table(arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a Parquet file of embeddings.")
    parser.add_argument("input", help="JSON lines or NPY that albert-embed wrote")
    parser.add_argument("output", help="Parquet file to write")
    parser.add_argument("--ids", metavar="FILE", help="NPY: an identifier a line, a line a row")
    arguments = parser.parse_args()

    writer = None
    waiting: list = []
    for labels, rows in batches(arguments.input, arguments.ids):
        waiting.append((labels, rows))
        first = next((row for row in rows if row is not None), None)
        if writer is None and first is None:
            continue  # how long a row is shows in the first that is not null
        if writer is None:
            vector = pa.list_(pa.from_numpy_dtype(first.dtype), len(first))
            writer = pq.ParquetWriter(partial(arguments.output), table(*waiting[0], vector).schema)
        for batch in waiting:
            writer.write_table(table(*batch, vector))
        waiting.clear()
    if writer is None:
        sys.exit(f"{arguments.input}: has no row that is not null")
    writer.close()
    partial(arguments.output).replace(arguments.output)


if __name__ == "__main__":
    main()
