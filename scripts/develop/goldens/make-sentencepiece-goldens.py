#!/usr/bin/env python3
"""Trains SentencePiece models of many kinds, and writes the goldens of a spiece.model alone: SentencePiece's own pieces of the text,
which ALBERT's rules have normalized.

    pip install -r scripts/develop/goldens/requirements.txt
    python3 scripts/develop/goldens/make-sentencepiece-goldens.py                      # writes Tests/TokenizersTests/SentencePiece
    python3 scripts/develop/goldens/make-sentencepiece-goldens.py LINES albert-embed   # compares on LINES, models trained on them

The second form uses the published character maps and larger vocabularies.
"""

import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as messages

from zero_model import write_model

GOLDENS = pathlib.Path(__file__).parents[3] / "Tests/TokenizersTests/SentencePiece"
RULES = {"½": "1/2", "ﬁ": "fi", "a\u0300": "à", "e\u0301": "é", "™": "tm", "\t": " ", "©": "(c)", "\u200b": " ", "▁": " ",
         "\u1112\u1161\u11ab": "한", "\u0001": "", "tm": "trademark", "\u00a0": " "}
TEXTS = [
    "", " ", "a", "self-made", "U.S.A.", "3.50", '"x"', "well (done)", 'the term "Universal Time" was recommended (x) a-b',
    "From 1594. By 1598, his son-in-law", "  two  blanks\tand a tab ", "``Quoted'' and '' again", "In 2009, 1,000 came; 2010,5 left.",
    "naïve café à la e\u0301", "ﬁne ½ ™ © tm", "x\u200b y\u200b\u200bz \u200b", "▁under▁score ▁ a▁", "▁", "▁▁b ▁",
    "half½half ½½ C++ c++ and C+ + ab abc abcd aabc abab", "<sep>a<sep> b <SEP>", "a<ctl>b <ctl> c", "[CLS] x [SEP]y", "<x>y<y>",
    "한국어 학", "日本語 x 中文", "aaaaaaaa bbbbb aaabaaab ------ .....", "new york New York newyork", "12345 1 22 333,", "9,9,9, 1,",
    "in the of the in of", "€5 £10 – dash", "the " * 40 + "end", "\u0001 a\u0001b", "don't stop",
]
WORDS = "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they".split()
CONTROL = "[CLS],[SEP],[MASK]"
ALBERT = dict(pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, user_defined_symbols='(,),",-,.,–,£,€')
KINDS = {
    "albert": ALBERT,
    "symbols": dict(user_defined_symbols="<sep>,C++,ab,abc,bcd,½,tm,new york,é", config={"keep_accents": True}),
    "controls": dict(control_symbols=CONTROL + ",<ctl>,<x>", user_defined_symbols="<y>"),
    "digits": dict(split_digits=True),
    "suffix": dict(treat_whitespace_as_suffix=True),
    "no-prefix": dict(add_dummy_prefix=False),
    "cased": dict(config={"do_lower_case": False, "keep_accents": True}),
    "bytes": dict(byte_fallback=True, character_coverage=0.98, further=256),
    "blanks": dict(remove_extra_whitespaces=False, allow_whitespace_only_pieces=True),
    "phrases": dict(split_by_whitespace=False, max_sentencepiece_length=12),
    "identity": dict(normalization_rule_name="identity", user_defined_symbols="-,▁x"),
    "unescaped": dict(edit="unescaped"),
    "unused": dict(edit="unused", unk_piece="[UNK]"),
}


def train(lines, size, rules, user_defined_symbols="", control_symbols=CONTROL, config=None, edit=None,
          further=0, **options):
    """Trains a model, and returns its bytes."""
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        (place / "text").write_text("\n".join(lines).replace("\0", "") + "\n")
        if rules and "normalization_rule_name" not in options:
            table = "".join(" ".join(f"{ord(c):X}" for c in key) + "\t" + " ".join(f"{ord(c):X}" for c in value) + "\n"
                            for key, value in rules.items())
            (place / "rules.tsv").write_text(table)
            options["normalization_rule_tsv"] = str(place / "rules.tsv")
        sentencepiece.SentencePieceTrainer.train(
            input=str(place / "text"), model_prefix=str(place / "m"), vocab_size=size + further, hard_vocab_limit=False,
            control_symbols=control_symbols.split(","), user_defined_symbols=[s for s in user_defined_symbols.split(",") if s],
            minloglevel=2, **{"character_coverage": 0.99, **options})
        model = messages.ModelProto()
        model.ParseFromString((place / "m.model").read_bytes())
    for spec, field in ((model.trainer_spec, "input"), (model.trainer_spec, "model_prefix"),
                        (model.normalizer_spec, "normalization_rule_tsv")):
        spec.ClearField(field)
    if edit == "unescaped":
        model.normalizer_spec.escape_whitespaces = False
        for piece in model.pieces:
            piece.piece = piece.piece.replace("▁", " ")
    if edit == "unused":
        for piece in [p for p in model.pieces if p.type == 1 and len(p.piece) > 2][::3]:
            piece.type = 5
    return model.SerializeToString()


