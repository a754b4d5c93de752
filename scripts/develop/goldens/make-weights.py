"""Writes the weights of a small model in PyTorch's formats, in all the ways that the tests read.

    .venv/bin/python scripts/develop/goldens/make-weights.py Tests/ConversionTests/WeightsGoldens/PyTorch

The values are those of Tests/TestSupport/ModelFixture.swift. So a test can write the same values as safetensors.
"""

import json
import sys
from collections import OrderedDict
from pathlib import Path

import torch
from transformers import AlbertConfig, AlbertModel

import weights


def model(storage: str = "F32") -> AlbertModel:
    config = AlbertConfig(
        vocab_size=40, embedding_size=8, hidden_size=12, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=20, max_position_embeddings=16)
    model = AlbertModel(config)
    weights.fill(model, seed=1, storage=storage)
    return model


def views(state: OrderedDict) -> OrderedDict:
    """The same tensors as parts of one storage. Matrices are stored column by column, and there is a gap before each tensor."""
    whole = torch.full((sum(tensor.numel() + 3 for tensor in state.values()),), 7.0)
    result = OrderedDict()
    start = 0
    for name, tensor in state.items():
        start += 3
        strides = (1, tensor.shape[0]) if tensor.dim() == 2 else (1,)
        view = torch.as_strided(whole, tensor.shape, strides, start)
        view.copy_(tensor)
        result[name] = view
        start += tensor.numel()
    return result


def prefixed(state: dict) -> OrderedDict:
    return OrderedDict((f"albert.{name}", tensor) for name, tensor in state.items())


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make-weights.py DIRECTORY")
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    state = model().state_dict()
    torch.save(state, directory / "archive.bin")
    torch.save(prefixed(state), directory / "pickles.bin", _use_new_zipfile_serialization=False)
    # The parameters, with a list and numbers, as training programs save them.
    torch.save(
        {"epoch": 3, "loss": [0.5, 1e-3], "step": 1 << 40, "best": True, "note": None, "state_dict": dict(
            model().named_parameters())},
        directory / "training.pt")
    torch.save(views(state), directory / "views-archive.bin")
    torch.save(views(state), directory / "views-pickles.bin", _use_new_zipfile_serialization=False)
    heads = {f"{name}.{part}": torch.from_numpy(value)
             for name, labels in weights.HEADS.items()
             for part, value in weights.head(name, labels, hidden=12).items()}
    heads["predictions.bias"] = torch.zeros(40)
    torch.save(prefixed(state) | heads, directory / "heads.bin")
    narrow = model(storage="F16").state_dict()
    for name, kind in {"half": torch.float16, "bfloat16": torch.bfloat16}.items():
        converted = OrderedDict((key, tensor.to(kind)) for key, tensor in narrow.items())
        torch.save(converted, directory / f"{name}-archive.bin")
        torch.save(converted, directory / f"{name}-pickles.bin", _use_new_zipfile_serialization=False)
    names = list(state)
    shards = {"pytorch_model-00001-of-00002.bin": names[:9], "pytorch_model-00002-of-00002.bin": names[9:]}
    for shard, part in shards.items():
        torch.save({name: state[name] for name in part}, directory / shard)
    index = {"metadata": {}, "weight_map": {name: shard for shard, part in shards.items() for name in part}}
    (directory / "pytorch_model.bin.index.json").write_text(json.dumps(index) + "\n")


if __name__ == "__main__":
    main()
