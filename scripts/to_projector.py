"""Makes the pair of files that TensorBoard's projector loads: vectors, and what to call them, both separated by tabs.

    albert-embed -f jsonl --with-text texts.txt > rows.jsonl
    python3 scripts/to_projector.py rows.jsonl vectors.tsv metadata.tsv
    python3 scripts/to_projector.py rows.npy vectors.tsv metadata.tsv --ids ids.txt

Load both at https://projector.tensorflow.org or in TensorBoard. Rows that are null are left out.
"""

import argparse

import numpy as np
from embeddings import batches, partial


def cell(value: object) -> str:
    """Without what would end it: the format knows no quotes."""
    return " ".join(str(value).split())


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes TensorBoard's projector pair.")
    parser.add_argument("input", help="JSON lines or NPY that albert-embed wrote")
    parser.add_argument("vectors", help="TSV file to write")
    parser.add_argument("metadata", help="TSV file to write")
    parser.add_argument("--ids", metavar="FILE", help="NPY: an identifier a line, a line a row")
    arguments = parser.parse_args()

    outputs = [arguments.vectors, arguments.metadata]
    names: list[str] | None = None
    number = 0
    with open(partial(outputs[0]), "w", encoding="utf-8") as vectors:
        with open(partial(outputs[1]), "w", encoding="utf-8") as metadata:
            for labels, rows in batches(arguments.input, arguments.ids):
                if names is None:
                    names = [name for name in ("id", "text") if name in labels] or ["row"]
                    # A single column has no header, as the projector wants it.
                    if len(names) > 1:
                        metadata.write("\t".join(names) + "\n")
                for place, row in enumerate(rows):
                    number += 1
                    if row is None or np.isnan(row).any():
                        continue
                    vectors.write("\t".join(map(str, row)) + "\n")
                    called = [labels[name][place] if name in labels else number for name in names]
                    metadata.write("\t".join(map(cell, called)) + "\n")
    for path in outputs:
        partial(path).replace(path)


if __name__ == "__main__":
    main()
