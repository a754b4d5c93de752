"""Makes the goldens of the encoder: the results of Hugging Face's AlbertModel in float64, on small models.

    python3 -m venv .venv && .venv/bin/pip install -r scripts/develop/goldens/requirements.txt
    .venv/bin/python scripts/develop/goldens/make-goldens.py Tests/ConversionTests/Goldens

A golden is NAME.json (the model's shape, the inputs, PyTorch's own float32 error) and NAME.f64 (little-endian doubles).
For each sequence the doubles are the vectors of the listed layers, each for the listed tokens, then a vector for each listed pooling.
The weights are not stored: weights.py computes them.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AlbertConfig, AlbertModel

import weights

SHORT = [1, 2, 3, 7, 16, 40]

# The names are those of ModelFixture. The widths of heads are those of published checkpoints: 26 (312/12), 28 (336/12), 32, 48, 64.
CASES = {
    "head-26": dict(
        hiddenSize=78, headCount=3, intermediateSize=312, embeddingSize=32, layerCount=4, activation="gelu_new",
        maximumPositions=512, lengths=[1, 2, 5, 17, 33, 100, 257, 512]),
    "head-28": dict(
        hiddenSize=84, headCount=3, intermediateSize=336, embeddingSize=32, layerCount=3, activation="gelu",
        maximumPositions=128, lengths=[1, 4, 15, 31, 64, 128]),
    "head-32": dict(
        hiddenSize=64, headCount=2, intermediateSize=128, embeddingSize=32, layerCount=12, activation="gelu",
        tokenTypeCount=1, layers=[0, 1, 6, 12]),
    "head-48": dict(
        hiddenSize=96, headCount=2, intermediateSize=384, embeddingSize=24, layerCount=6, activation="relu",
        layers=[0, 3, 6]),
    "head-64": dict(
        hiddenSize=128, headCount=2, intermediateSize=512, embeddingSize=128, layerCount=12, activation="gelu_new",
        maximumPositions=512, lengths=[1, 16, 128, 384], layers=[0, 11, 12]),
    "head-128": dict(
        hiddenSize=128, headCount=1, intermediateSize=512, embeddingSize=16, layerCount=2,
        activation="gelu_pytorch_tanh", lengths=[1, 9, 40]),
    "groups-2": dict(
        hiddenSize=40, headCount=2, intermediateSize=72, layerCount=6, groupCount=2, activation="silu", shards=2),
    "groups-12-layers-4": dict(
        hiddenSize=24, headCount=3, intermediateSize=48, layerCount=4, groupCount=12, activation="swish"),
    "groups-12-inner-4": dict(
        hiddenSize=16, headCount=2, intermediateSize=32, layerCount=12, groupCount=12, innerGroupCount=4,
        activation="gelu_new", prefix="albert.", layers=[0, 1, 6, 12]),
    "groups-uneven": dict(
        hiddenSize=24, headCount=2, intermediateSize=33, layerCount=7, groupCount=3, activation="gelu"),
    "inner-2": dict(
        hiddenSize=36, headCount=3, intermediateSize=80, layerCount=3, innerGroupCount=2, activation="relu",
        prefix="albert."),
    "embedding-256": dict(
        hiddenSize=48, headCount=1, intermediateSize=96, embeddingSize=256, layerCount=2, activation="gelu",
        vocabularySize=600),
    "epsilon-1e-5": dict(
        hiddenSize=32, headCount=1, intermediateSize=64, layerCount=2, activation="gelu_new", epsilon="1e-5",
        tokenTypeCount=3),
    "layers-24": dict(
        hiddenSize=52, headCount=2, intermediateSize=208, layerCount=24, activation="gelu_new",
        layers=[0, 12, 23, 24], lengths=[1, 8, 40]),
    "layers-1": dict(hiddenSize=8, headCount=4, intermediateSize=5, embeddingSize=3, layerCount=1, activation="silu"),
    "no-pooler-f16": dict(
        hiddenSize=52, headCount=2, intermediateSize=104, layerCount=3, activation="gelu_new", hasPooler=False,
        storage="F16"),
    "bf16": dict(
        hiddenSize=56, headCount=2, intermediateSize=112, layerCount=3, activation="gelu", storage="BF16", shards=3),
}

DEFAULTS = dict(
    vocabularySize=100, embeddingSize=16, groupCount=1, innerGroupCount=1, maximumPositions=40, tokenTypeCount=2,
    epsilon="1e-12", hasPooler=True, storage="F32", prefix="", shards=1)


def hidden_states(model: AlbertModel, ids: list[int], types: list[int]) -> list[torch.Tensor]:
    """The hidden states. State 0 is the projected output of the embeddings, state i is the output of the i-th pass through a group."""
    states = []
    hooks = [model.encoder.embedding_hidden_mapping_in.register_forward_hook(lambda *call: states.append(call[2][0]))]
    for group in model.encoder.albert_layer_groups:
        hooks.append(group.register_forward_hook(lambda *call: states.append(call[2][0])))
    model(input_ids=torch.tensor([ids]), token_type_ids=torch.tensor([types]))
    for hook in hooks:
        hook.remove()
    return states


def pool(model: AlbertModel, last: torch.Tensor) -> dict[str, torch.Tensor]:
    pooled = {
        "mean": last.mean(0), "cls": last[0], "max": last.max(0).values,
        "mean-sqrt": last.sum(0) / last.shape[0] ** 0.5, "last": last[-1],
    }
    if model.pooler is not None:
        pooled["pooler"] = torch.tanh(model.pooler(last[0]))
    return pooled


def make(name: str, case: dict, directory: Path) -> int:
    case = DEFAULTS | case
    lengths = case.pop("lengths", SHORT)
    layers = case.pop("layers", list(range(case["layerCount"] + 1)))
    case["seed"] = 1 + sorted(CASES).index(name)
    config = AlbertConfig(
        vocab_size=case["vocabularySize"], embedding_size=case["embeddingSize"], hidden_size=case["hiddenSize"],
        intermediate_size=case["intermediateSize"], num_hidden_layers=case["layerCount"],
        num_hidden_groups=case["groupCount"], inner_group_num=case["innerGroupCount"],
        num_attention_heads=case["headCount"], max_position_embeddings=case["maximumPositions"],
        type_vocab_size=case["tokenTypeCount"], hidden_act=case["activation"], layer_norm_eps=float(case["epsilon"]))
    single = AlbertModel(config, add_pooling_layer=case["hasPooler"]).eval()
    weights.fill(single, case["seed"], case["storage"])
    double = AlbertModel(config, add_pooling_layer=case["hasPooler"]).eval().double()
    double.load_state_dict(single.state_dict())

    values: list[np.ndarray] = []
    sequences = []
    errors: dict[str, float] = {"hidden": 0.0}
    largest: dict[str, float] = {"hidden": 0.0}

    def compare(kind: str, exact: torch.Tensor, rounded: torch.Tensor) -> None:
        errors[kind] = max(errors.get(kind, 0.0), (exact - rounded.double()).abs().max().item())
        largest[kind] = max(largest.get(kind, 0.0), exact.abs().max().item())

    for index, length in enumerate(lengths):
        ids = weights.token_ids(case["seed"], index, length, case["vocabularySize"])
        # Every second sequence is a pair.
        types = [min(position * 2 // length, case["tokenTypeCount"] - 1) * (index % 2) for position in range(length)]
        tokens = sorted({0, length // 2, length - 1})
        exact, rounded = hidden_states(double, ids, types), hidden_states(single, ids, types)
        for layer in range(case["layerCount"] + 1):
            compare("hidden", exact[layer], rounded[layer])
        values += [exact[layer][token].numpy() for layer in layers for token in tokens]
        pooled, pooled_rounded = pool(double, exact[-1]), pool(single, rounded[-1])
        for kind, vector in pooled.items():
            compare(kind, vector, pooled_rounded[kind])
            values.append(vector.numpy())
        sequences.append({"ids": ids, "types": types, "tokens": tokens})

    shards = case.pop("shards")
    golden = {
        "model": case, "shards": shards, "layers": layers, "sequences": sequences, "poolings": list(pooled),
        "pytorchFloat32": errors, "largest": largest,
    }
    (directory / f"{name}.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    data = np.concatenate(values).astype("<f8").tobytes()
    (directory / f"{name}.f64").write_bytes(data)
    print(f"{name}: {len(data)} bytes, PyTorch's float32 error {errors['hidden']:.2e} of {largest['hidden']:.2f}")
    return len(data)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make-goldens.py DIRECTORY")
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    total = sum(make(name, case, directory) for name, case in CASES.items())
    print(f"{total} bytes of doubles")


if __name__ == "__main__":
    main()
