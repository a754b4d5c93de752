"""Tokens a second on texts of one length, given as ids, in every precision."""

import time
from pathlib import Path

import numpy

import exports
from base_model import VOCABULARY
from contenders import check, peers, report
from fidelity import mean
from own import PRECISIONS, AlbertEmbed

SHAPES = ["1x16", "1x128", "8x128", "32x32", "4x512"]


def compare(directory, arguments):
    rivals = list(peers(directory, arguments.threads, exports.random_batches(VOCABULARY)))
    ours = [AlbertEmbed(arguments.program, directory, arguments.threads, precision) for precision in PRECISIONS]
    print("tokens/s (quartiles' distance), and albert-embed against the best peer of the same kind")
    numbers = numpy.random.default_rng(1)
    for shape in arguments.shapes:
        batch, length = map(int, shape.split("x"))
        ids = numbers.integers(5, VOCABULARY, (batch, length), dtype=numpy.int64)
        report(f"{batch} x {length}", measure(ids, ours, rivals, arguments))


def measure(ids, ours, rivals, arguments):
    """Tokens a second, a round each, by contender."""
    mask = numpy.ones_like(ids)
    path = Path(arguments.directory) / "speed.ids"
    repeats = -(-arguments.tokens // ids.size)
    path.write_text("".join(" ".join(map(str, row)) + "\n" for row in ids) * repeats)
    expected = mean(rivals[0].states(ids, mask), mask)
    for peer in rivals[1:]:
        check(peer.name, mean(peer.states(ids, mask), mask), expected)
    for contender in ours:
        check(contender.name, contender.rows(path, "ids")[0][: len(ids)], expected)
    rates = {contender.name: [] for contender in (*ours, *rivals)}
    for _ in range(arguments.rounds):
        for contender in ours:
            rates[contender.name].append(ids.size * repeats / contender.rows(path, "ids")[1])
        for peer in rivals:
            # Slow ones need not do all of it: a second tells their rate.
            count, start = 0, time.perf_counter()
            while count < repeats and time.perf_counter() - start < 1:
                peer.states(ids, mask)
                count += 1
            rates[peer.name].append(ids.size * count / (time.perf_counter() - start))
    return rates
