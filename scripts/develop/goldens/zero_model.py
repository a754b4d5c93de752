"""Makes a model directory for the comparison of tokenizers. All its weights are zeros."""

import json
import struct


def write_model(directory, files, vocabulary_size):
    """Adds a model of one layer, whose weights are zeros, to the tokenizer's files."""
    size = 8
    shapes = {"embeddings.word_embeddings.weight": [vocabulary_size, size],
              "embeddings.position_embeddings.weight": [512, size], "embeddings.token_type_embeddings.weight": [2, size]}
    layer = "encoder.albert_layer_groups.0.albert_layers.0."
    linear = ["attention.query", "attention.key", "attention.value", "attention.dense", "ffn", "ffn_output"]
    for name in ["encoder.embedding_hidden_mapping_in"] + [layer + n for n in linear]:
        shapes[name + ".weight"], shapes[name + ".bias"] = [size, size], [size]
    for name in ["embeddings.LayerNorm", layer + "full_layer_layer_norm", layer + "attention.LayerNorm"]:
        shapes[name + ".weight"], shapes[name + ".bias"] = [size], [size]
    header, end = {}, 0
    for name, shape in shapes.items():
        length = 4 * (shape[0] * shape[1] if len(shape) == 2 else shape[0])
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [end, end + length]}
        end += length
    text = json.dumps(header).encode()
    (directory / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + bytes(end))
    config = {"model_type": "albert", "vocab_size": vocabulary_size, "embedding_size": size, "hidden_size": size,
              "intermediate_size": size, "num_hidden_layers": 1, "num_attention_heads": 1, "max_position_embeddings": 512}
    config.update(files.get("config", {}))
    (directory / "config.json").write_text(json.dumps(config))
    for name, content in files.items():
        if name != "config":
            (directory / name).write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
