#!/usr/bin/env python3
"""Times albert-embed beside PyTorch, ONNX Runtime, OpenVINO and sentence-transformers, all in f32 on the same ids.

Makes (once) a Hugging Face directory with random weights of ALBERT-base's shape, converts it, exports it, and then
takes turns: every contender runs once a round, so that a machine that drifts does so for all. Prints medians, the
quartiles' distance, and the ratio to the best peer; stops where the answers disagree.

    pip install torch==2.13.0 transformers==5.23.0 onnxruntime==1.31.1 openvino==2026.4.1 onnx==1.23.2 \\
        sentence-transformers==6.2.0 numpy==2.4.6
    scripts/bench-peers.py --tokenizer DIR --text FILE --threads 2 --rounds 7

DIR holds tokenizer.json (or spiece.model) of an English ALBERT; FILE a text a line. Peers get whole batches that are
padded to their longest text; albert-embed is timed as a whole process that reads at least 20,000 tokens of ids.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

SHAPES = [(1, 16), (1, 128), (8, 128), (32, 32), (4, 512)]


def main():
    arguments = parse()
    # Before the libraries are loaded: they read it then.
    os.environ["OMP_NUM_THREADS"] = str(arguments.threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    directory = Path(arguments.directory)
    make_model(directory, Path(arguments.tokenizer))
    checkpoint = directory / "base.albert"
    if not checkpoint.exists():
        subprocess.run([arguments.program, "convert", str(directory), str(checkpoint)], check=True)
    describe(arguments)
    peers = [Torch(directory, arguments.threads), OnnxRuntime(directory, arguments.threads),
             OpenVINO(directory, arguments.threads)]
    own = AlbertEmbed(arguments.program, checkpoint, directory, arguments.threads)
    if not arguments.skip_ids:
        compare_ids(own, peers, arguments.rounds, arguments.tokens)
    if arguments.text:
        compare_text(own, peers[1], SentenceTransformers(directory, arguments.threads), arguments)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/albert-embed")
    parser.add_argument("--directory", default="/tmp/albert-base-random", help="where the random model is kept")
    parser.add_argument("--tokenizer", required=True, help="directory with tokenizer.json or spiece.model")
    parser.add_argument("--text", help="a file of texts, a line each, for the ragged comparison")
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tokens", type=int, default=20_000, help="that albert-embed reads in one process")
    parser.add_argument("--skip-ids", action="store_true")
    return parser.parse_args()


def describe(arguments):
    cpu = platform.processor()
    if Path("/proc/cpuinfo").exists():
        cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), cpu)
    versions = [f"{name} {importlib.metadata.version(name)}"
                for name in ("torch", "transformers", "onnxruntime", "openvino", "sentence-transformers")]
    print(f"{cpu}, {arguments.threads} threads, Python {platform.python_version()}, {', '.join(versions)}")
    print(f"command: {' '.join(sys.argv)}\n")


def make_model(directory, tokenizer):
    """Random weights of ALBERT-base's shape, as Hugging Face stores them."""
    import torch
    from transformers import AlbertConfig, AlbertModel

    if (directory / "model.onnx").exists():
        return
    directory.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    configuration = AlbertConfig(
        vocab_size=30000, embedding_size=128, hidden_size=768, num_hidden_layers=12, num_attention_heads=12,
        intermediate_size=3072, hidden_act="gelu_new", attn_implementation="eager")
    model = AlbertModel(configuration).eval()
    model.save_pretrained(directory)
    for name in ("tokenizer.json", "tokenizer_config.json", "spiece.model", "special_tokens_map.json"):
        if (tokenizer / name).exists():
            shutil.copy(tokenizer / name, directory / name)

    class States(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask):
            return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    axes = {0: "batch", 1: "length"}
    ids = torch.ones(2, 8, dtype=torch.long)
    torch.onnx.export(
        States(), (ids, ids), str(directory / "model.onnx"), input_names=["input_ids", "attention_mask"],
        output_names=["states"], dynamic_axes={"input_ids": axes, "attention_mask": axes, "states": axes},
        opset_version=17, dynamo=False)


class Torch:
    name = "PyTorch"

    def __init__(self, directory, threads):
        import torch
        from transformers import AlbertModel

        torch.set_num_threads(threads)
        self.torch = torch
        self.model = AlbertModel.from_pretrained(directory, attn_implementation="sdpa").eval()

    def states(self, ids, mask):
        with self.torch.inference_mode():
            return self.model(
                input_ids=self.torch.from_numpy(ids), attention_mask=self.torch.from_numpy(mask)
            ).last_hidden_state.numpy()


class OnnxRuntime:
    name = "ONNX Runtime"

    def __init__(self, directory, threads):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            str(directory / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def states(self, ids, mask):
        return self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]


