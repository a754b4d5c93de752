"""Makes the two files that TensorBoard's projector loads, both as TSV: the vectors, and their labels.

    albert-embed -f jsonl --with-text texts.txt > rows.jsonl
    python3 scripts/use/tables/to_projector.py rows.jsonl vectors.tsv metadata.tsv
    python3 scripts/use/tables/to_projector.py rows.npy vectors.tsv metadata.tsv --ids ids.txt

    python3 scripts/use/tables/to_projector.py words.npy vectors.tsv metadata.tsv --ids ids.txt --offsets offsets.npy

Load both at https://projector.tensorflow.org or in TensorBoard. Null rows are left out. A blank label is written as BLANK: the
projector drops blank lines, and all later labels would belong to the wrong rows.
"""

import argparse
import sys

from embeddings import batches, written

BLANK = "(blank)"


def cell(value: object) -> str:
    """The field without tabs and line ends, since the format does not have quotes."""
    # The projector treats a byte order mark as a blank, too.
    return " ".join(str("" if value is None else value).replace("\ufeff", " ").split()) or BLANK


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes TensorBoard's projector pair.")
    parser.add_argument("input", help="JSON lines or NPY that albert-embed wrote")
    parser.add_argument("vectors", help="TSV file to write")
    parser.add_argument("metadata", help="TSV file to write")
    parser.add_argument("--ids", metavar="FILE", help="for NPY: a file with the identifier of each record on a line")
    parser.add_argument("--offsets", metavar="FILE.npy", help="for NPY of words or tokens: the file of albert-embed --offsets")
    arguments = parser.parse_args()

    inputs = [arguments.input, arguments.ids, arguments.offsets]
    with written(arguments.vectors, arguments.metadata, inputs=inputs) as partials:
        with open(partials[0], "w", encoding="utf-8") as vectors, open(partials[1], "w", encoding="utf-8") as metadata:
            names: list[str] | None = None
            number = 0
            for batch in batches(arguments.input, arguments.ids, arguments.offsets):
                if names is None:
                    names = [name for name in ("token", "id", "text") if name in batch.labels] or ["row"]
                    # The projector reads a single column without a header.
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
