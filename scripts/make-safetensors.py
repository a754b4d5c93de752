"""Makes model.safetensors of the pytorch_model.bin in a model's directory.

    python3 -m pip install torch==2.13.0 safetensors==0.8.0 numpy==2.4.6
    python3 scripts/make-safetensors.py DIRECTORY

The pickle is loaded with `weights_only`, so that it cannot run code. Tensors that share memory are written one by one.
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import save_file


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make-safetensors.py DIRECTORY")
    directory = Path(sys.argv[1])
    sources = sorted(directory.glob("pytorch_model*.bin"))
    if not sources:
        sys.exit(f"{directory}: there is no pytorch_model.bin")
    tensors = {}
    for source in sources:
        for name, tensor in torch.load(source, map_location="cpu", weights_only=True).items():
            tensors[name] = tensor.clone().contiguous()
    target = directory / "model.safetensors"
    partial = directory / "model.safetensors.partial"
    save_file(tensors, partial, metadata={"format": "pt"})
    partial.replace(target)
    print(f"{target}: {len(tensors)} tensors", file=sys.stderr)


if __name__ == "__main__":
    main()
