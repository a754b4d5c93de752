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
        found = f"; {ratio(name, rates)} of the fastest {rival_kind(name)} peer" if rival_kind(name) else ""
        print(f"  {name:26} {median_and_spread(values, ',.0f')}{found}", flush=True)


def table(columns):
    """The rates by shape, then by contender, as README has them: a row a contender, then the ratios."""
    print("\n| tokens/s | " + " | ".join(columns) + " |\n|" + "---|" * (len(columns) + 1))
    names = list(next(iter(columns.values())))
    for name in names:
        print(f"| {name} | " + " | ".join(f"{statistics.median(rates[name]):,.0f}" for rates in columns.values()) + " |")
    for name in filter(rival_kind, names):
        cells = " | ".join(ratio(name, rates) for rates in columns.values())
        print(f"| {name} / fastest {rival_kind(name)} peer | {cells} |")


def rival_kind(name):
    """The kind of peers that a contender is compared with; none where it is a peer itself."""
    program, _, precision = name.rpartition(" ")
    return RIVALS[precision] if program == "albert-embed" else None


def ratio(name, rates):
    """Rounds are compared within themselves: the machine was the same for all then."""
    rivals = [other for other in rates if not rival_kind(other) and other.endswith(rival_kind(name))]
    return median_and_spread(
        [value / max(rates[rival][index] for rival in rivals) for index, value in enumerate(rates[name])], ".2f")


def median_and_spread(values, form):
    """The median, and how far apart the quartiles are."""
    low, _, high = statistics.quantiles(values, n=4) if len(values) > 1 else [0, 0, 0]
    return f"{statistics.median(values):{form}} ({high - low:{form}})"
