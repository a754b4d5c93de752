"""Fits a PCA to embeddings, and writes it as a file for `albert-embed --project`.

    python3 -m pip install numpy==2.4.6 scikit-learn==1.9.1
    albert-embed --no-normalize corpus.txt -o rows.npy
    python3 scripts/use/tables/fit_pca.py rows.npy 64 pca.npy
    albert-embed --project pca.npy other.txt -o small.npy

The file is an array of shape (P + 1, D): the mean of the rows, then P axes of length 1. The axis along which the rows vary most comes
first. Fit the PCA to rows like those that will be projected: with the same pooling and layers, and not normalized, since
normalization comes after the projection. If the second command also has --no-normalize, its rows are those of PCA.transform.
"""

import argparse
import sys

from embeddings import matrix, written

import numpy as np
from sklearn.decomposition import PCA


def main() -> None:
    parser = argparse.ArgumentParser(description="Fits a PCA for albert-embed --project.")
    parser.add_argument("rows", help="embeddings, an NPY file")
    parser.add_argument("components", type=int, help="P, the columns of a projected row")
    parser.add_argument("output", help="NPY file to write")
    arguments = parser.parse_args()

    rows = matrix(arguments.rows)
    rows = rows[np.isfinite(rows).all(axis=1)].astype(np.float32)  # the rows of records that could not be read are NaN
    if not 1 <= arguments.components <= min(rows.shape):
        sys.exit(f"{arguments.rows}: has shape {rows.shape}; P must be 1 to {min(rows.shape)}, not {arguments.components}")
    lengths = np.linalg.norm(rows, axis=1)
    if np.abs(lengths - 1).max() < 1e-3:
        sys.exit(f"{arguments.rows}: all rows have length 1, but --project is given rows before they are normalized; embed "
                 "with --no-normalize")
    pca = PCA(arguments.components, random_state=0).fit(rows)
    with written(arguments.output, inputs=[arguments.rows]) as [partial], open(partial, "wb") as file:
        np.save(file, np.vstack([pca.mean_, pca.components_]).astype(np.float32))
    print(f"{pca.explained_variance_ratio_.sum():.1%} of the variance in {arguments.components} columns", file=sys.stderr)


if __name__ == "__main__":
    main()
