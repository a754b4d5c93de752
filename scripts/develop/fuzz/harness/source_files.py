"""The files of directories that `convert` reads, by their paths in the directory."""

import json
import os

from harness import tiny_model

GOLDENS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../Tests/ConversionTests/WeightsGoldens")
# The model of the goldens, as in Tests/TestSupport/ModelFixture.swift.
CONFIGURATION = {
    "model_type": "albert",
    "vocab_size": 40,
    "embedding_size": 8,
    "hidden_size": 12,
    "intermediate_size": 20,
    "num_hidden_layers": 2,
    "num_hidden_groups": 1,
    "inner_group_num": 1,
    "num_attention_heads": 2,
    "max_position_embeddings": 16,
    "type_vocab_size": 2,
    "hidden_act": "gelu_new",
    "layer_norm_eps": 1e-12,
}
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *(f"word{number}" for number in range(5, 40))]
SHARDS = ("pytorch_model.bin.index.json", "pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin")
# The files of a directory, by their names there and in the goldens.
PYTORCH = [
    {"pytorch_model.bin": "archive.bin"},
    {"pytorch_model.bin": "pickles.bin"},
    {"pytorch_model.bin": "half-archive.bin"},
    {"pytorch_model.bin": "bfloat16-pickles.bin"},
    {"pytorch_model.bin": "views-archive.bin"},
    {"pytorch_model.bin": "views-pickles.bin"},
    {"training.pt": "training.pt"},
    {name: name for name in SHARDS},
]
TENSORFLOW = [
    {f"model.{end}": f"published.{end}" for end in ("index", "data-00000-of-00001")},
    {f"model.{end}": f"narrow.{end}" for end in ("index", "data-00000-of-00001")},
    {f"model.{end}": f"fine-tuned.{end}" for end in ("index", *(f"data-0000{part}-of-00003" for part in range(3)))},
]
# A pipeline of sentence-transformers: the files beside those of the model itself.
_SETTINGS = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ],
    "1_Pooling/config.json": {
        "word_embedding_dimension": tiny_model.WIDTH,
        "pooling_mode_cls_token": False,
        "pooling_mode_mean_tokens": True,
        "pooling_mode_max_tokens": False,
    },
    "sentence_bert_config.json": {"max_seq_length": 24, "do_lower_case": False},
    "config_sentence_transformers.json": {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"},
}
PIPELINE = {name: json.dumps(value).encode() for name, value in _SETTINGS.items()}


def golden(framework: str, configuration: str, names: dict[str, str]) -> dict[str, bytes]:
    files = {configuration: json.dumps(CONFIGURATION).encode(), "vocab.txt": "\n".join(PIECES).encode()}
    for name, source in names.items():
        with open(os.path.join(GOLDENS, framework, source), "rb") as file:
            files[name] = file.read()
    return files


def pytorch(names: dict[str, str]) -> dict[str, bytes]:
    return golden("PyTorch", "config.json", names)


def tensorflow(names: dict[str, str]) -> dict[str, bytes]:
    return golden("TensorFlow", "albert_config.json", names)


def adapter() -> dict[str, bytes]:
    """An adapter of peft for the model of `tiny_model`: its files beside the model's."""
    layer = "base_model.model.encoder.albert_layer_groups.0.albert_layers.0.attention.query"
    shapes = {f"{layer}.lora_A.weight": [2, tiny_model.WIDTH], f"{layer}.lora_B.weight": [tiny_model.WIDTH, 2]}
    settings = {"peft_type": "LORA", "r": 2, "lora_alpha": 4, "target_modules": ["query"], "bias": "none"}
    return {
        "adapter_config.json": json.dumps(settings).encode(),
        "adapter_model.safetensors": tiny_model.safetensors(shapes),
    }


def read(directory: str) -> dict[str, bytes]:
    files = {}
    for name in os.listdir(directory):
        with open(os.path.join(directory, name), "rb") as file:
            files[name] = file.read()
    return files


def write(directory: str, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = os.path.join(directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
