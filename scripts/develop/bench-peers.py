#!/usr/bin/env python3
"""Times albert-embed beside PyTorch, ONNX Runtime, OpenVINO and sentence-transformers, each in the precisions that it has, and tells
how many of the ten nearest neighbours each precision keeps.

Makes (once) a Hugging Face directory with random weights of ALBERT-base's shape, converts it, exports it, and takes turns: every
contender runs once a round, so that a machine that drifts does so for all. Prints medians, how far apart the quartiles are, and
albert-embed's ratio to the fastest peer of the same kind, in the end as one table. Stops where f32 answers disagree, and where
the machine is too noisy to tell. With two cores it takes some ten minutes.

    pip install torch==2.15.0 transformers==5.24.0 onnxruntime==1.32.0 openvino==2026.4.1 nncf==3.4.0 onnx==1.23.2 \\
        onnxscript==0.7.2 sentence-transformers==6.2.0 numpy==2.4.6
    scripts/develop/bench-peers.py --tokenizer DIR --threads 2 [--text FILE] [--checkpoint F32.albert FILE] \\
        [--reactions DIR IDS]

The tokenizer's DIR holds tokenizer.json (or spiece.model) of an English ALBERT; FILE has a text a line. --text times ragged texts in
f32 from text to rows. Fidelity is that of trained models: --checkpoint of an f32 one on the first lines of a text, --reactions of a
Hugging Face model on its ids, a line a text. Peers get whole batches that are padded to their longest text; albert-embed is timed as
a whole process, so that its start counts.
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
    # Before the libraries are loaded: they read it then.
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
    parser.add_argument("--directory", default="/tmp/albert-peers", help="where models are kept")
    parser.add_argument("--tokenizer", required=True, help="directory with tokenizer.json or spiece.model")
    parser.add_argument("--text", metavar="FILE", help="texts, a line each, for the ragged comparison")
    parser.add_argument("--checkpoint", nargs=2, metavar=("CHECKPOINT", "FILE"))
    parser.add_argument("--lines", type=int, default=2000, help="of a FILE, at most")
    parser.add_argument("--reactions", nargs=2, metavar=("DIR", "IDS"))
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=8_000, help="that albert-embed reads in one process")
    parser.add_argument("--noise", type=float, default=0.1, help="the largest spread of times, of the median, that is measured with")
    parser.add_argument(
        "--shapes", nargs="*", default=speed_comparison.SHAPES, metavar="NxT", help="records x tokens; none to leave them out")
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
