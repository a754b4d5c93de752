"""Model directories with a few thousand weights, so that a run takes a millisecond or two."""

import json
import os
import random
import shutil
import struct
import subprocess

GOLDENS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../Tests/TokenizersTests/Goldens")
# The directories below it. None stands for the small WordPiece vocabulary.
TOKENIZERS = (
    None,
    "added-tokens",
    "albert",
    "bert-unigram",
    "byte-fallback",
    "charsmap-strip",
    "digits-punctuation",
    "nmt-first",
    "patterns",
    "prepend",
    "sentencepiece",
    "ties",
    "vocabulary-accents",
    "whole-text",
    "word-piece",
    "words",
)
# Output layers and their labels.
HEADS = {"classifier": 3, "qa_outputs": 2, "sop_classifier.classifier": 2}
POSITIONS = 32
WIDTH = 16
EMBEDDING = 8


def small_vocabulary() -> list[str]:
    """Pieces of a WordPiece vocabulary: special tokens, then letters."""
    letters = list("abcdefghijklmnopqrstuvwxyz0123456789")
    return [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *letters,
        *("##" + letter for letter in letters),
        ".",
        ",",
        "é",
    ]


def configuration(vocabulary_size: int) -> dict:
    return {
        "model_type": "albert",
        "vocab_size": vocabulary_size,
        "embedding_size": EMBEDDING,
        "hidden_size": WIDTH,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_hidden_groups": 1,
        "inner_group_num": 1,
        "num_attention_heads": 2,
        "max_position_embeddings": POSITIONS,
        "type_vocab_size": 2,
        "hidden_act": "gelu_new",
        "layer_norm_eps": 1e-12,
        "architectures": ["AlbertForSequenceClassification"],
        "id2label": {"2": "good", "0": "bad", "1": "so, so"},
        "problem_type": "single_label_classification",
    }


def shapes(vocabulary_size: int) -> dict[str, list[int]]:
    """The model's tensors, by name."""
    found = {
        "embeddings.word_embeddings.weight": [vocabulary_size, EMBEDDING],
        "embeddings.position_embeddings.weight": [POSITIONS, EMBEDDING],
        "embeddings.token_type_embeddings.weight": [2, EMBEDDING],
    }
    norms = {"embeddings.LayerNorm": EMBEDDING}
    products = {"encoder.embedding_hidden_mapping_in": (EMBEDDING, WIDTH), "pooler": (WIDTH, WIDTH)}
    layer = "encoder.albert_layer_groups.0.albert_layers.0"
    for part in ("full_layer_layer_norm", "attention.LayerNorm"):
        norms[f"{layer}.{part}"] = WIDTH
    for part in ("query", "key", "value", "dense"):
        products[f"{layer}.attention.{part}"] = (WIDTH, WIDTH)
    products[f"{layer}.ffn"] = (WIDTH, 32)
    products[f"{layer}.ffn_output"] = (32, WIDTH)
    products |= {name: (WIDTH, labels) for name, labels in HEADS.items()}
    for name, width in norms.items():
        found |= {f"{name}.weight": [width], f"{name}.bias": [width]}
    for name, (inputs, outputs) in products.items():
        found |= {f"{name}.weight": [outputs, inputs], f"{name}.bias": [outputs]}
    return found


def safetensors(tensors: dict[str, list[int]]) -> bytes:
    """A file with these tensors: a length, a JSON header, little-endian floats."""
    chance = random.Random(1)
    header, data = {}, b""
    for name, shape in tensors.items():
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        start = len(data)
        data += struct.pack(f"<{count}f", *(chance.random() - 0.5 for _ in range(count)))
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, len(data)]}
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def vocabulary_size(golden: str) -> int:
    """An upper bound of the ids in a tokenizer's directory."""
    path = os.path.join(GOLDENS, golden, "tokenizer.json")
    if not os.path.exists(path):
        return 1000
    with open(path, encoding="utf-8") as file:
        tokenizer = json.load(file)
    return len(tokenizer["model"]["vocab"]) + len(tokenizer["added_tokens"])


def write_directory(path: str, golden: str | None = None) -> str:
    """Writes a model directory with a tokenizer from the goldens, or with the small one."""
    os.makedirs(path)
    size = vocabulary_size(golden) if golden else len(small_vocabulary())
    with open(os.path.join(path, "config.json"), "w", encoding="utf-8") as file:
        json.dump(configuration(size), file)
    with open(os.path.join(path, "model.safetensors"), "wb") as file:
        file.write(safetensors(shapes(size)))
    if golden:
        for name in os.listdir(os.path.join(GOLDENS, golden)):
            if name != "expected.json":
                shutil.copy(os.path.join(GOLDENS, golden, name), path)
    else:
        with open(os.path.join(path, "vocab.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(small_vocabulary()) + "\n")
        with open(os.path.join(path, "tokenizer_config.json"), "w", encoding="utf-8") as file:
            json.dump({"do_lower_case": True, "tokenizer_class": "BertTokenizer"}, file)
    return path


def convert(program: str, directory: str, checkpoint: str, *options: str) -> str:
    """The checkpoint of a model directory."""
    subprocess.run([program, "convert", *options, directory, checkpoint], check=True)
    return checkpoint
