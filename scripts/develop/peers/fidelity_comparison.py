"""Measures how many of the ten nearest neighbours each contender keeps, on trained models."""

import json
import subprocess
from pathlib import Path

import numpy

import checkpoint_model
import fidelity
from contenders import peers
from own import PRECISIONS, AlbertEmbed


def compare_checkpoint(checkpoint, text, arguments):
    directory = Path(arguments.directory) / "checkpoint"
    if not (directory / "config.json").exists():
        checkpoint_model.make(checkpoint, directory)
    lines = Path(text).read_text(encoding="utf-8").split("\n")[: arguments.lines]
    found = subprocess.run(
        [arguments.program, "tokenize", "-m", checkpoint], input="\n".join(lines) + "\n", text=True,
        stdout=subprocess.PIPE, check=True).stdout
    compare(directory, Path(checkpoint), [json.loads(line)["ids"] for line in found.splitlines()], arguments)


def compare_reactions(source, ids, arguments):
    source, directory = Path(source), Path(arguments.directory) / "reactions"
    directory.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        if not (directory / file.name).exists():
            (directory / file.name).symlink_to(file.resolve())
    compare(directory, source, [list(map(int, line.split())) for line in Path(ids).read_text().splitlines()], arguments)


def compare(directory, source, texts, arguments):
    """Compares the contenders on a model. albert-embed's checkpoints are made from `source`; the peers read it from `directory`."""
    path = directory / "texts.ids"
    path.write_text("".join(" ".join(map(str, ids)) + "\n" for ids in texts))
    print(f"\nten nearest neighbours kept, {source.name}, {len(texts)} texts")
    exact = None
    for precision in PRECISIONS:
        contender = AlbertEmbed(arguments.program, directory, arguments.threads, precision, source)
        rows = contender.rows(path, "ids")[0]
        exact = rows if exact is None else exact
        print(f"  {contender.name:22} {fidelity.overlap(rows, exact):.4f}  {contender.size / 1e6:.1f} MB", flush=True)
    chance = numpy.random.default_rng(3)
    calibration = [(ids, mask) for _, ids, mask in fidelity.batches([texts[i] for i in chance.permutation(len(texts))])]
    for peer in peers(directory, arguments.threads, [calibration[i] for i in chance.permutation(len(calibration))]):
        print(f"  {peer.name:22} {fidelity.overlap(fidelity.rows(peer, texts), exact):.4f}", flush=True)
