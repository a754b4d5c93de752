"""Makes the models and goldens of Tests/CommandLineTests/HeadGoldens: the results of output layers, by transformers' own code.

    python3 -m venv .venv && .venv/bin/pip install -r scripts/develop/goldens/requirements.txt
    .venv/bin/python scripts/develop/goldens/heads/make-head-goldens.py Tests/CommandLineTests/HeadGoldens

Each model is a tiny ALBERT with random weights and one head. DIRECTORY/goldens.json holds for each model its records and

- logits: the logits of the class in double precision, and the error of single precision;
- scores: the scores of transformers' text-classification pipeline with top_k=None, or of CrossEncoder.predict;
- tokens and words: the results of the token-classification pipeline with the aggregations none, first, max and average.
"""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
import transformers
from sentence_transformers import CrossEncoder
from transformers import AlbertConfig, PreTrainedTokenizerFast, pipeline

TEXTS = [
    "The cat sat on the mat.", "a", "", "Unbelievable tokenizers, 2009, split words into pieces", "word word word",
    "Cafe\u0301 ﬁne Ｆｕｌｌ width", "  leading, double  blanks", "naïve ½ ㎏ … ŉ Å", "한국어 日本語 中文字",
    "[MASK] in the [SEP] text <unk>",
    "The cat sat on the mat and the dog sat on the words while tokenizers split unbelievable pieces into words",
]
PAIRS = [
    # transformers 5 treats an empty second text as a missing one.
    ["The cat sat on the mat", "a dog"], ["", "words and pieces"], ["one", "a"],
    ["tokenizers split", "Cafe\u0301 ﬁne words into pieces 2009"], ["the cat sat", TEXTS[-1]],
]
TAGGED = ["The cat sat on the mat.", "Unbelievable tokenizers split words, 2009.", "a", "Cafe fine width isn't short"]

NAMES = {0: "negative", 1: "neutral", 2: "positive"}
TAGS = {0: "O", 1: "B-PER", 2: "I-PER", 3: "B-LOC", 4: "I-LOC"}
MODELS = {
    "softmax": ("AlbertForSequenceClassification", NAMES, "single_label_classification"),
    "two": ("AlbertForSequenceClassification", {0: "LABEL_0", 1: "LABEL_1"}, None),
    "multi-label": ("AlbertForSequenceClassification", {i: f"topic {i}" for i in range(30)}, "multi_label_classification"),
    "regression": ("AlbertForSequenceClassification", {0: "LABEL_0"}, "regression"),
    "regressions": ("AlbertForSequenceClassification", NAMES, "regression"),
    "one": ("AlbertForSequenceClassification", {0: "LABEL_0"}, None),
    "cross-encoder": ("AlbertForSequenceClassification", {0: "LABEL_0"}, None),
    "cross-encoder-identity": ("AlbertForSequenceClassification", {0: "LABEL_0"}, None),
    "cross-encoder-three": ("AlbertForSequenceClassification", NAMES, None),
    "tags": ("AlbertForTokenClassification", TAGS, None),
    "answers": ("AlbertForQuestionAnswering", {0: "LABEL_0", 1: "LABEL_1"}, None),
    "order": ("AlbertForPreTraining", {0: "LABEL_0", 1: "LABEL_1"}, None),
}


def tokenizer(fixtures: Path, name: str) -> PreTrainedTokenizerFast:
    # The pipeline finds the words of SentencePiece's pieces by their blanks. WordPiece marks its words itself.
    pad, unknown = ("[PAD]", "[UNK]") if name == "tags" else ("<pad>", "<unk>")
    return PreTrainedTokenizerFast(
        tokenizer_file=str(fixtures / ("wordpiece" if name == "tags" else "unigram") / "tokenizer.json"), pad_token=pad,
        unk_token=unknown, cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]", model_max_length=40,
        # The second text of a pair has its own type, as in training. transformers 5 leaves the types out by default.
        model_input_names=["input_ids", "token_type_ids", "attention_mask"])


def make_model(directory: Path, name: str, tokens: PreTrainedTokenizerFast, seed: int):
    kind, labels, problem = MODELS[name]
    config = AlbertConfig(
        vocab_size=len(tokens), embedding_size=8, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=40, id2label=labels,
        label2id={label: number for number, label in labels.items()}, problem_type=problem)
    torch.manual_seed(seed)
    model = getattr(transformers, kind)(config).eval()
    with torch.no_grad():
        for parameter_name, parameter in model.named_parameters():
            # The weights are so large that different texts get different labels.
            offset = 1 if parameter_name.lower().endswith("norm.weight") else 0
            spread = 0.6 if any(part in parameter_name for part in ["classifier", "qa_outputs", "pooler"]) else 0.25
            parameter.copy_(offset + spread * torch.randn(parameter.shape))
        # With this each label is the best one of some text.
        rows = np.concatenate([logits(model, name, tokens, record) for record in TEXTS + PAIRS])
        next(p for n, p in model.named_parameters() if n.endswith(("classifier.bias", "qa_outputs.bias"))).sub_(
            torch.from_numpy(rows.mean(axis=0)))
    model.save_pretrained(directory)
    tokens.save_pretrained(directory)
    if name == "softmax":
        # Some libraries write it like this.
        file = directory / "config.json"
        content = json.loads(file.read_text())
        content["id2label"] = dict(reversed(content["id2label"].items()))
        file.write_text(json.dumps(content, indent=2) + "\n")
    return model


