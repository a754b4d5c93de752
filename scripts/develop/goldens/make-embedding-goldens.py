"""Makes the models and goldens of Tests/EmbeddingTests/Fixtures: every kind of embedding, computed by its definition.

    python3 -m venv .venv && .venv/bin/pip install -r scripts/develop/goldens/requirements.txt
    .venv/bin/python scripts/develop/goldens/make-embedding-goldens.py

Hugging Face's transformers runs two tiny ALBERTs with random weights in double precision. One has a SentencePiece Unigram tokenizer
with ALBERT's normalizer, the other has WordPiece. The embeddings are made of their hidden states here, as transformers,
sentence-transformers, Flair and tokenizers define them:

- words: the tokens with one `word_ids` number; first, last, first and last side by side, or the mean (Flair's
  TransformerWordEmbeddings);
- poolings: sentence-transformers' Pooling, over all tokens or a part of them;
- windows: the windows that the tokenizer returns with `return_overflowing_tokens`. The vector of a text is the mean of its windows'
  vectors, weighted by the number of pooled tokens. The vector of a token comes from the window in which the shorter side of its
  context is longest;
- pairs: the tokenizer's `longest_first` truncation.

The same is done in single precision. The error of PyTorch's own float32 sets the error that the tests allow.
"""

import io
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import sentencepiece
import torch
import transformers
from sentencepiece import sentencepiece_model_pb2
from transformers import AlbertConfig, AlbertModel, AlbertTokenizer, BertTokenizer

FIXTURES = Path(__file__).parents[3] / "Tests" / "EmbeddingTests" / "Fixtures"

PLAIN = [
    "The cat sat on the mat.",
    "a",
    "",
    "Unbelievable tokenizers, 2009, split words into pieces",
    "word word word",
]
HARD = [
    "Cafe\u0301 ﬁne Ｆｕｌｌ width",  # a combining accent, a ligature, full-width forms
    "  leading, double  blanks\tand a tab ",
    "``quoted'' \"text\" isn't",
    "naïve ½ ㎏ … ŉ Å",
    "👩‍👩‍👧 family 🏳️‍🌈 e\u0301\u0302\u0303x",
    "한국어 \u1112\u1161\u11ab 日本語 中文字",
    "soft\u00adhyphen zero\u200bwidth no\u00a0break \ufeff mark",
    "[MASK] in the [SEP] text <unk>",
    "İstanbul ΑΣ ß STRASSE",
    "\u0e01\u0e33 \u0627\u0644\u0652\u0643 \u0928\u093f \ufffd \U0001d400\U0010fffd",
]
PAIRS = [
    ["The cat sat on the mat", "a dog"],
    ["", "words and pieces"],
    ["one", ""],
    ["tokenizers split", "Cafe\u0301 ﬁne words into pieces 2009"],
]
LONG = [
    "The cat sat on the mat and the dog sat on the words while tokenizers split unbelievable pieces into words",
    "short text",
    "Cafe\u0301 ﬁne word word Ｆｕｌｌ width unbelievable 2009, tokenizers, the mat, the cat and the dog",
]
LONG_PAIRS = [
    ["the cat sat", LONG[0]],
    [LONG[2], "a dog"],
    ["the dog", "the cat"],
]


# --- Models


def charsmap() -> bytes:
    """A compiled SentencePiece character map, much smaller than the usual one."""
    rules = Path("/tmp") / "albert-embed-rules.tsv"
    pairs = {"ﬁ": "fi", "½": "1/2", "…": "...", "㎏": "kg", "\u00a0": " ", "\u00ad": "", "\u200b": " ", "\ufeff": "", "ß": "ss"}
    pairs |= {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    lines = [
        " ".join(f"{ord(c):X}" for c in source) + "\t" + " ".join(f"{ord(c):X}" for c in target)
        for source, target in pairs.items()
    ]
    rules.write_text("\n".join(lines) + "\n", encoding="utf-8")
    model = train_pieces(normalization_rule_tsv=str(rules))
    rules.unlink()
    return model.normalizer_spec.precompiled_charsmap


def train_pieces(**options: str) -> sentencepiece_model_pb2.ModelProto:
    """A small Unigram vocabulary of the texts above."""
    text = [line.lower() for line in PLAIN + HARD + LONG if line] * 4
    text += ["the words of a language are split into pieces", "cats and dogs sat there", "tokens, tokens and more tokens"] * 8
    output = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text), model_writer=output, model_type="unigram", vocab_size=190, hard_vocab_limit=False,
        character_coverage=0.98, pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, pad_piece="<pad>",
        control_symbols="[CLS],[SEP],[MASK]", num_threads=1, minloglevel=2, **options,
    )
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(output.getvalue())
    return model


