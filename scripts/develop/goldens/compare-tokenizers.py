#!/usr/bin/env python3
"""Compares the program's ids with those of AutoTokenizer, for model directories of many kinds. Each directory has an English or
Chinese tokenizer, and side files as people have them. Run it with each version of transformers that matters.

    pip install transformers sentencepiece protobuf
    python3 scripts/develop/goldens/compare-tokenizers.py ENGLISH CHINESE [--lines 10000] [--program albert-embed] [CASE ...]

ENGLISH holds ALBERT's spiece.model and tokenizer.json, CHINESE a vocab.txt as BERT's. A spiece.model alone is compared with the ids
that transformers gets from the tokenizer.json in its place.
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile

import transformers

from zero_model import write_model

FRAGMENTS = [
    "the", "The", "of", "hello", "HELLO", "naïve", "Café", "e\u0301\u0327", "2009,", "1,000", "``quoted''", "ﬁne", "½", "ＦＵＬＬ",
    "İstanbul", "ß", "日本語", "中文", "한국어", "हिन्दी", "👨‍👩‍👧", "[MASK]", "[mask]", "[CLS]", "[SEP]", "<pad>", "<unk>", "[UNK]", "[PAD]",
    "<mask>", "<MASK>", "<x>", "<X>", "<y>", "New York", "new york", "Straße", "x<unk>y", "▁", "\u200b", "\u00ad", "\t", " ", "  ", "   ",
    "\u3000", "\u00a0", ".", ",", "!", "?", "-", "'s", "don't", "a" * 120, "(a)", "snake_case", "3.14", "$5", "\u0301", "\u0001", "\ufffd",
]
LETTERS = "abcXYZ 0129,.éÀüñ中文字かなкир\u0301\u200d"


def hard_lines(count):
    chooser = random.Random(5)
    lines = list(FRAGMENTS) + [a + b for a in FRAGMENTS[:40] for b in FRAGMENTS[20:50]]
    while len(lines) < count:
        if chooser.random() < 0.3:
            lines.append("".join(chooser.choice(LETTERS) for _ in range(chooser.randrange(1, 40))))
        else:
            words = [chooser.choice(FRAGMENTS) for _ in range(chooser.randrange(1, 12))]
            lines.append(chooser.choice(["", " ", "  "]).join(words))
    return [line.replace("\n", " ").replace("\r", " ") for line in lines[:count]]


def cases(english, chinese):
    spiece = {"spiece.model": (english / "spiece.model").read_bytes()}
    fast = {"tokenizer.json": (english / "tokenizer.json").read_bytes()}
    vocabulary = {"vocab.txt": (chinese / "vocab.txt").read_bytes()}
    mask = {"content": "[MASK]", "lstrip": True, "rstrip": False, "single_word": False, "normalized": False, "special": True}
    extra = {"content": "<x>", "lstrip": False, "rstrip": False, "single_word": False, "normalized": False, "special": True}
    plain = {**extra, "content": "New York", "normalized": True, "special": False}

    def with_config(files, **config):
        return {**files, "tokenizer_config.json": config}

    albert, bert = {"tokenizer_class": "AlbertTokenizer"}, {"tokenizer_class": "BertTokenizer"}
    yield "spiece", spiece
    yield "spiece-cased", with_config(spiece, **albert, do_lower_case=False, keep_accents=True)
    yield "spiece-mask", with_config(spiece, **albert, mask_token="<mask>")
    yield "spiece-additional", with_config(spiece, **albert, additional_special_tokens=["<x>"])
    yield "spiece-added", {**spiece, "added_tokens.json": {"<y>": 30000, "New York": 30001}}
    yield "spiece-map", {**spiece, "special_tokens_map.json": {"mask_token": mask, "additional_special_tokens": ["<x>"]}}
    yield "fast", fast
    yield "fast-cased", with_config(fast, **albert, do_lower_case=False)
    yield "fast-mask", with_config(fast, **albert, mask_token="<mask>")
    yield "fast-additional", with_config(fast, **albert, additional_special_tokens=["<x>"])
    yield "fast-extra", with_config(fast, **albert, extra_special_tokens={"x_token": "<x>"})
    yield "fast-named", with_config(fast, **albert, image_token="<x>", special_y_token=mask | {"content": "<y>", "__type": "AddedToken"})
    yield "fast-split", with_config(fast, **albert, split_special_tokens=True, additional_special_tokens=["<x>"])
    yield "fast-split-decoder", with_config(
        fast, **albert, split_special_tokens=True, added_tokens_decoder={"4": mask, "30000": extra, "30001": plain})
    yield "vocabulary-split", with_config(vocabulary, **bert, split_special_tokens=True)
    yield "fast-added", {**fast, "added_tokens.json": {"<y>": 30000, "New York": 30001}}
    yield "fast-decoder", with_config(
        fast, **albert, added_tokens_decoder={"4": mask, "30000": extra, "30001": plain}, mask_token="[MASK]")
    yield "fast-generic", with_config(fast, tokenizer_class="PreTrainedTokenizerFast", additional_special_tokens=["<x>"])
    for name, switches in (("", {}), ("-cased", {"do_lower_case": False}), ("-accents", {"strip_accents": False}),
                           ("-chinese", {"tokenize_chinese_chars": False}), ("-mask", {"mask_token": "<mask>"}),
                           ("-additional", {"additional_special_tokens": ["<x>"]})):
        yield "vocabulary" + name, with_config(vocabulary, **bert, **switches)
        yield "bert-fast" + name, with_config(bert_fast(chinese, "cased" in name), **bert, **switches)
    yield "bert-fast-config", {**bert_fast(chinese, True), "config": {"tokenizer_class": "BertTokenizer"}}
    yield "vocabulary-added", {**with_config(vocabulary, **bert), "added_tokens.json": {"<y>": 21128, "new york": 21129}}


def bert_fast(chinese, lowercases):
    """A tokenizer.json whose switches differ from those of the configuration beside it."""
    tokenizer = transformers.BertTokenizerFast(str(chinese / "vocab.txt"), do_lower_case=lowercases)
    with tempfile.TemporaryDirectory() as directory:
        tokenizer.save_pretrained(directory)
        return {"tokenizer.json": (pathlib.Path(directory) / "tokenizer.json").read_bytes()}


def compare(name, files, published, lines, program):
    with tempfile.TemporaryDirectory() as place:
        directory = pathlib.Path(place) / name
        directory.mkdir()
        write_model(directory, files, 30100)
        reference = pathlib.Path(place) / "reference"
        reference.mkdir()
        write_model(reference, {("tokenizer.json" if n == "spiece.model" else n): (published if n == "spiece.model" else f)
                                for n, f in files.items()}, 30100)
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(reference)
            expected = [e.ids for e in tokenizer._tokenizer.encode_batch(lines)]
        except Exception as error:
            print(f"{name:24} transformers fails: {str(error).splitlines()[0][:90]}")
            return
        checkpoint = directory / "model.albert"
        convert = subprocess.run([program, "convert", directory, checkpoint], capture_output=True, text=True)
        if convert.returncode:
            print(f"{name:24} {convert.stderr.strip()[-150:]}")
            return
        found = subprocess.run([program, "tokenize", "-m", checkpoint], input="\n".join(lines).encode(),
                               capture_output=True, check=True).stdout.splitlines()
        found = [json.loads(line)["ids"] for line in found]
        wrong = [i for i in range(len(lines)) if found[i] != expected[i]]
        print(f"{name:24} {type(tokenizer).__name__:22} {len(lines) - len(wrong)} of {len(lines)} lines equal")
        for index in wrong[:3]:
            print(f"    {lines[index]!r}\n        {expected[index]}\n        {found[index]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("english", type=pathlib.Path)
    parser.add_argument("chinese", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--program", default="albert-embed")
    arguments = parser.parse_args()
    print("transformers", transformers.__version__)
    lines = hard_lines(arguments.lines)
    for name, files in cases(arguments.english, arguments.chinese):
        if not arguments.names or name in arguments.names:
            compare(name, files, (arguments.english / "tokenizer.json").read_bytes(), lines, arguments.program)


if __name__ == "__main__":
    main()
