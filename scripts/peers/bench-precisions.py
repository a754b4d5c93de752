#!/usr/bin/env python3
"""Times albert-embed in each precision beside PyTorch, ONNX Runtime and OpenVINO in theirs, on the same ids, and tells how many of
the ten nearest neighbours each keeps.

Makes (once) a Hugging Face directory with random weights of ALBERT-base's shape, converts and exports it, and takes turns: every
contender runs once a round, so that a machine that drifts does so for all. Prints medians, the quartiles' distance, and each
precision's ratio to the best peer of the same kind; stops where f32 answers disagree. Fidelity is that of trained models: the
bundled one's f32 form on the first lines of a text, a chemistry model on its reactions.

    pip install torch==2.15.0 transformers==5.24.0 onnxruntime==1.32.0 openvino==2026.4.1 nncf==3.4.0 onnx==1.23.2 \\
        onnxscript==0.7.2 numpy==2.4.6
    scripts/peers/bench-precisions.py --tokenizer DIR --threads 2 --rounds 5 [--text CHECKPOINT FILE] \\
        [--reactions DIR IDS]

The tokenizer's DIR holds tokenizer.json (or spiece.model) of an English ALBERT; CHECKPOINT is an f32 one, FILE has a text a line;
the reactions' DIR is a Hugging Face model's, IDS has a line of its ids a text. Peers get whole batches; albert-embed is timed as a
whole process that reads at least 20,000 tokens of ids, so that its start counts.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import base_model
import checkpoint_model
import exports
import fidelity
import own
from peer_onnxruntime import OnnxRuntime
from peer_openvino import OpenVINO
from peer_pytorch import PyTorch

SHAPES = ["1x16", "1x128", "8x128", "32x32", "4x512"]
# The kind of peers that each of albert-embed's precisions competes with.
RIVALS = {"f32": "f32", "int16": "bf16", "mixed": "int8", "int8": "int8"}
LIBRARIES = ("torch", "transformers", "onnxruntime", "openvino", "nncf")


def main():
    arguments = parse()
    # Before the libraries are loaded: they read it then.
    os.environ["OMP_NUM_THREADS"] = str(arguments.threads)
    describe(arguments)
    if arguments.shapes:
        compare_speed(Path(arguments.directory) / "base", arguments)
    if arguments.text:
        compare_checkpoint(Path(arguments.directory) / "checkpoint", *arguments.text, arguments)
    if arguments.reactions:
        source, ids = map(Path, arguments.reactions)
        compare_fidelity(Path(arguments.directory) / "reactions", source, lines_of_ids(ids), arguments)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/albert-embed")
    parser.add_argument("--directory", default="/tmp/albert-peers", help="where models are kept")
    parser.add_argument("--tokenizer", required=True, help="directory with tokenizer.json or spiece.model")
    parser.add_argument("--text", nargs=2, metavar=("CHECKPOINT", "FILE"))
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--reactions", nargs=2, metavar=("DIR", "IDS"))
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=20_000, help="that albert-embed reads in one process")
    parser.add_argument("--shapes", nargs="*", default=SHAPES, metavar="NxT", help="records x tokens; none to leave speed out")
    return parser.parse_args()


def describe(arguments):
    cpu = platform.processor()
    if Path("/proc/cpuinfo").exists():
        cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), cpu)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    print(f"{cpu}, {arguments.threads} threads, Python {platform.python_version()}, {versions}")
    print(f"command: {' '.join(sys.argv)}\n")


def peers(directory, threads, batches):
    """A new one at a time, since each brings threads of its own."""
    yield from (PyTorch(directory, threads, precision) for precision in ("f32", "bf16"))
    yield from (OnnxRuntime(directory, threads, precision) for precision in ("f32", "int8"))
    yield from (OpenVINO(directory, threads, precision, batches) for precision in ("f32", "bf16", "int8"))


# MARK: Speed


def compare_speed(directory, arguments):
    import numpy

    if not (directory / "config.json").exists():
        base_model.make(directory, arguments.tokenizer)
    rivals = list(peers(directory, arguments.threads, exports.random_batches(base_model.VOCABULARY)))
    ours = [own.AlbertEmbed(arguments.program, directory, arguments.threads, precision) for precision in own.PRECISIONS]
    print("tokens/s (quartiles' distance), and albert-embed against the best peer of the same kind")
    numbers = numpy.random.default_rng(1)
    for shape in arguments.shapes:
        batch, length = map(int, shape.split("x"))
        ids = numbers.integers(5, base_model.VOCABULARY, (batch, length), dtype=numpy.int64)
        rates = measure(ids, ours, rivals, arguments)
        print(f"\n{batch} x {length}")
        for name, values in rates.items():
            cell = f"{statistics.median(values):8,.0f} ({distance(values):,.0f})"
            print(f"  {name:22} {cell}{ratio(name, rates)}", flush=True)


def measure(ids, ours, rivals, arguments):
    """Tokens a second, a round each, by contender."""
    import numpy

    mask = numpy.ones_like(ids)
    path = Path(arguments.directory) / "speed.ids"
    repeats = -(-arguments.tokens // ids.size)
    path.write_text("".join(" ".join(map(str, row)) + "\n" for row in ids) * repeats)
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
            # Slow ones need not do all of it: a second tells their rate.
            count, start = 0, time.perf_counter()
            while count < repeats and time.perf_counter() - start < 1:
                peer.states(ids, mask)
                count += 1
            rates[peer.name].append(ids.size * count / (time.perf_counter() - start))
    return rates


def check(name, rows, expected):
    import numpy

    error = numpy.abs(rows - expected).max() / numpy.abs(expected).max()
    if name.endswith("f32") and not error < 1e-4:
        sys.exit(f"{name}: the answer differs by {error:.1e} of the largest value")


def distance(values):
    quartiles = statistics.quantiles(values, n=4) if len(values) > 1 else [0, 0, 0]
    return quartiles[2] - quartiles[0]


def ratio(name, rates):
    """Rounds are compared within themselves: the machine was the same for all then."""
    program, _, precision = name.rpartition(" ")
    if program != "albert-embed":
        return ""
    rivals = [other for other in rates if other.endswith(RIVALS[precision]) and not other.startswith(program)]
    ratios = [value / max(rates[rival][index] for rival in rivals) for index, value in enumerate(rates[name])]
    return f"  {statistics.median(ratios):.2f}"


# MARK: Fidelity


def compare_checkpoint(directory, checkpoint, text, arguments):
    if not (directory / "config.json").exists():
        checkpoint_model.make(checkpoint, directory)
    lines = Path(text).read_text(encoding="utf-8").split("\n")[: arguments.lines]
    found = subprocess.run(
        [arguments.program, "tokenize", "-m", checkpoint], input="\n".join(lines) + "\n", text=True,
        stdout=subprocess.PIPE, check=True).stdout
    texts = [json.loads(line)["ids"] for line in found.splitlines()]
    compare_fidelity(directory, Path(checkpoint), texts, arguments)


def lines_of_ids(path):
    return [list(map(int, line.split())) for line in path.read_text().splitlines()]


def compare_fidelity(directory, source, texts, arguments):
    """`source` is what albert-embed's checkpoints are of; the peers' model is in `directory`, or is `source` itself."""
    import numpy

    directory.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        link(source, directory)
    path = directory / "texts.ids"
    path.write_text("".join(" ".join(map(str, ids)) + "\n" for ids in texts))
    print(f"\nten nearest neighbours kept, {source.name}, {len(texts)} texts")
    exact = None
    for precision in own.PRECISIONS:
        contender = own.AlbertEmbed(
            arguments.program, directory, arguments.threads, precision, source)
        rows = contender.rows(path, "ids")[0]
        exact = rows if exact is None else exact
        print(f"  {contender.name:22} {fidelity.overlap(rows, exact):.4f}  {contender.size / 1e6:.1f} MB", flush=True)
    chance = numpy.random.default_rng(3)
    calibration = [(ids, mask) for _, ids, mask in fidelity.batches([texts[i] for i in chance.permutation(len(texts))])]
    for peer in peers(directory, arguments.threads, [calibration[i] for i in chance.permutation(len(calibration))]):
        print(f"  {peer.name:22} {fidelity.overlap(fidelity.rows(peer, texts), exact):.4f}", flush=True)


def link(source, directory):
    for file in source.iterdir():
        if not (directory / file.name).exists():
            (directory / file.name).symlink_to(file.resolve())


if __name__ == "__main__":
    main()