def unigram_tokenizer() -> AlbertTokenizer:
    pieces = [(piece.piece, piece.score) for piece in train_pieces().pieces]
    return AlbertTokenizer(vocab=pieces, _spm_precompiled_charsmap=charsmap())


def wordpiece_tokenizer() -> BertTokenizer:
    words = "the cat sat on mat a dog words word while token ##izer ##s split un ##bel ##iev ##able piece in ##to and"
    words += " cafe fine full width text isn ' t - . , \" ` 2009 20 ##09 / 1 2 short one strasse istanbul hyphen"
    alphabet = [f"{mark}{letter}" for mark in ("", "##") for letter in "abcdefghijklmnopqrstuvwxyz0123456789"]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + words.split() + list("日本語中한국") + ["ﬁ", "##국", "##語"]
    vocabulary = list(dict.fromkeys(vocabulary + alphabet))
    return BertTokenizer(vocab={piece: id for id, piece in enumerate(vocabulary)}, do_lower_case=True)


def make_model(directory: Path, tokenizer, seed: int, **shape: object) -> AlbertModel:
    torch.manual_seed(seed)
    pooler = shape.pop("add_pooling_layer", True)
    config = AlbertConfig(
        vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id, bos_token_id=None, eos_token_id=None, **shape
    )
    model = AlbertModel(config, add_pooling_layer=pooler).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            # So large that each part has a visible effect on the output. The usual 0.02 is too small for that.
            scale = torch.ones(()) if name.endswith("LayerNorm.weight") or "layer_norm.weight" in name else torch.zeros(())
            parameter.copy_(scale + 0.15 * torch.randn(parameter.shape))
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    for file in directory.iterdir():
        if file.name not in ("config.json", "model.safetensors", "tokenizer.json"):
            file.unlink()
    # It is one line: only programs read it, and it is half as long.
    path = directory / "tokenizer.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False), encoding="utf-8")
    return model


class Reference:
    """A model's hidden states in one precision."""

    def __init__(self, model: AlbertModel, dtype: torch.dtype) -> None:
        self.model = AlbertModel(model.config, add_pooling_layer=model.pooler is not None).to(dtype).eval()
        self.model.load_state_dict({name: value.to(dtype) for name, value in model.state_dict().items()})
        self.numpy_type = np.float64 if dtype == torch.float64 else np.float32
        self.cache: dict[tuple, list[np.ndarray]] = {}

    @torch.no_grad()
    def states(self, ids: list[int], types: list[int]) -> list[np.ndarray]:
        """The layers 0 (the projected embeddings) to L, [tokens, H] each."""
        key = (tuple(ids), tuple(types))
        if key not in self.cache:
            model, config = self.model, self.model.config
            hidden = model.encoder.embedding_hidden_mapping_in(
                model.embeddings(torch.tensor([ids]), token_type_ids=torch.tensor([types]))
            )
            states = [hidden]
            for layer in range(config.num_hidden_layers):
                group = int(layer / (config.num_hidden_layers / config.num_hidden_groups))
                states.append(model.encoder.albert_layer_groups[group](states[-1], None))
            last = model(torch.tensor([ids]), token_type_ids=torch.tensor([types])).last_hidden_state
            assert torch.allclose(last, states[-1])
            self.cache[key] = [state[0].numpy() for state in states]
        return self.cache[key]

    @torch.no_grad()
    def pooler(self, vector: np.ndarray) -> np.ndarray:
        return torch.tanh(self.model.pooler(torch.from_numpy(vector))).numpy()


# --- Definitions


class Sequence:
    """An input of the encoder, as the fast tokenizer returns it."""

    def __init__(self, encoding, first_in_text: int = 0) -> None:
        self.ids = encoding.ids
        self.types = encoding.type_ids
        self.special = encoding.special_tokens_mask
        self.texts = encoding.sequence_ids
        self.words = encoding.word_ids
        self.offsets = encoding.offsets


