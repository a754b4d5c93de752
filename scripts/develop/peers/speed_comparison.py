"""Measures tokens a second on texts of one length, given as ids, in every precision. Also measures texts a second on ragged lines, in
f32.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy

import exports
import fidelity
from base_model import VOCABULARY
from contenders import check, peers, report, table
from own import PRECISIONS, AlbertEmbed
from peer_onnxruntime import OnnxRuntime
from peer_sentence_transformers import SentenceTransformers

SHAPES = ["1x16", "1x128", "8x128", "32x32", "4x512"]


def compare_ids(directory, arguments):
    rivals = list(peers(directory, arguments.threads, exports.random_batches(VOCABULARY)))
    ours = [AlbertEmbed(arguments.program, directory, arguments.threads, precision) for precision in PRECISIONS]
    refuse_noise(ours[0], arguments)
    print("tokens/s: medians, and the distances between the quartiles")
    numbers = numpy.random.default_rng(1)
    columns = {}
    for shape in arguments.shapes:
        batch, length = map(int, shape.split("x"))
        ids = numbers.integers(5, VOCABULARY, (batch, length), dtype=numpy.int64)
        columns[f"{batch} x {length}"] = measure(ids, ours, rivals, arguments)
        report(f"{batch} x {length}", columns[f"{batch} x {length}"])
    table(columns)


def refuse_noise(contender, arguments):
    """Ends the program if the times for the same work vary so much that ratios would be meaningless."""
    path = Path(arguments.directory) / "noise.ids"
    # No two texts are equal, since the program encodes equal ids only once.
    path.write_text("".join(" ".join([str(5 + index)] * 128) + "\n" for index in range(16)))
    times = [contender.rows(path, "ids")[1] for _ in range(12)]
    low, middle, high = statistics.quantiles(times, n=4)
    spread = (high - low) / middle
    print(f"noise: the same work takes times whose quartiles are {spread:.1%} of the median apart")
    if spread > arguments.noise:
        sys.exit(f"this machine is too noisy to compare: the spread is {spread:.0%}, and may be {arguments.noise:.0%}; "
                 "stop other programs, or give --noise 1")


def measure(ids, ours, rivals, arguments):
    """The tokens a second of each contender, with a value for each round."""
    mask = numpy.ones_like(ids)
    path = Path(arguments.directory) / "speed.ids"
    repeats = -(-arguments.tokens // ids.size)
    # These have the same shape, but other ids, since the program encodes equal ids only once.
    others = [numpy.random.default_rng([repeat, *ids.shape]).integers(5, VOCABULARY, ids.shape) for repeat in range(1, repeats)]
    path.write_text("".join(" ".join(map(str, row)) + "\n" for batch in (ids, *others) for row in batch))
    expected = fidelity.mean(rivals[0].states(ids, mask), mask)
    for peer in rivals[1:]:
        check(peer.name, fidelity.mean(peer.states(ids, mask), mask), expected)
    for contender in ours:
        check(contender.name, contender.rows(path, "ids")[0][: len(ids)], expected)
    rates = {contender.name: [] for contender in (*ours, *rivals)}
    for _ in range(arguments.rounds):
        for contender in ours:
            rates[contender.name].append(ids.size * repeats / contender.rows(path, "ids")[1])
        for peer in rivals:
            # Slow contenders do only a part of it: one second is enough for their rate.
            count, start = 0, time.perf_counter()
            while count < repeats and time.perf_counter() - start < 1:
                peer.states(ids, mask)
                count += 1
            rates[peer.name].append(ids.size * count / (time.perf_counter() - start))
    return rates


def compare_text(directory, arguments):
    """Compares the contenders from text to rows, each with a tokenizer."""
    texts = Path(arguments.text).read_text(encoding="utf-8").split("\n")[: arguments.lines]
    path = Path(arguments.directory) / "ragged.txt"
    path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    own = AlbertEmbed(arguments.program, directory, arguments.threads, "f32")
    rivals = [
        TokenizersAnd(OnnxRuntime(directory, arguments.threads, "f32"), directory),
        SentenceTransformers(directory, arguments.threads)]
    expected = own.rows(path, "lines")[0]
    for peer in rivals:
        check(peer.name, peer.rows(texts), expected)
    rates = {contender.name: [] for contender in (own, *rivals)}
    for _ in range(arguments.rounds):
        rates[own.name].append(len(texts) / own.rows(path, "lines")[1])
        for peer in rivals:
            start = time.perf_counter()
            peer.rows(texts)
            rates[peer.name].append(len(texts) / (time.perf_counter() - start))
    report(f"texts/s of {Path(arguments.text).name}, {len(texts)} lines of ragged length", rates)


class TokenizersAnd:
    """Puts the `tokenizers` library before another peer, in batches of texts with similar lengths."""

    def __init__(self, peer, directory, longest=512):
        from tokenizers import Tokenizer

        self.name, self.peer = f"tokenizers + {peer.name}", peer
        self.tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self.tokenizer.enable_truncation(longest)
        self.tokenizer.no_padding()

    def rows(self, texts):
        return fidelity.rows(self.peer, [encoding.ids for encoding in self.tokenizer.encode_batch(texts)], size=32)