class OpenVINO:
    name = "OpenVINO"

    def __init__(self, directory, threads):
        import openvino

        self.model = openvino.Core().compile_model(
            str(directory / "model.onnx"), "CPU",
            {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"})

    def states(self, ids, mask):
        return self.model([ids, mask])[0]


class SentenceTransformers:
    name = "sentence-transformers"

    def __init__(self, directory, threads):
        from sentence_transformers import SentenceTransformer, models

        word = models.Transformer(str(directory), max_seq_length=512)
        pooling = models.Pooling(word.get_word_embedding_dimension(), pooling_mode="mean")
        self.model = SentenceTransformer(modules=[word, pooling], device="cpu")

    def rows(self, texts):
        return self.model.encode(texts, batch_size=32, show_progress_bar=False)


class AlbertEmbed:
    name = "albert-embed"

    def __init__(self, program, checkpoint, directory, threads):
        self.command = [program, "-q", "-m", str(checkpoint), "-t", str(threads), "--pooling", "mean"]
        self.output = directory / "rows.npy"

    def rows(self, path, kind):
        import numpy

        with open(self.output, "wb") as output:
            start = time.perf_counter()
            subprocess.run([*self.command, "-i", kind, str(path)], stdout=output, check=True)
            seconds = time.perf_counter() - start
        return numpy.load(self.output), seconds


def mean(states, mask):
    weights = mask[:, :, None].astype(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)


def compare_ids(own, peers, rounds, tokens):
    import numpy

    print("tokens/s (quartiles' distance), and albert-embed against the best of ONNX Runtime and OpenVINO")
    numbers = numpy.random.default_rng(1)
    for batch, length in SHAPES:
        ids = numbers.integers(5, 30000, (batch, length), dtype=numpy.int64)
        mask = numpy.ones_like(ids)
        path = own.output.with_suffix(".ids")
        repeats = -(-tokens // ids.size)
        path.write_text("".join(" ".join(map(str, row)) + "\n" for row in ids) * repeats)
        expected = mean(peers[0].states(ids, mask), mask)
        for peer in peers[1:]:
            check(peer.name, mean(peer.states(ids, mask), mask), expected)
        rows, _ = own.rows(path, "ids")
        check(own.name, rows[:batch], expected)
        rates = {contender.name: [] for contender in (own, *peers)}
        for _ in range(rounds):
            _, seconds = own.rows(path, "ids")
            rates[own.name].append(ids.size * repeats / seconds)
            for peer in peers:
                # PyTorch is several times slower; a part of the work tells its rate.
                count = max(1, repeats // (8 if peer.name == "PyTorch" else 2))
                start = time.perf_counter()
                for _ in range(count):
                    peer.states(ids, mask)
                rates[peer.name].append(ids.size * count / (time.perf_counter() - start))
        report(f"{batch}x{length}", rates, ("ONNX Runtime", "OpenVINO"))


def compare_text(own, onnx, sentence, arguments):
    import numpy
    from tokenizers import Tokenizer

    lines = open(arguments.text, encoding="utf-8").read().split("\n")[: arguments.lines]
    path = own.output.with_suffix(".txt")
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(Path(arguments.directory) / "tokenizer.json"))
    tokenizer.enable_truncation(512)
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id("<pad>") or 0, pad_token="<pad>")

    def onnx_rows():
        """Sorted by length, in batches of 32 that are padded to their longest."""
        tokenizer.no_padding()
        lengths = [len(encoding.ids) for encoding in tokenizer.encode_batch(lines)]
        tokenizer.enable_padding(pad_id=tokenizer.token_to_id("<pad>") or 0, pad_token="<pad>")
        order = sorted(range(len(lines)), key=lambda index: -lengths[index])
        rows = numpy.empty((len(lines), 768), dtype=numpy.float32)
        for first in range(0, len(order), 32):
            part = order[first: first + 32]
            encodings = tokenizer.encode_batch([lines[index] for index in part])
            mask = numpy.array([encoding.attention_mask for encoding in encodings])
            rows[part] = mean(onnx.states(numpy.array([encoding.ids for encoding in encodings]), mask), mask)
        return rows

    expected = onnx_rows()
    check(own.name, own.rows(path, "lines")[0], expected)
    check(sentence.name, sentence.rows(lines), expected)
    rates = {own.name: [], "ONNX Runtime": [], sentence.name: []}
    for _ in range(max(3, arguments.rounds // 2)):
        rates[own.name].append(len(lines) / own.rows(path, "lines")[1])
        for name, run in (("ONNX Runtime", onnx_rows), (sentence.name, lambda: sentence.rows(lines))):
            start = time.perf_counter()
            run()
            rates[name].append(len(lines) / (time.perf_counter() - start))
    print(f"\ntexts/s of {Path(arguments.text).name}, {len(lines)} lines of ragged length")
    report("ragged", rates, ("ONNX Runtime",))
    report("ragged", rates, (sentence.name,))


def check(name, rows, expected):
    import numpy

    error = numpy.abs(rows - expected).max() / numpy.abs(expected).max()
    if not error < 1e-4:
        sys.exit(f"{name}: the answer differs by {error:.1e} of the largest value")


def report(label, rates, rivals):
    cells = []
    for name, values in rates.items():
        quartiles = statistics.quantiles(values, n=4) if len(values) > 1 else [0, 0, 0]
        cells.append(f"{name} {statistics.median(values):,.0f} ({quartiles[2] - quartiles[0]:,.0f})")
    # Rounds are compared within themselves: the machine was the same for all then.
    own = rates["albert-embed"]
    ratio = statistics.median(
        value / max(rates[rival][index] for rival in rivals) for index, value in enumerate(own))
    print(f"{label:>8}: {'  '.join(cells)}  ratio {ratio:.2f}", flush=True)


if __name__ == "__main__":
    main()