def encode(tokenizer, record, case) -> list[Sequence]:
    """The sequences of a record: one, or its windows in order."""
    texts = record if isinstance(record, list) else [record]
    overflow = case.get("overflow", "truncate")
    options = {"max_length": case["max_length"]} if "max_length" in case else {}
    if overflow == "window":
        options |= {"truncation": "only_second" if len(texts) == 2 else True, "return_overflowing_tokens": True, "stride": case["stride"]}
    elif "max_length" in case:
        options["truncation"] = "longest_first"
    return [Sequence(encoding) for encoding in tokenizer(*[[text] for text in texts], **options).encodings]


def mix(states: list[np.ndarray], case) -> np.ndarray:
    chosen = [states[layer] for layer in case.get("layers", [-1])]
    how = case.get("layer_mix", "concat")
    if how == "concat":
        return np.concatenate(chosen, axis=1)
    if how == "mean":
        return np.mean(chosen, axis=0)
    if how == "sum":
        return np.sum(chosen, axis=0)
    weights = np.array(how, dtype=states[0].dtype)
    return np.sum([weight * layer for weight, layer in zip(weights, chosen)], axis=0)


def pooled_tokens(sequence: Sequence, scope: str) -> list[int]:
    content = [i for i, special in enumerate(sequence.special) if not special]
    return {
        "all": list(range(len(sequence.ids))),
        "content": content,
        "a": [i for i in content if sequence.texts[i] == 0],
        "b": [i for i in content if sequence.texts[i] == 1],
    }[scope]


def pool(vectors: np.ndarray, tokens: list[int], name: str, reference: Reference) -> np.ndarray:
    if name == "cls":
        return vectors[0]
    if name == "pooler":
        return reference.pooler(vectors[0])
    if not tokens:
        return np.zeros_like(vectors[0])
    chosen = vectors[tokens]
    return {
        "mean": lambda: chosen.mean(axis=0),
        "max": lambda: chosen.max(axis=0),
        "mean-sqrt": lambda: chosen.sum(axis=0) / reference.numpy_type(len(tokens)) ** 0.5,
        "last": lambda: chosen[-1],
    }[name]()


def text_row(sequences: list[Sequence], case, reference: Reference) -> np.ndarray:
    rows, counts = [], []
    for sequence in sequences:
        vectors = mix(reference.states(sequence.ids, sequence.types), case)
        tokens = pooled_tokens(sequence, case.get("pool_over", "all"))
        rows.append(np.concatenate([pool(vectors, tokens, name, reference) for name in case.get("pooling", ["mean"])]))
        counts.append(len(tokens))
    if len(rows) == 1:
        return rows[0]
    return np.average(rows, axis=0, weights=np.array(counts, dtype=reference.numpy_type))


def token_rows(sequences: list[Sequence], case, reference: Reference) -> tuple[np.ndarray, list[dict]]:
    """The vectors of all tokens, each from its best window, and the tokens."""
    rows: dict[int, tuple[int, np.ndarray, dict]] = {}
    windowed = 1 if any(text == 1 for text in sequences[0].texts) else 0
    start = 0
    for number, sequence in enumerate(sequences):
        vectors = mix(reference.states(sequence.ids, sequence.types), case)
        text = [i for i, t in enumerate(sequence.texts) if t == windowed and not sequence.special[i]]
        head = text[0] if text else len(sequence.ids)
        for i, vector in enumerate(vectors):
            in_window = bool(text) and head <= i <= text[-1]
            if in_window:
                position, context = start + i, min(i - head, text[-1] - i)
            elif i < head:
                position, context = i, len(sequences) - number  # the first window's
            else:
                position, context = 10**6 + i - len(vectors), number  # the last window's
            if position not in rows or context > rows[position][0]:
                place = None if sequence.special[i] else sequence.offsets[i]
                label = {"id": sequence.ids[i], "place": place, "text": sequence.texts[i], "word": sequence.words[i]}
                rows[position] = (context, vector, label)
        start += len(text) - case.get("stride", 0)
    ordered = [rows[position] for position in sorted(rows)]
    return np.array([vector for _, vector, _ in ordered]), [label for _, _, label in ordered]


