"""Makes the model on which speed is measured: a Hugging Face directory with random weights of ALBERT-base's shape."""

import json
import shutil
import struct
from pathlib import Path

import numpy

HIDDEN, INNER, EMBEDDING, VOCABULARY = 768, 3072, 128, 30000
CONFIGURATION = {
    "model_type": "albert", "architectures": ["AlbertModel"], "vocab_size": VOCABULARY, "embedding_size": EMBEDDING,
    "hidden_size": HIDDEN, "intermediate_size": INNER, "num_hidden_layers": 12, "num_hidden_groups": 1,
    "inner_group_num": 1, "num_attention_heads": 12, "max_position_embeddings": 512, "type_vocab_size": 2,
    "hidden_act": "gelu_new", "layer_norm_eps": 1e-12, "hidden_dropout_prob": 0, "attention_probs_dropout_prob": 0,
    "pad_token_id": 0, "bos_token_id": 2, "eos_token_id": 3}
TOKENIZER = ("tokenizer.json", "tokenizer_config.json", "spiece.model", "special_tokens_map.json")


def make_base_model(directory, tokenizer):
    """Writes the model into `directory`, with the tokenizer files from `tokenizer`."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "config.json").write_text(json.dumps(CONFIGURATION, indent=2))
    write_safetensors(directory / "model.safetensors", tensors())
    for name in TOKENIZER:
        if (Path(tokenizer) / name).exists():
            shutil.copyfile(Path(tokenizer) / name, directory / name)


def tensors():
    """The tensors by name, initialized as ALBERT is: normal, with standard deviation 0.02."""
    numbers = numpy.random.default_rng(1)
    found = {}

    def norm(name, width):
        found[f"{name}.weight"], found[f"{name}.bias"] = numpy.ones(width), numpy.zeros(width)

    def linear(name, inputs, outputs):
        found[f"{name}.weight"] = numbers.normal(0, 0.02, (outputs, inputs))
        found[f"{name}.bias"] = numpy.zeros(outputs)

    for name, rows in (("word", VOCABULARY), ("position", 512), ("token_type", 2)):
        found[f"embeddings.{name}_embeddings.weight"] = numbers.normal(0, 0.02, (rows, EMBEDDING))
    norm("embeddings.LayerNorm", EMBEDDING)
    linear("encoder.embedding_hidden_mapping_in", EMBEDDING, HIDDEN)
    layer = "encoder.albert_layer_groups.0.albert_layers.0"
    for name in ("query", "key", "value", "dense"):
        linear(f"{layer}.attention.{name}", HIDDEN, HIDDEN)
    norm(f"{layer}.attention.LayerNorm", HIDDEN)
    linear(f"{layer}.ffn", HIDDEN, INNER)
    linear(f"{layer}.ffn_output", INNER, HIDDEN)
    norm(f"{layer}.full_layer_layer_norm", HIDDEN)
    linear("pooler", HIDDEN, HIDDEN)
    return found


def write_safetensors(path, tensors):
    header, offset = {}, 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": tensor.shape, "data_offsets": [offset, offset + 4 * tensor.size]}
        offset += 4 * tensor.size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.astype("<f4").tobytes())
