"""Searches a file of texts, one a line, for those that mean about the same as a query.

    python3 scripts/recipes/search.py CORPUS QUERY [--top K]

The first time, CORPUS is embedded into the folder CORPUS.search; after that a query takes as long as reading the rows, by
FAISS where it is installed, else by NumPy. Rows and texts are mapped, so that neither has to fit in memory. The folder is made
anew when the file or the model is another.
"""

import argparse
import hashlib
import json
import mmap
import sys
from pathlib import Path

from embed import embed, run

import numpy as np

CHUNK = 1 << 16


def prepared(corpus: Path) -> Path:
    """The folder with the rows of a corpus and the places where its lines end; made where there is none, or an old one."""
    folder = corpus.with_name(corpus.name + ".search")
    status = corpus.stat()
    model = hashlib.sha256(run("info", "--json")).hexdigest()
    state = json.dumps({"size": status.st_size, "modified": status.st_mtime_ns, "model": model})
    stamp = folder / "state.json"
    if not stamp.exists() or stamp.read_text() != state:
        folder.mkdir(exist_ok=True)
        stamp.unlink(missing_ok=True)
        # The file is named, so that --resume could go on; a name like notes.csv is still read by lines.
        run("--normalize", "-i", "lines", "-f", "npy", "-o", str(folder / "rows.npy"), "--", str(corpus))
        with open(corpus, "rb") as file:
            ends, place = [], 0
            while block := file.read(1 << 24):
                ends.append(place + np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n")) + 1)
                place += len(block)
        if not ends or place not in ends[-1]:
            ends.append([place])
        np.save(folder / "ends.npy", np.concatenate(ends).astype(np.int64))
        stamp.write_text(state)  # last, as it says that the rest is whole
    return folder


def nearest(rows: np.ndarray, query: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Cosines and row numbers of the nearest rows, the nearest first."""
    try:
        import faiss
    except ImportError:
        # The best of each chunk, then the best of those.
        cosines, places = np.empty(0, np.float32), np.empty(0, np.int64)
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK] @ query
            best = np.argsort(-chunk, kind="stable")[:count]
            cosines, places = np.append(cosines, chunk[best]), np.append(places, start + best)
        best = np.argsort(-cosines, kind="stable")[:count]
        return cosines[best], places[best]
    cosines, places = faiss.knn(query[None], rows, count, metric=faiss.METRIC_INNER_PRODUCT)
    return cosines[0], places[0]


def main() -> None:
    parser = argparse.ArgumentParser(description="Searches a file of texts, one a line.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("query")
    parser.add_argument("--top", type=int, default=10, metavar="K", help="texts to show; default 10")
    arguments = parser.parse_args()
    try:
        folder = prepared(arguments.corpus)
        file = open(arguments.corpus, "rb")
        if arguments.corpus.stat().st_size == 0:
            sys.exit(f"{arguments.corpus}: has no texts")
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
    rows = np.load(folder / "rows.npy", mmap_mode="r")
    ends = np.load(folder / "ends.npy", mmap_mode="r")
    if len(rows) != len(ends):
        sys.exit(f"{arguments.corpus}: {len(rows)} rows for {len(ends)} lines; it changed while it was embedded")
    query = embed([arguments.query.replace("\0", " ")], "--normalize")[0]
    text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    for cosine, place in zip(*nearest(rows, query, max(1, min(arguments.top, len(rows))))):
        line = text[ends[place - 1] if place > 0 else 0 : ends[place]].rstrip(b"\r\n")
        print(f"{cosine:.3f}  {place + 1}: {line.decode(errors='replace')}")


if __name__ == "__main__":
    main()
