"""The student: a small ALBERT whose first forward pass already equals the fitted sum of piece vectors."""

import numpy as np
import torch
from transformers import AlbertConfig, AlbertModel

# A word embedding's entries. LayerNorm makes the scale free; a small one lets directions move quickly.
EMBEDDING_SCALE = 0.2
# Length of a strong piece's vector after the projection to the hidden size, per column.
HIDDEN_SCALE = 1.0
# How much of the tokens' mean a pass adds to each token.
MIXING = 2.0


def configuration(pieces: int) -> AlbertConfig:
    return AlbertConfig(
        vocab_size=pieces,
        embedding_size=128,
        hidden_size=384,
        intermediate_size=1536,
        num_hidden_layers=4,
        num_hidden_groups=1,
        inner_group_num=1,
        num_attention_heads=12,
        hidden_act="gelu_pytorch_tanh",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        classifier_dropout_prob=0.0,
        max_position_embeddings=512,
        type_vocab_size=2,
        layer_norm_eps=1e-12,
        pad_token_id=0,
        bos_token_id=2,
        eos_token_id=3,
        attn_implementation="sdpa",
    )


def on_the_sphere(vectors: torch.Tensor, columns: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Vectors [pieces, columns - 2] as rows [pieces, columns] that LayerNorm leaves alone, and the way back.

    LayerNorm would take away a vector's length, which holds how much its piece counts. So the vectors are
    scaled into the unit ball, one more column carries what is missing to the unit sphere, and an orthogonal
    turn puts all of it at right angles to (1, ..., 1). The second result [columns, columns - 2] undoes this.
    """
    lengths = vectors.norm(dim=1)
    largest = torch.quantile(lengths, 0.995)
    inside = vectors / torch.maximum(lengths, largest)[:, None]
    missing = (1 - inside.square().sum(dim=1, keepdim=True)).clamp(min=0).sqrt()
    turn = torch.linalg.qr(torch.cat([torch.ones(columns, 1), torch.randn(columns, columns - 1)], dim=1))[0][:, 1:]
    rows = torch.cat([inside, missing], dim=1) @ turn.T * columns**0.5
    return rows, turn[:, :-1] * (largest / columns**0.5)


@torch.no_grad()
def student_from(static: dict[str, np.ndarray]) -> AlbertModel:
    """Embeddings and projection from `static_start.py`; attention that averages; a feed-forward that adds little.

    With zero queries attention is a mean over tokens, and values and output are a random turn and its
    inverse, so each pass moves every token towards the sum of the piece vectors and nothing else.
    """
    vectors, projection = torch.tensor(static["vectors"]), torch.tensor(static["projection"])
    config = configuration(len(vectors))
    model = AlbertModel(config, add_pooling_layer=False)
    rows, back = on_the_sphere(vectors, config.embedding_size)

    embeddings = model.embeddings
    embeddings.word_embeddings.weight.copy_(rows * EMBEDDING_SCALE)
    embeddings.position_embeddings.weight.zero_()
    embeddings.token_type_embeddings.weight.zero_()
    to_hidden = back @ projection
    strong = (rows @ to_hidden).norm(dim=1).quantile(0.9) / config.hidden_size**0.5
    model.encoder.embedding_hidden_mapping_in.weight.copy_(to_hidden.T * (HIDDEN_SCALE / strong))
    model.encoder.embedding_hidden_mapping_in.bias.zero_()

    layer = model.encoder.albert_layer_groups[0].albert_layers[0]
    turn = torch.linalg.qr(torch.randn(config.hidden_size, config.hidden_size))[0]
    layer.attention.query.weight.normal_(std=0.02)
    layer.attention.key.weight.normal_(std=0.02)
    layer.attention.value.weight.copy_(turn)
    layer.attention.dense.weight.copy_(turn.T * MIXING)
    layer.ffn.weight.normal_(std=0.04)
    layer.ffn_output.weight.normal_(std=0.004)
    return model