def word_rows(record, vectors: np.ndarray, labels: list[dict], rule: str) -> tuple[np.ndarray, list[dict]]:
    texts = record if isinstance(record, list) else [record]
    words: list[list[int]] = []
    for i, label in enumerate(labels):
        if label["place"] is None:
            continue
        key = (label["text"], label["word"])
        if words and (labels[words[-1][-1]]["text"], labels[words[-1][-1]]["word"]) == key:
            words[-1].append(i)
        else:
            words.append([i])
    rows, places = [], []
    for word in words:
        pieces = vectors[word]
        rows.append(
            {
                "first": lambda: pieces[0],
                "last": lambda: pieces[-1],
                "first-last": lambda: np.concatenate([pieces[0], pieces[-1]]),
                "mean": lambda: pieces.mean(axis=0),
            }[rule]()
        )
        place = (labels[word[0]]["place"][0], labels[word[-1]]["place"][1])
        places.append({"token": texts[labels[word[0]]["text"]][place[0] : place[1]], "place": place})
    return (np.array(rows) if rows else vectors[:0]), places


def finish(rows: np.ndarray, case, projection: np.ndarray, dtype) -> np.ndarray:
    if case.get("project"):
        matrix = projection.astype(dtype)
        rows = (rows - matrix[0]) @ matrix[1:].T
    if "truncate_dim" in case:
        rows = rows[:, : case["truncate_dim"]]
    if case.get("normalize"):
        rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return rows


# --- Cases


def cases(layer_count: int, has_pooler: bool) -> list[dict]:
    """The requests for each model. Their names are those of the command line."""
    all_layers = list(range(layer_count + 1))
    cases: list[dict] = [{"records": PLAIN + HARD, "level": "token", "labels": True}]
    cases.append({"records": PLAIN, "level": "token", "layers": all_layers})
    for layers in [[-1, -2], [1, -1, 0]]:
        for how in ["concat", "mean", "sum", [0.5, -1.25, 2.0][: len(layers)]]:
            cases.append({"records": PLAIN[:4], "level": "token", "layers": layers, "layer_mix": how})
            cases.append({"records": PLAIN, "layers": layers, "layer_mix": how, "pooling": ["cls"]})
    cases.append({"records": HARD, "level": "word", "labels": True})
    for rule in ["first", "last", "first-last", "mean"]:
        cases.append({"records": PLAIN + HARD[:3], "level": "word", "subtoken": rule})
    cases.append({"records": PAIRS, "level": "word", "labels": True, "layers": [0, -1], "layer_mix": "mean"})
    cases.append({"records": PAIRS, "level": "token", "labels": True})
    poolings = ["mean", "cls", "max", "mean-sqrt", "last"] + ["pooler"] * has_pooler
    for name in poolings:
        cases.append({"records": PLAIN + HARD, "pooling": [name]})
        cases.append({"records": LONG, "pooling": [name], "overflow": "window", "stride": 2, "max_length": 10})
    cases.append({"records": PLAIN, "pooling": poolings})
    cases.append({"records": PLAIN, "pooling": ["max", "mean"], "layers": [-1, 0]})
    for scope in ["all", "content", "a", "b"]:
        for name in ["mean", "max", "mean-sqrt", "last"]:
            cases.append({"records": PAIRS, "pooling": [name], "pool_over": scope})
    cases.append({"records": PLAIN, "pool_over": "content"})
    for length in range(3, 20):
        cases.append({"records": PAIRS, "max_length": length})
    for length in range(2, 12):
        cases.append({"records": [PLAIN[3], HARD[0]], "max_length": length})
    cases.append({"records": PAIRS[:1] + PAIRS[3:], "max_length": 9, "level": "token", "labels": True})
    for length, strides in [(7, range(5)), (12, range(0, 10, 3)), (24, [8])]:
        for stride in strides:
            window = {"overflow": "window", "stride": stride, "max_length": length}
            cases.append({"records": LONG} | window)
            cases.append({"records": LONG, "pool_over": "content"} | window)
            cases.append({"records": LONG[:2], "level": "token", "labels": stride == 3} | window)
            if stride in (0, 3):
                cases.append({"records": LONG[1:], "level": "word", "labels": stride == 3} | window)
    for stride in [0, 2, 5]:
        window = {"overflow": "window", "stride": stride, "max_length": 22}
        records = [LONG_PAIRS[0], LONG_PAIRS[2]]
        cases.append({"records": records, "pool_over": "b"} | window)
        cases.append({"records": records} | window)
        cases.append({"records": records, "level": "token", "labels": True} | window)
    for steps in [
        {"normalize": True},
        {"truncate_dim": 5},
        {"truncate_dim": 5, "normalize": True},
        {"project": True},
        {"project": True, "normalize": True},
        {"project": True, "truncate_dim": 2, "normalize": True},
    ]:
        cases.append({"records": PLAIN} | steps)
        cases.append({"records": PLAIN[:1] + PLAIN[3:], "level": "token"} | steps)
    return [{key: value for key, value in case.items() if value is not False} for case in cases]


