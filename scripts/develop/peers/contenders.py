"""The contenders of a comparison, the check of their answers, and the output of their rates."""

import statistics
import sys

import numpy

from peer_onnxruntime import OnnxRuntime
from peer_openvino import OpenVINO
from peer_pytorch import PyTorch

# The kind of peers with which each precision of albert-embed competes.
RIVALS = {"f32": "f32", "int16": "bf16", "mixed": "int8", "int8": "int8"}


def peers(directory, threads, batches):
    """The contenders, one after the other, since each starts threads of its own."""
    yield from (PyTorch(directory, threads, precision) for precision in ("f32", "bf16"))
    yield from (OnnxRuntime(directory, threads, precision) for precision in ("f32", "int8"))
    yield from (OpenVINO(directory, threads, precision, batches) for precision in ("f32", "bf16", "int8"))


def check(name, rows, expected):
    """Ends the program if rows in f32 are not the expected ones."""
    error = numpy.abs(rows - expected).max() / numpy.abs(expected).max()
    if name.endswith("f32") and not error < 1e-4:
        sys.exit(f"{name}: the answer differs by {error:.1e} of the largest value")


def report(title, rates):
    """Prints rates. `rates` has a list for each contender, with a value for each round."""
    print(f"\n{title}")
    for name, values in rates.items():
        found = f"; {ratio(name, rates)} of the fastest {rival_kind(name)} peer" if rival_kind(name) else ""
        print(f"  {name:26} {median_and_spread(values, ',.0f')}{found}", flush=True)


def table(columns):
    """The table of README. `rates` holds rates by shape, then by contender. The table has a row for each contender, then the ratios."""
    print("\n| tokens/s | " + " | ".join(columns) + " |\n|" + "---|" * (len(columns) + 1))
    names = list(next(iter(columns.values())))
    for name in names:
        print(f"| {name} | " + " | ".join(f"{statistics.median(rates[name]):,.0f}" for rates in columns.values()) + " |")
    for name in filter(rival_kind, names):
        cells = " | ".join(ratio(name, rates) for rates in columns.values())
        print(f"| {name} / fastest {rival_kind(name)} peer | {cells} |")


def rival_kind(name):
    """The kind of peers with which a contender is compared; None if it is a peer itself."""
    program, _, precision = name.rpartition(" ")
    return RIVALS[precision] if program == "albert-embed" else None


def ratio(name, rates):
    """The ratio of a contender to the fastest peer of its kind. It is taken within each round, since the machine is in the same state
    for all contenders of a round.
    """
    rivals = [other for other in rates if not rival_kind(other) and other.endswith(rival_kind(name))]
    return median_and_spread(
        [value / max(rates[rival][index] for rival in rivals) for index, value in enumerate(rates[name])], ".2f")


def median_and_spread(values, form):
    """The median, and the distance between the quartiles."""
    low, _, high = statistics.quantiles(values, n=4) if len(values) > 1 else [0, 0, 0]
    return f"{statistics.median(values):{form}} ({high - low:{form}})"
