"""Runs albert-embed as a whole process."""

import subprocess
import time

import numpy

PRECISIONS = ("f32", "int16", "mixed", "int8")


class AlbertEmbed:
    def __init__(self, program, directory, threads, precision, source=None):
        checkpoint = directory / f"{precision}.albert"
        self.name = f"albert-embed {precision}"
        if not checkpoint.exists():
            subprocess.run(
                [program, "convert", "--precision", precision, str(source or directory), str(checkpoint)], check=True)
        self.size = checkpoint.stat().st_size
        self.command = [program, "-q", "-m", str(checkpoint), "-t", str(threads), "--pooling", "mean", "--no-normalize"]
        self.output = directory / "rows.npy"

    def rows(self, path, kind):
        """The rows of a file, and the seconds from the start of the process to its end."""
        with open(self.output, "wb") as output:
            start = time.perf_counter()
            subprocess.run([*self.command, "-i", kind, str(path)], stdout=output, check=True)
            seconds = time.perf_counter() - start
        return numpy.load(self.output), seconds
