#!/usr/bin/env python3
"""Times albert-embed beside PyTorch, ONNX Runtime, OpenVINO and sentence-transformers, each in the precisions that it has, and prints
how many of the ten nearest neighbours each precision keeps.

It makes a Hugging Face directory with random weights of ALBERT-base's shape (once), converts it and exports it. Then the contenders
take turns: each runs once in every round, so a machine that becomes slower does so for all of them. It prints medians, the distance
of the quartiles, and the ratio of albert-embed to the fastest peer of the same kind; at the end it prints all of them as a table. It
stops if f32 answers disagree, or if the machine is too noisy to compare. With two cores it takes about ten minutes.

    pip install torch==2.15.0 transformers==5.24.0 onnxruntime==1.32.0 openvino==2026.4.1 nncf==3.4.0 onnx==1.23.2 \\
        onnxscript==0.7.2 sentence-transformers==6.2.0 numpy==2.4.6
    scripts/develop/bench-peers.py --tokenizer DIR --threads 2 [--text FILE] [--checkpoint F32.albert FILE] \\
        [--reactions DIR IDS]

The tokenizer's DIR holds tokenizer.json (or spiece.model) of an English ALBERT. Each line of FILE is a text. --text times texts of
different lengths in f32, from text to rows. Fidelity is measured on trained models: --checkpoint takes an f32 checkpoint and the first
lines of a file, --reactions takes a Hugging Face model and a file with the ids of a text on each line. Peers get whole batches, which
are padded to their longest text. albert-embed is timed as a whole process, with its start.
"""

import argparse
import importlib.metadata
import os
import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

import fidelity_comparison  # noqa: E402
import speed_comparison  # noqa: E402
from base_model import make_base_model  # noqa: E402

LIBRARIES = ("torch", "transformers", "onnxruntime", "openvino", "nncf", "sentence-transformers")


def main():
    arguments = parse()
    # This comes before the imports, since the libraries read it when they are loaded.
    os.environ["OMP_NUM_THREADS"] = str(arguments.threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    describe(arguments)
    base = Path(arguments.directory) / "base"
    if not (base / "config.json").exists():
        make_base_model(base, arguments.tokenizer)
    if arguments.shapes:
        speed_comparison.compare_ids(base, arguments)
    if arguments.text:
        speed_comparison.compare_text(base, arguments)
    if arguments.checkpoint:
        fidelity_comparison.compare_checkpoint(*arguments.checkpoint, arguments)
    if arguments.reactions:
        fidelity_comparison.compare_reactions(*arguments.reactions, arguments)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/albert-embed")
    parser.add_argument("--directory", default="/tmp/albert-peers", help="folder for the models")
    parser.add_argument("--tokenizer", required=True, help="directory with tokenizer.json or spiece.model")
    parser.add_argument("--text", metavar="FILE", help="file with a text on each line, for the comparison of ragged texts")
    parser.add_argument("--checkpoint", nargs=2, metavar=("CHECKPOINT", "FILE"))
    parser.add_argument("--lines", type=int, default=2000, help="largest number of lines of a FILE")
    parser.add_argument("--reactions", nargs=2, metavar=("DIR", "IDS"))
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=8_000, help="number of texts that one process of albert-embed reads")
    parser.add_argument("--noise", type=float, default=0.1, help="the largest spread of times, as a share of the median")
    parser.add_argument(
        "--shapes", nargs="*", default=speed_comparison.SHAPES, metavar="NxT", help="records x tokens; none to skip them")
    return parser.parse_args()


def describe(arguments):
    cpu = platform.processor()
    if Path("/proc/cpuinfo").exists():
        cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), cpu)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    print(f"{cpu}, {arguments.threads} threads, Python {platform.python_version()}, {versions}")
    print(f"command: {' '.join(sys.argv)}\n")


if __name__ == "__main__":
    main()