def logits(model, name: str, tokens: PreTrainedTokenizerFast, record) -> np.ndarray:
    """A row for each text, or for each token."""
    texts = record if isinstance(record, list) else [record]
    encoded = tokens(*texts, return_tensors="pt", truncation=True)
    with torch.no_grad():
        output = model(**encoded)
    match name:
        case "answers":
            rows = torch.stack([output.start_logits[0], output.end_logits[0]], dim=1).numpy()
            # The tokens of the question have no rows.
            return rows[[sequence != 0 for sequence in encoded.sequence_ids(0)]]
        case "order":
            return output.sop_logits.numpy()
        case "tags":
            return output.logits[0].numpy()
        case _:
            return output.logits.numpy()


def scores(directory: Path, name: str, tokens, records: list) -> list:
    if name.startswith("cross-encoder"):
        predicted = CrossEncoder(str(directory), device="cpu").predict([record for record in records if isinstance(record, list)])
        rows = iter(predicted.reshape(len(predicted), -1))
        labels = MODELS[name][1]
        return [
            {labels[number]: float(score) for number, score in enumerate(next(rows))} if isinstance(record, list) else None
            for record in records]
    classify = pipeline("text-classification", model=str(directory), tokenizer=tokens, device="cpu")
    result = []
    for record in records:
        asked = {"text": record[0], "text_pair": record[1]} if isinstance(record, list) else record
        found = classify(asked, top_k=None, truncation=True)
        found = found[0] if isinstance(found[0], list) else found
        result.append({entry["label"]: entry["score"] for entry in found})
    return result


def tags(directory: Path, tokens, records: list[str]) -> dict:
    """For each aggregation and each text, a list of [label, score, start, end]. Words are not grouped into entities."""
    result = {}
    for strategy in ["none", "first", "max", "average"]:
        tag = pipeline(
            "token-classification", model=str(directory), tokenizer=tokens, device="cpu",
            aggregation_strategy=strategy, ignore_labels=[])
        tag.group_entities = lambda entities: entities
        result[strategy] = [
            [[entity["entity"], float(entity["score"]), entity["start"], entity["end"]] for entity in tag(record)]
            for record in records]
        if strategy == "first":
            grouping = pipeline(
                "token-classification", model=str(directory), tokenizer=tokens, device="cpu", aggregation_strategy=strategy)
            result["entities"] = [
                [[entity["entity_group"], float(entity["score"]), entity["start"], entity["end"]] for entity in grouping(record)]
                for record in records]
    return result


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make-head-goldens.py DIRECTORY")
    torch.set_num_threads(1)
    base = Path(sys.argv[1])
    fixtures = next(Path(__file__).parents[4].rglob("Fixtures/unigram")).parent
    goldens = {}
    for seed, name in enumerate(MODELS):
        directory = base / name
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        tokens = tokenizer(fixtures, name)
        single = make_model(directory, name, tokens, seed)
        if name.startswith("cross-encoder"):
            activation = torch.nn.Identity() if name.endswith("identity") else None
            CrossEncoder(str(directory), device="cpu", activation_fn=activation).save(str(directory))
        double = type(single).from_pretrained(directory).eval().double()
        records = TAGGED + TEXTS if name == "tags" else PAIRS if name in ["answers", "order"] else TEXTS + PAIRS
        exact = [logits(double, name, tokens, record) for record in records]
        rounded = [logits(single, name, tokens, record) for record in records]
        largest = max(np.abs(rows).max() for rows in exact)
        error = max(np.abs(right - found).max() for right, found in zip(exact, rounded))
        golden = {
            "records": records, "labels": list(MODELS[name][1].values()),
            "logits": [rows.tolist() for rows in exact], "tolerance": float(max(2 * error, 1e-5 * largest))}
        if name == "tags":
            golden |= tags(directory, tokens, TAGGED)
        elif name not in ["answers", "order"]:
            golden["scores"] = scores(directory, name, tokens, records)
        goldens[name] = golden
        kept = ["config.json", "model.safetensors", "config_sentence_transformers.json", "modules.json", "sentence_bert_config.json"]
        for file in directory.iterdir():
            if file.is_dir():
                shutil.rmtree(file)
            elif file.name not in kept:
                file.unlink()
        print(f"{name}: error {error:.1e} of {largest:.1f}", [np.argmax(rows, axis=1).tolist() for rows in exact][:16])
    (base / "goldens.json").write_text(json.dumps(goldens, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
