"""Batches without padding. The tokens of all texts follow one another, and only attention separates the texts."""

import numpy as np
import torch


class Packing:
    """The positions of each text's tokens in the batch."""

    def __init__(self, texts: list[list[int]]):
        lengths = np.array([len(ids) for ids in texts])
        longest = int(lengths.max())
        columns = np.arange(longest)
        self.there = torch.from_numpy(columns < lengths[:, None])
        self.ids = torch.from_numpy(np.concatenate([np.asarray(ids, np.int64) for ids in texts]))
        self.positions = torch.from_numpy(np.broadcast_to(columns, self.there.shape)[self.there.numpy()])
        self.cells = self.there.flatten().nonzero()[:, 0]
        self.texts = torch.from_numpy(np.repeat(np.arange(len(texts)), lengths))
        self.lengths = torch.from_numpy(lengths)

    def attention(self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, heads: int) -> torch.Tensor:
        """Attention; all arguments are [tokens, columns]. It uses two batched products: torch's own attention has a much slower backward
    pass.
    """
        texts, longest = self.there.shape
        size = query.shape[1] // heads

        def by_head(packed: torch.Tensor) -> torch.Tensor:
            cells = packed.new_zeros(texts * longest, packed.shape[1]).index_copy(0, self.cells, packed)
            return cells.view(texts, longest, heads, size).transpose(1, 2).reshape(texts * heads, longest, size)

        nowhere = torch.zeros(texts, longest, dtype=query.dtype).masked_fill_(~self.there, -1e4)
        nowhere = nowhere[:, None].expand(texts, heads, longest).reshape(texts * heads, 1, longest)
        scores = torch.baddbmm(nowhere, by_head(query), by_head(key).transpose(1, 2), alpha=size**-0.5)
        mixed = torch.bmm(scores.softmax(dim=-1), by_head(value))
        mixed = mixed.view(texts, heads, longest, size).transpose(1, 2).reshape(texts * longest, heads * size)
        return mixed.index_select(0, self.cells)

    def mean(self, states: torch.Tensor) -> torch.Tensor:
        """[texts, columns], f32."""
        sums = torch.zeros(len(self.lengths), states.shape[1]).index_add(0, self.texts, states.float())
        return sums / self.lengths[:, None]


def embedding_output(embeddings: torch.nn.Module, packing: Packing) -> torch.Tensor:
    """The output of BERT's or ALBERT's embeddings, [tokens, columns]."""
    vectors = embeddings.word_embeddings(packing.ids) + embeddings.position_embeddings(packing.positions)
    return embeddings.LayerNorm(vectors + embeddings.token_type_embeddings.weight[0])
