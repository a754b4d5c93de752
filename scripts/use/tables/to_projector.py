"""Makes the pair of files that TensorBoard's projector loads: vectors, and what to call them, both separated by tabs.

    albert-embed -f jsonl --with-text texts.txt > rows.jsonl
    python3 scripts/use/tables/to_projector.py rows.jsonl vectors.tsv metadata.tsv
    python3 scripts/use/tables/to_projector.py rows.npy vectors.tsv metadata.tsv --ids ids.txt

    python3 scripts/use/tables/to_projector.py words.npy vectors.tsv metadata.tsv --ids ids.txt --offsets offsets.npy

Load both at https://projector.tensorflow.org or in TensorBoard. Rows that are null are left out. A label that is blank is written as
BLANK, as the projector drops blank lines, and each label after one would then stand at another row.
"""

import argparse
import sys

from embeddings import batches, written

BLANK = "(blank)"


def cell(value: object) -> str:
    """Without what would end it: the format knows no quotes."""
    # A byte order mark is a blank to the projector, too.
    return " ".join(str("" if value is None else value).replace("\ufeff", " ").split()) or BLANK


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes TensorBoard's projector pair.")
    parser.add_argument("input", help="JSON lines or NPY that albert-embed wrote")
    parser.add_argument("vectors", help="TSV file to write")
    parser.add_argument("metadata", help="TSV file to write")
    parser.add_argument("--ids", metavar="FILE", help="NPY: an identifier a line, a line a record")
    parser.add_argument("--offsets", metavar="FILE.npy", help="NPY of words or tokens: where each record's rows start")
    arguments = parser.parse_args()

    inputs = [arguments.input, arguments.ids, arguments.offsets]
    with written(arguments.vectors, arguments.metadata, inputs=inputs) as partials:
        with open(partials[0], "w", encoding="utf-8") as vectors, open(partials[1], "w", encoding="utf-8") as metadata:
            names: list[str] | None = None
            number = 0
            for batch in batches(arguments.input, arguments.ids, arguments.offsets):
                if names is None:
                    names = [name for name in ("token", "id", "text") if name in batch.labels] or ["row"]
                    # The projector wants a single column without a header.
                    if len(names) > 1:
                        metadata.write("\t".join(names) + "\n")
                for place, row in enumerate(batch.rows):
                    number += 1
                    if not batch.present[place]:
                        continue
                    vectors.write("\t".join(map(str, row)) + "\n")
                    called = [batch.labels[name][place] if name in batch.labels else number for name in names]
                    metadata.write("\t".join(map(cell, called)) + "\n")
            if vectors.tell() == 0:
                sys.exit(f"{arguments.input}: all its rows are null")


if __name__ == "__main__":
    main()
