"""Makes sentence-transformers directories, and the embeddings that sentence-transformers makes with them.

    .venv/bin/python scripts/develop/goldens/make-pipelines.py Tests/ConversionTests/Pipelines

Each directory holds a whole small model as its library saves it, and embeddings.json: the texts and their vectors.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.normalize import Normalize
from sentence_transformers.base.modules.transformer import Transformer
from sentence_transformers.base.modules.dense import Dense
from sentence_transformers.sentence_transformer.modules import LayerNorm, Pooling, WeightedLayerPooling
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AlbertConfig, AlbertModel, BertTokenizerFast, PreTrainedTokenizerFast

import weights

TEXTS = [
    "", " ", "A sentence.", "The quick brown fox jumps over the lazy dog", "THE QUICK BROWN FOX!", "lazy lazy lazy dogs",
    "unknown \u4e2d\u6587 characters", "caf\u00e9 cafe\u0301 \ufb01ne", "2009, 2010 (and more) ...",
    "a text that is cut because it has many more words than the model takes in one piece, and then some more of them",
]
TRAINING = [text for text in TEXTS if text.strip()] * 20


def word_piece() -> BertTokenizerFast:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(TRAINING, trainers.WordPieceTrainer(vocab_size=120, special_tokens=special))
    return BertTokenizerFast(vocab=tokenizer.get_vocab())


def unigram(lowercases: bool = True) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFKD(), normalizers.StripAccents(), *([normalizers.Lowercase()] if lowercases else [])])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    special = ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(
        TRAINING, trainers.UnigramTrainer(vocab_size=90, special_tokens=special, unk_token="<unk>"))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", unk_token="<unk>", cls_token="[CLS]", sep_token="[SEP]",
        mask_token="[MASK]")


def make_transformer(directory: Path, tokenizer, seed: int) -> None:
    config = AlbertConfig(
        vocab_size=len(tokenizer), embedding_size=12, hidden_size=24, num_hidden_layers=3, num_attention_heads=2,
        intermediate_size=40, max_position_embeddings=24)
    model = AlbertModel(config)
    weights.fill(model, seed)
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)


def save(directory: Path, pipeline: SentenceTransformer, texts: list[str] = TEXTS) -> None:
    embeddings = pipeline.encode(texts, convert_to_numpy=True)
    (directory / "embeddings.json").write_text(
        json.dumps({"texts": texts, "embeddings": embeddings.astype(float).tolist()}) + "\n")
    for unused in ["README.md", "special_tokens_map.json"]:
        (directory / unused).unlink(missing_ok=True)
    print(f"{directory}: {embeddings.shape}")


def make_current(directory: Path) -> None:
    """A directory of version 6: WordPiece, two poolings, normalized, and a maximum length of its own."""
    make_transformer(directory / "transformer", word_piece(), seed=101)
    transformer = Transformer(str(directory / "transformer"), max_seq_length=20)
    pipeline = SentenceTransformer(modules=[transformer, Pooling(24, pooling_mode=("mean", "max")), Normalize()])
    pipeline.save(str(directory))
    shutil.rmtree(directory / "transformer")
    save(directory, pipeline)


def make_legacy(directory: Path) -> None:
    """A directory of the first versions: a folder for the transformer, and a flag for each pooling."""
    make_transformer(directory / "0_Transformer", unigram(), seed=102)
    (directory / "0_Transformer" / "sentence_bert_config.json").write_text(
        json.dumps({"max_seq_length": 16, "do_lower_case": False}))
    types = ["0_Transformer", "1_Pooling"]
    (directory / "modules.json").write_text(json.dumps([
        {"idx": index, "name": str(index), "path": path, "type": "sentence_transformers.models." + path[2:]}
        for index, path in enumerate(types)]))
    (directory / "1_Pooling").mkdir()
    (directory / "1_Pooling" / "config.json").write_text(json.dumps({
        "word_embedding_dimension": 24, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False,
        "pooling_mode_max_tokens": False, "pooling_mode_mean_sqrt_len_tokens": True}))
    save(directory, SentenceTransformer(str(directory), device="cpu"))


def randomize(module: torch.nn.Module, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.add_(0.3 * torch.randn(parameter.shape, generator=generator))


def make_steps(directory: Path) -> None:
    """Modules after the pooling, the last of them a normalization, and a prompt for every text."""
    make_transformer(directory / "transformer", word_piece(), seed=103)
    transformer = Transformer(str(directory / "transformer"), max_seq_length=20)
    dense, norm, narrow = Dense(48, 20, activation_function=torch.nn.Tanh()), LayerNorm(20), Dense(
        20, 9, bias=False, activation_function=torch.nn.Identity())
    for seed, module in enumerate([dense, norm, narrow]):
        randomize(module, seed)
    pipeline = SentenceTransformer(
        modules=[transformer, Pooling(24, pooling_mode=("mean", "max")), dense, norm, narrow, Normalize()],
        prompts={"query": "a lazy question: ", "document": ""}, default_prompt_name="query")
    pipeline.save(str(directory))
    shutil.rmtree(directory / "transformer")
    save(directory, pipeline)


def make_weighted(directory: Path) -> None:
    """The weighted mean of the layers, pooled without the tokens of the prompt."""
    make_transformer(directory / "transformer", word_piece(), seed=104)
    transformer = Transformer(
        str(directory / "transformer"), max_seq_length=20, config_kwargs={"output_hidden_states": True})
    weighted = WeightedLayerPooling(24, num_hidden_layers=3, layer_start=1)
    randomize(weighted, 5)
    pipeline = SentenceTransformer(
        modules=[transformer, weighted, Pooling(24, pooling_mode="mean", include_prompt=False)],
        prompts={"query": "the quick fox asks: "}, default_prompt_name="query")
    pipeline.save(str(directory))
    shutil.rmtree(directory / "transformer")
    save(directory, pipeline)


def make_called(directory: Path) -> None:
    """Arguments for the tokenizer as in version 6, and lowercasing before a tokenizer that keeps capitals."""
    make_transformer(directory / "transformer", unigram(lowercases=False), seed=105)
    transformer = Transformer(str(directory / "transformer"), processing_kwargs={
        "text": {"max_length": 4, "add_special_tokens": False}, "common": {"max_length": 9, "split_special_tokens": True}})
    pipeline = SentenceTransformer(modules=[transformer, Pooling(24, pooling_mode="mean")])
    pipeline.save(str(directory))
    shutil.rmtree(directory / "transformer")
    file = directory / "sentence_bert_config.json"
    file.write_text(json.dumps({
        **json.loads(file.read_text()), "do_lower_case": True, "tokenizer_args": {"truncation_side": "left"},
        "model_args": {"attn_implementation": "eager"}}))
    special = ["[MASK]", "a [MASK] b", "[CLS] A lazy dog. [SEP]", "<unk>", "lazy[SEP]dog"]
    # Without special tokens an empty text has no tokens. Whether the library embeds it then depends on the batch.
    texts = [text for text in TEXTS if text.strip()] + special
    save(directory, SentenceTransformer(str(directory), device="cpu"), texts)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make-pipelines.py DIRECTORY")
    torch.set_num_threads(1)
    for name, make in {
        "current": make_current, "legacy": make_legacy, "steps": make_steps, "weighted": make_weighted,
        "called": make_called,
    }.items():
        directory = Path(sys.argv[1]) / name
        shutil.rmtree(directory, ignore_errors=True)
        make(directory)


if __name__ == "__main__":
    main()