def run(case, tokenizer, double: Reference, single: Reference, projection: np.ndarray) -> tuple[np.ndarray, dict]:
    results = []
    for reference in (double, single):
        rows, counts, labels, tokens, truncated = [], [], [], [], []
        for record in case["records"]:
            sequences = encode(tokenizer, record, case)
            whole = encode(tokenizer, record, {})[0]
            if case.get("level", "text") == "text":
                made, places = text_row(sequences, case, reference)[None], []
            else:
                made, places = token_rows(sequences, case, reference)
                for place in places:
                    place["token"] = tokenizer.convert_ids_to_tokens(place["id"])
                if case["level"] == "word":
                    made, places = word_rows(record, made, places, case.get("subtoken", "mean"))
            rows += list(made)
            counts.append(len(made))
            labels.append([[place["token"], place.get("id"), *(place["place"] or (None, None))] for place in places])
            is_window = case.get("overflow") == "window"
            tokens.append(len(whole.ids) if is_window else len(sequences[0].ids))
            truncated.append(tokens[-1] < len(whole.ids))
        rows = finish(np.array(rows), case, projection, reference.numpy_type)
        assert rows.dtype == reference.numpy_type, (case, rows.dtype)
        results.append(rows)
    exact, rough = results
    error = float(np.abs(exact - rough).max()) if exact.size else 0.0
    largest = float(np.abs(exact).max()) if exact.size else 0.0
    record = {key: value for key, value in case.items() if key != "labels"}
    record |= {"counts": counts, "columns": exact.shape[1], "tokens": tokens, "truncated": truncated}
    record["tolerance"] = float(f"{max(2 * error, 1e-5 * largest):.3g}")
    if case.get("labels"):
        record["labels"] = labels
    return exact, record


def main() -> None:
    assert transformers.__version__ == "5.23.0", "the goldens were made with transformers 5.23.0"
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    FIXTURES.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(7)
    values, records = [], []
    shapes = {
        "unigram": dict(
            embedding_size=12, hidden_size=24, num_attention_heads=2, intermediate_size=40, num_hidden_layers=3,
            max_position_embeddings=64, hidden_act="gelu_new", classifier_dropout_prob=0.1,
        ),
        "wordpiece": dict(
            embedding_size=8, hidden_size=20, num_attention_heads=5, intermediate_size=32, num_hidden_layers=4,
            num_hidden_groups=2, inner_group_num=2, max_position_embeddings=48, hidden_act="gelu", layer_norm_eps=1e-5,
            add_pooling_layer=False,
        ),
    }
    for name, shape in shapes.items():
        tokenizer = unigram_tokenizer() if name == "unigram" else wordpiece_tokenizer()
        model = make_model(FIXTURES / name, tokenizer, seed=len(records), **shape)
        tokenizer = type(tokenizer).from_pretrained(FIXTURES / name)
        projection = random.standard_normal((4, model.config.hidden_size)).astype(np.float32)
        np.save(FIXTURES / name / "projection.npy", projection)
        double, single = Reference(model, torch.float64), Reference(model, torch.float32)
        for case in cases(model.config.num_hidden_layers, model.pooler is not None):
            rows, record = run(case, tokenizer, double, single, projection)
            values.append(rows.astype("<f4").ravel())
            records.append({"model": name} | record)
    np.concatenate(values).tofile(FIXTURES / "goldens.f32")
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (FIXTURES / "goldens.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(records)} cases, {sum(map(len, values))} values", file=sys.stderr)


if __name__ == "__main__":
    main()
