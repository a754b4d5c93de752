"""The student: an ALBERT of four layers with narrow embeddings. Its layers start as four of the teacher's six layers."""

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import AlbertConfig, AlbertModel

from packed import Packing, embedding_output
from teacher import Teacher

# For each layer of the student: the teacher's layer as which it starts, and whose output it learns.
TEACHER_LAYERS = (0, 2, 4, 5)
COLUMNS = 160
# The number of tokens of running text from which the frequencies of pieces are counted.
PRINCIPAL_TOKENS = 100_000
# The embeddings are fitted first, alone, in steps of so many tokens.
FIT_STEPS, FIT_TOKENS, FIT_RATE = 250, 4_096, 3e-3


def configuration(pieces: int) -> AlbertConfig:
    return AlbertConfig(
        vocab_size=pieces,
        embedding_size=COLUMNS,
        hidden_size=384,
        intermediate_size=1536,
        num_hidden_layers=len(TEACHER_LAYERS),
        num_hidden_groups=len(TEACHER_LAYERS),
        inner_group_num=1,
        num_attention_heads=12,
        hidden_act="gelu",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        classifier_dropout_prob=0.0,
        max_position_embeddings=512,
        type_vocab_size=2,
        layer_norm_eps=1e-12,
        pad_token_id=0,
        bos_token_id=2,
        eos_token_id=3,
    )


def hidden_input(model: AlbertModel, packing: Packing) -> torch.Tensor:
    return model.encoder.embedding_hidden_mapping_in(embedding_output(model.embeddings, packing))


def states(model: AlbertModel, packing: Packing) -> list[torch.Tensor]:
    """The input and the output of each layer, [tokens, 384]."""
    states = [hidden_input(model, packing)]
    for group in model.encoder.albert_layer_groups:
        layer = group.albert_layers[0]
        attention = layer.attention
        projections = (attention.query, attention.key, attention.value)
        mixed = packing.attention(*(product(states[-1]) for product in projections), model.config.num_attention_heads)
        attended = attention.LayerNorm(attention.dense(mixed) + states[-1])
        inner = functional.gelu(layer.ffn(attended))
        states.append(layer.full_layer_layer_norm(layer.ffn_output(inner) + attended))
    return states


def copy_layer(theirs: torch.nn.Module, ours: torch.nn.Module) -> None:
    pairs = [
        (theirs.attention.self.query, ours.attention.query),
        (theirs.attention.self.key, ours.attention.key),
        (theirs.attention.self.value, ours.attention.value),
        (theirs.attention.output.dense, ours.attention.dense),
        (theirs.attention.output.LayerNorm, ours.attention.LayerNorm),
        (theirs.intermediate.dense, ours.ffn),
        (theirs.output.dense, ours.ffn_output),
        (theirs.output.LayerNorm, ours.full_layer_layer_norm),
    ]
    for their, our in pairs:
        our.load_state_dict(their.state_dict())


def reduce_embeddings(teacher: Teacher, model: AlbertModel, kept: torch.Tensor, used: torch.Tensor) -> None:
    """The principal directions of the teacher's embedding output over the tokens `used`. They are at right angles to (1, ..., 1), since
    LayerNorm removes the mean of a vector. `fit_embeddings` later corrects the differences in the scale of LayerNorm.
    """
    theirs, ours = teacher.bert.embeddings, model.embeddings
    places = torch.arange(len(used)) % 24
    kind = theirs.token_type_embeddings.weight
    common = theirs.position_embeddings.weight[:24].mean(dim=0) + kind[0]
    sums = theirs.word_embeddings.weight[used] + theirs.position_embeddings.weight[places] + kind[0]
    outputs = theirs.LayerNorm(sums)
    middle = outputs.mean(dim=0)
    directions = torch.linalg.eigh(torch.cov(outputs.T))[1].T[-(COLUMNS - 1) :]
    turn = torch.linalg.qr(torch.cat([torch.ones(COLUMNS, 1), torch.randn(COLUMNS, COLUMNS - 1)], dim=1))[0][:, 1:]
    to_columns = (theirs.LayerNorm.weight / sums.std(dim=1).mean())[:, None] * directions.T @ turn.T

    def reduced(vectors: torch.Tensor) -> torch.Tensor:
        return (vectors - vectors.mean(dim=1, keepdim=True)) @ to_columns

    shift = (theirs.LayerNorm.bias - middle) @ directions.T @ turn.T
    ours.word_embeddings.weight.copy_(reduced(theirs.word_embeddings.weight[kept] + common) + shift)
    ours.position_embeddings.weight.copy_(reduced(theirs.position_embeddings.weight - common + kind[0]))
    ours.token_type_embeddings.weight.copy_(reduced(kind - kind[0]))
    size = (outputs - middle).square().sum(dim=1).mean().sqrt() / COLUMNS**0.5
    model.encoder.embedding_hidden_mapping_in.weight.copy_(directions.T @ turn.T * size)
    model.encoder.embedding_hidden_mapping_in.bias.copy_(middle)


def fit_embeddings(teacher: Teacher, model: AlbertModel, kept: torch.Tensor, used: torch.Tensor) -> None:
    """Fits the embeddings by least squares between the layers' inputs, on pieces of running text at random positions."""
    of_teacher = torch.full((teacher.tokenizer.get_vocab_size(),), -1).index_copy_(0, kept, torch.arange(len(kept)))
    used = used[of_teacher[used] >= 0]
    parameters = [*model.embeddings.parameters(), *model.encoder.embedding_hidden_mapping_in.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=FIT_RATE, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, FIT_STEPS)
    packing = Packing([[0] * FIT_TOKENS])
    for step in range(FIT_STEPS):
        # Half of the tokens are as frequent as in text. The others are drawn from all pieces, so that rare pieces are fitted, too.
        drawn = torch.cat([pieces[torch.randint(len(pieces), (FIT_TOKENS // 2,))] for pieces in (used, kept)])
        packing.positions = (torch.rand(FIT_TOKENS).square() * 512).long()
        packing.ids = drawn
        with torch.no_grad():
            target = embedding_output(teacher.bert.embeddings, packing)
        packing.ids = of_teacher[drawn]
        loss = functional.mse_loss(hidden_input(model, packing), target) / target.var()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 50 == 0 or step + 1 == FIT_STEPS:
            print(f"embeddings, step {step}: {loss.item():.4f} of the variance remains", flush=True)


def student_from(teacher: Teacher, tokenizer: Tokenizer, texts: list[str]) -> AlbertModel:
    """Makes the student. `texts` is running text, of which only the first tokens count."""
    torch.manual_seed(20)
    pieces = [tokenizer.id_to_token(id) for id in range(tokenizer.get_vocab_size())]
    kept = torch.tensor([teacher.tokenizer.token_to_id(piece) for piece in pieces])
    used = torch.from_numpy(np.concatenate(teacher.ids(texts)))[:PRINCIPAL_TOKENS]
    model = AlbertModel(configuration(len(pieces)), add_pooling_layer=False)
    with torch.no_grad():
        reduce_embeddings(teacher, model, kept, used)
        for layer, group in zip(TEACHER_LAYERS, model.encoder.albert_layer_groups):
            copy_layer(teacher.bert.encoder.layer[layer], group.albert_layers[0])
    fit_embeddings(teacher, model, kept, used)
    return model
