"""Texts a second on lines of ragged length, from text to rows, in f32."""

import time
from pathlib import Path

import numpy

import fidelity
from contenders import check, report
from own import AlbertEmbed
from peer_onnxruntime import OnnxRuntime
from peer_sentence_transformers import SentenceTransformers


def compare(directory, arguments):
    texts = Path(arguments.text).read_text(encoding="utf-8").split("\n")[: arguments.lines]
    path = Path(arguments.directory) / "ragged.txt"
    path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    own = AlbertEmbed(arguments.program, directory, arguments.threads, "f32")
    peers = [
        TokenizersAnd(OnnxRuntime(directory, arguments.threads, "f32"), directory),
        SentenceTransformers(directory, arguments.threads)]
    expected = own.rows(path, "lines")[0]
    for peer in peers:
        check(peer.name, peer.rows(texts), expected)
    rates = {contender.name: [] for contender in (own, *peers)}
    for _ in range(arguments.rounds):
        rates[own.name].append(len(texts) / own.rows(path, "lines")[1])
        for peer in peers:
            start = time.perf_counter()
            peer.rows(texts)
            rates[peer.name].append(len(texts) / (time.perf_counter() - start))
    report(f"texts/s of {Path(arguments.text).name}, {len(texts)} lines of ragged length", rates)


class TokenizersAnd:
    """The `tokenizers` library before another peer, in batches of texts of like length."""

    def __init__(self, peer, directory):
        from tokenizers import Tokenizer

        self.name, self.peer = f"tokenizers + {peer.name}", peer
        self.tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self.tokenizer.enable_truncation(512)

    def rows(self, texts):
        return fidelity.rows(self.peer, [encoding.ids for encoding in self.tokenizer.encode_batch(texts)], size=32)
