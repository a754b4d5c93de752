"""Writes the weights of a small model in TensorFlow's formats, in all the ways that the tests read.

    python3 -m pip install tensorflow-cpu==2.21.0
    python3 scripts/develop/goldens/make-tensorflow-weights.py Tests/ConversionTests/WeightsGoldens/TensorFlow

The values are those of Tests/TestSupport/ModelFixture.swift. The names are those of google-research/albert.
"""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

import weights

VOCABULARY, EMBEDDING, HIDDEN, INNER, POSITIONS = 40, 8, 12, 20, 16


def variables(
    groups: int = 1, layers: int = 1, norm: str = "LayerNorm", storage: str = "F32"
) -> dict[str, np.ndarray]:
    result: dict[str, np.ndarray] = {}

    def put(name: str, source: str, shape: tuple[int, ...]) -> None:
        result[name] = weights.values(source, shape, 1, storage)

    def dense(name: str, source: str, inputs: int, outputs: int) -> None:
        result[f"{name}/kernel"] = weights.values(f"{source}.weight", (outputs, inputs), 1, storage).T.copy()
        put(f"{name}/bias", f"{source}.bias", (outputs,))

    def layer_norm(name: str, source: str, width: int) -> None:
        put(f"{name}/gamma", f"{source}.weight", (width,))
        put(f"{name}/beta", f"{source}.bias", (width,))

    for table, rows in [("word", VOCABULARY), ("position", POSITIONS), ("token_type", 2)]:
        name = f"embeddings/{table}_embeddings"
        put(f"bert/{name}", name.replace("/", ".") + ".weight", (rows, EMBEDDING))
    layer_norm(f"bert/embeddings/{norm}", "embeddings.LayerNorm", EMBEDDING)
    dense("bert/encoder/embedding_hidden_mapping_in", "encoder.embedding_hidden_mapping_in", EMBEDDING, HIDDEN)
    for group in range(groups):
        for layer in range(layers):
            ours = f"bert/encoder/transformer/group_{group}/inner_group_{layer}"
            theirs = f"encoder.albert_layer_groups.{group}.albert_layers.{layer}"
            for part in ["query", "key", "value"]:
                dense(f"{ours}/attention_1/self/{part}", f"{theirs}.attention.{part}", HIDDEN, HIDDEN)
            dense(f"{ours}/attention_1/output/dense", f"{theirs}.attention.dense", HIDDEN, HIDDEN)
            layer_norm(f"{ours}/{norm}", f"{theirs}.attention.LayerNorm", HIDDEN)
            dense(f"{ours}/ffn_1/intermediate/dense", f"{theirs}.ffn", HIDDEN, INNER)
            dense(f"{ours}/ffn_1/intermediate/output/dense", f"{theirs}.ffn_output", INNER, HIDDEN)
            layer_norm(f"{ours}/{norm}_1", f"{theirs}.full_layer_layer_norm", HIDDEN)
    dense("bert/pooler/dense", "pooler", HIDDEN, HIDDEN)
    return result


def save(prefix: Path, values: dict[str, np.ndarray], shards: int = 1) -> None:
    """Saves as TensorFlow 1's Saver does. Several shards are those of its merge of several hosts' files."""
    names = sorted(values)
    parts = []
    for shard in range(shards):
        part = f"{prefix}_temp/part-{shard:05d}-of-{shards:05d}" if shards > 1 else str(prefix)
        mine = names[shard::shards]
        tf.raw_ops.SaveV2(
            prefix=part, tensor_names=mine, shape_and_slices=[""] * len(mine),
            tensors=[tf.constant(values[name]) for name in mine])
        parts.append(part)
    if shards > 1:
        tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, destination_prefix=str(prefix), delete_old_dirs=True)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make-tensorflow-weights.py DIRECTORY")
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    save(directory / "published", variables())
    # A hub module that was fine-tuned: it also has the optimizer's slots, its step and a classifier.
    tuned = {f"module/{name}": value for name, value in variables().items()}
    tuned |= {f"{name}/{slot}": value * 0 + 0.5 for name, value in tuned.items() for slot in ["adam_m", "adam_v"]}
    tuned["global_step"] = np.int64(7)
    tuned["output_weights"] = np.ones((3, HIDDEN), np.float32)
    save(directory / "fine-tuned", tuned, shards=3)
    # All output layers that google-research/albert saves. Their matrices are not transposed.
    heads = variables()
    for name, source in [("", "classifier"), ("cls/squad/", "qa_outputs"),
                         ("cls/seq_relationship/", "sop_classifier.classifier")]:
        values = weights.head(source, weights.HEADS[source], HIDDEN)
        heads |= {f"{name}output_weights": values["weight"], f"{name}output_bias": values["bias"]}
    heads["cls/predictions/output_bias"] = np.zeros(VOCABULARY, np.float32)
    save(directory / "heads", heads)
    save(directory / "groups", variables(groups=2, layers=2, norm="layer_normalization"))
    save(directory / "narrow", {
        name: tf.cast(value, tf.bfloat16) if name.endswith("kernel") else value
        for name, value in variables(storage="F16").items()})
    shared = {name.replace("transformer/group_0/inner_group_0", "layer_shared"): value
              for name, value in variables().items()}
    save(directory / "layer-shared", {name: value[:1] for name, value in shared.items()})


if __name__ == "__main__":
    main()
