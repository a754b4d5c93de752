"""Makes a Hugging Face directory from an f32 checkpoint, for peers that do not read checkpoints."""

import json
import struct

import numpy

from base_model import write_safetensors

HEADER, ENTRY, PANEL = 64, 128, 32
FLOAT32, PANELS32 = 5, 1  # As in Sources/Checkpoint/CheckpointLayout.swift.
FIELDS = (
    "vocab_size", "embedding_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_hidden_groups",
    "inner_group_num", "num_attention_heads", "max_position_embeddings", "type_vocab_size")


def make(checkpoint, directory):
    """Writes `config.json` and the weights of a model with one layer group and no pooler into `directory`."""
    sections = read(checkpoint)
    fields = dict(zip(FIELDS, map(int, sections["configuration"])))
    configuration = fields | {
        "model_type": "albert", "architectures": ["AlbertModel"], "hidden_act": "gelu_new", "layer_norm_eps": 1e-12}
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "config.json").write_text(json.dumps(configuration, indent=2))
    write_safetensors(directory / "model.safetensors", dict(tensors(sections, fields["hidden_size"])))


def read(path):
    """The sections that hold floats, by name, and the configuration."""
    file = open(path, "rb").read()
    sections = {}
    for index in range(struct.unpack_from("<I", file, 12)[0]):
        name, kind, layout, *shape, offset, length = struct.unpack_from("<64sII4IQQ", file, HEADER + ENTRY * index)
        name = name.rstrip(b"\0").decode()
        if name == "configuration":
            sections[name] = numpy.frombuffer(file, "<u4", length // 4, offset)
        elif kind == FLOAT32:
            floats = numpy.frombuffer(file, "<f4", length // 4, offset)
            shape = [size for size in shape if size]
            sections[name] = unpacked(floats, *shape) if layout == PANELS32 else floats.reshape(shape)
    return sections


def unpacked(panels, inputs, outputs):
    """The matrix [inputs, outputs] of panels with 32 output columns each."""
    return panels.reshape(-1, inputs, PANEL).transpose(1, 0, 2).reshape(inputs, -1)[:, :outputs]


def tensors(sections, hidden):
    layer, own = "encoder.albert_layer_groups.0.albert_layers.0", "group.0.layer.0"
    for name, section in (("word", "word"), ("position", "position"), ("token_type", "token-type")):
        yield f"embeddings.{name}_embeddings.weight", sections[f"embeddings.{section}"]
    norms = {"embeddings.LayerNorm": "embeddings", f"{layer}.attention.LayerNorm": f"{own}.attention",
             f"{layer}.full_layer_layer_norm": f"{own}.feed-forward"}
    for name, section in norms.items():
        yield f"{name}.weight", sections[f"{section}.norm.scale"]
        yield f"{name}.bias", sections[f"{section}.norm.shift"]
    products = {"encoder.embedding_hidden_mapping_in": "projection", f"{layer}.attention.dense": f"{own}.attention.output",
                f"{layer}.ffn": f"{own}.feed-forward.in", f"{layer}.ffn_output": f"{own}.feed-forward.out"}
    for name, section in products.items():
        yield f"{name}.weight", sections[f"{section}.weight"].T
        yield f"{name}.bias", sections[f"{section}.bias"]
    weight, bias = sections[f"{own}.attention.qkv.weight"].T, sections[f"{own}.attention.qkv.bias"]
    for index, name in enumerate(("query", "key", "value")):
        rows = slice(index * hidden, (index + 1) * hidden)
        yield f"{layer}.attention.{name}.weight", weight[rows]
        yield f"{layer}.attention.{name}.bias", bias[rows]
