"""Who takes part, how a contender's answer is checked, and how rates are told."""

import statistics
import sys

import numpy

from peer_onnxruntime import OnnxRuntime
from peer_openvino import OpenVINO
from peer_pytorch import PyTorch

# The kind of peers that each of albert-embed's precisions competes with.
RIVALS = {"f32": "f32", "int16": "bf16", "mixed": "int8", "int8": "int8"}


def peers(directory, threads, batches):
    """A new one at a time, since each brings threads of its own."""
    yield from (PyTorch(directory, threads, precision) for precision in ("f32", "bf16"))
    yield from (OnnxRuntime(directory, threads, precision) for precision in ("f32", "int8"))
    yield from (OpenVINO(directory, threads, precision, batches) for precision in ("f32", "bf16", "int8"))


def check(name, rows, expected):
    """Stops where rows in f32 are not the expected ones."""
    error = numpy.abs(rows - expected).max() / numpy.abs(expected).max()
    if name.endswith("f32") and not error < 1e-4:
        sys.exit(f"{name}: the answer differs by {error:.1e} of the largest value")


def report(title, rates):
    """`rates` has a value a round, by contender."""
    print(f"\n{title}")
    for name, values in rates.items():
        quartiles = statistics.quantiles(values, n=4) if len(values) > 1 else [0, 0, 0]
        cell = f"{statistics.median(values):8,.0f} ({quartiles[2] - quartiles[0]:,.0f})"
        print(f"  {name:26} {cell}{ratio(name, rates)}", flush=True)


def ratio(name, rates):
    """Rounds are compared within themselves: the machine was the same for all then."""
    program, _, precision = name.rpartition(" ")
    if program != "albert-embed":
        return ""
    rivals = [other for other in rates if other.endswith(RIVALS[precision]) and not other.startswith(program)]
    ratios = [value / max(rates[rival][index] for rival in rivals) for index, value in enumerate(rates[name])]
    return f"  {statistics.median(ratios):.2f}"