class Reference:
    """ALBERT's normalization, then SentencePiece, as in AlbertTokenizer without the `tokenizers` library."""

    def __init__(self, content, config):
        model = messages.ModelProto()
        model.ParseFromString(content)
        for piece in model.pieces:
            # A piece whose score is 100 lower is never chosen. The smallest score stays, since it decides the cost of unknown characters.
            if len(piece.piece) > 1 and piece.piece[-1] == "," and piece.piece[-2].isdigit():
                piece.type = 5
        self.processor = sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
        self.config = config or {}
        special = {p.piece: i for i, p in enumerate(model.pieces) if p.type == 3}
        special.update({p.piece: i for i, p in enumerate(model.pieces) if p.piece in ("<unk>", "<pad>")})
        self.special = special
        self.pattern = "|".join(re.escape(s) for s in sorted(special, key=len, reverse=True))

    def normalized(self, text):
        text = " ".join(text.split()).replace("``", '"').replace("''", '"')
        if not self.config.get("keep_accents"):
            text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
        return text if self.config.get("do_lower_case") is False else text.lower()

    def ids(self, text):
        ids, start = [], 0
        for match in re.finditer(self.pattern, text):
            ids += self.processor.encode(self.normalized(text[start:match.start()])) + [self.special[match.group()]]
            start = match.end()
        return ids + self.processor.encode(self.normalized(text[start:]))


def corpus():
    chooser = random.Random(7)
    lines = [" ".join(chooser.choice(WORDS) for _ in range(12)) + ", 19." for _ in range(150)]
    return lines + [t for t in TEXTS if len(t) < 90] * 3


def write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def make_goldens():
    shutil.rmtree(GOLDENS, ignore_errors=True)
    GOLDENS.mkdir(parents=True)
    write(GOLDENS / "texts.json", TEXTS)
    write(GOLDENS / "members.json", {
        name: {str(f.number): f.name for f in message.DESCRIPTOR.fields} for name, message in (
            ("model", messages.ModelProto), ("piece", messages.ModelProto.SentencePiece),
            ("trainer", messages.TrainerSpec), ("normalizer", messages.NormalizerSpec))})
    for name, options in KINDS.items():
        directory = GOLDENS / name
        directory.mkdir()
        content = train(corpus(), 230, RULES, **options)
        (directory / "spiece.model").write_bytes(content)
        if "config" in options:
            write(directory / "tokenizer_config.json", options["config"])
        reference = Reference(content, options.get("config"))
        write(directory / "expected.json", [reference.ids(t) for t in TEXTS])


def compare(path, program):
    lines = pathlib.Path(path).read_text().split("\n")[:-1]
    for name, options in KINDS.items():
        content = train(lines[:4000], 3000, None, **options)
        reference = Reference(content, options.get("config"))
        expected = [reference.ids(line) for line in lines]
        with tempfile.TemporaryDirectory() as place:
            place = pathlib.Path(place)
            files = {"spiece.model": content}
            if "config" in options:
                files["tokenizer_config.json"] = options["config"]
            write_model(place, files, 4000)
            subprocess.run([program, "convert", place, place / "m.albert"], check=True)
            output = subprocess.run([program, "tokenize", "-m", place / "m.albert"], input="\n".join(lines).encode(),
                                    capture_output=True, check=True).stdout
        found = [json.loads(line)["ids"] for line in output.splitlines()]
        # The special tokens around each text are left out.
        wrong = [i for i in range(len(lines)) if found[i][1:-1] != expected[i]]
        print(f"{name:12} {len(wrong)} of {len(lines)} lines differ", flush=True)
        for index in wrong[:3]:
            print(f"    {lines[index][:100]!r}\n        {expected[index][:50]}\n        {found[index][1:51]}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        compare(*sys.argv[1:])
    else:
        make_goldens()
