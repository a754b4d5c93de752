#!/usr/bin/env python3
"""Writes Tests/TokenizersTests/Goldens: small tokenizers of many kinds, and the ids, byte offsets and word ids that the reference
library gives for difficult texts.

    pip install -r scripts/develop/goldens/requirements.txt
    python3 scripts/develop/goldens/make-tokenizer-goldens.py
"""

import json
import pathlib
import random
import shutil
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertTokenizer

GOLDENS = pathlib.Path(__file__).parents[3] / "Tests/TokenizersTests/Goldens"
SPECIAL = ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"]

TEXTS = [
    "", " ", "\u3000", "a", "Hello, world!", "  two  blanks\tand a tab ", "``Quoted'' and '' again, ````", "don't can''t",
    "In 2009, 1,000 came; 2010,5 left.", "naïve café, Ångström, A\u030angstro\u0308m, e\u0301\u0327\u0323",
    "ﬁne ﬂow ½ ² ㎏ ℌ ﷺ ﷽ ㌔", "ＦＵＬＬ　ｗｉｄｔｈ ｶﾞｷﾞｸﾞ", "İstanbul ISPARTA ΣΑΣ ß ẞ ŉ ǅ", "日本語のテキスト、東京へ。中文文本",
    "한국어 문장입니다 각ᆨ 가\u11a8", "Xin chào các bạn Việt Nam", "سلام دنیا، این یک متن", "हिन्दी में वाक्य क्षि", "ภาษาไทย",
    "👨‍👩‍👧‍👦 👍🏽 🇩🇪🇫 ❤️ 1️⃣ ☺\u0301 ©\u200d™\u0301", "a\u200db a\u200cb \u200d\u200d x\u200b y\ufeff", "zero\u0000width\u0001\u0008 \u0007bell\u0085\u009f",
    "\u0301 leading mark", "\u0001leading control", "a\r\nb\rc\n", "\u00a0no-break\u2003em\u2028line\u2029para\u1680",
    "the [MASK] token", "the   [MASK]   [MASK]x[CLS]a[SEP]", "[mask] [MASK <pad><unk>", "x<unk>y ☃<unk>☃", "ab☃☃☃ba ☃ aba☃",
    "U+FFFD \ufffd and private \ue000 and \U000e0041", "soft\u00adhyphen \u0600123 \u06dda \U000110bda", "aaaa-bb--c - d",
    "(a)[b]{c}<d> a_b a.b! ?x", "snake_case camelCase 3.14 $5 50% #tag @user", "x" * 120 + " " + "é" * 101,
    "w" * 3000, "á" * 500, "a" + "\u0301\u0323" * 300, "▁under▁score ▁ _ a▁", "New York, new york  New York",
    "Straße STRASSE strasse hello helloo hello", "\U0001d504\U0001d505 \U00020000\U0002a6d6\U0002f800", "ǆ ǅ \u1e9b\u0323 \u2126 \u212b \uf900",
    "end with blanks   ", "SMILES: CC(=O)Oc1ccccc1C(=O)O>>C%12N",
]
WORDS = "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they".split()


def corpus():
    chooser = random.Random(7)
    lines = [" ".join(chooser.choice(WORDS) for _ in range(12)) + ", 19." for _ in range(150)]
    return lines + [t for t in TEXTS if len(t) < 90] * 3


def template(tokenizer):
    first, last = "[CLS]", "[SEP]"
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}", pair=f"{first} $A {last} $B:1 {last}:1",
        special_tokens=[(t, tokenizer.token_to_id(t)) for t in (first, last)])
    return tokenizer


def unigram(normalizer, pre_tokenizer, size=420):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizer, pre_tokenizer
    tokenizer.train_from_iterator(corpus(), trainers.UnigramTrainer(
        vocab_size=size, special_tokens=SPECIAL, unk_token="<unk>", max_piece_length=8, show_progress=False))
    content = json.loads(tokenizer.to_str())
    pieces = content["model"]["vocab"][len(SPECIAL):]
    # The training keeps all characters of the corpus. A third of the rare ones is removed, so that there are unknown characters, too.
    # The order and the rounding of the training vary from run to run, which goldens must not.
    kept = [[p, round(s, 2)] for p, s in pieces if len(p) > 1 or ord(p) % 3 or ord(p) < 128]
    content["model"]["vocab"] = [[p, 0.0] for p in SPECIAL] + sorted(kept)
    return template(Tokenizer.from_str(json.dumps(content)))


def word_piece(normalizer, pre_tokenizer, longest=100):
    """A vocabulary of characters, without a third of the rare ones, and of beginnings and ends of the corpus' words."""
    pieces = set()
    for line in corpus():
        for word, _ in pre_tokenizer.pre_tokenize_str(normalizer.normalize_str(line)):
            known = [c for c in word if ord(c) < 128 or ord(c) % 3]
            pieces.update(known, ["##" + c for c in known])
            if len(word) % 4 != 3:
                pieces.update([word[:3], "##" + word[-2:]])
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + sorted(pieces)
    model = models.WordPiece({p: i for i, p in enumerate(vocabulary)}, unk_token="[UNK]", max_input_chars_per_word=longest)
    tokenizer = Tokenizer(model)
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizer, pre_tokenizer
    tokenizer.add_special_tokens(vocabulary[:5])
    return template(tokenizer)


def sentencepiece_model(path):
    """A small model like ALBERT's, with a character map of its own."""
    rules = {"½": "1/2", "ﬁ": "fi", "\u200d": " ", "\u0001": "", "a\u0300": "à", "é": "e", "™": "tm", "\t": " ", "©": "(c)",
             "\u0130": "i", "ｆ": "f", "\u0600": "#", "\u2003": " ", "\u200b": " "}
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as table, tempfile.NamedTemporaryFile("w") as text:
        for source, target in rules.items():
            table.write(" ".join(f"{ord(c):X}" for c in source) + "\t" + " ".join(f"{ord(c):X}" for c in target) + "\n")
        table.flush()
        text.write("\n".join(corpus()).replace("\0", "") + "\n")
        text.flush()
        sentencepiece.SentencePieceTrainer.train(
            input=text.name, model_prefix=str(path)[:-len(".model")], vocab_size=300, model_type="unigram",
            normalization_rule_tsv=table.name, pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, pad_piece="<pad>", unk_piece="<unk>",
            control_symbols="[CLS],[SEP],[MASK]", character_coverage=0.98, hard_vocab_limit=False, minloglevel=2)
    path.with_suffix(".vocab").unlink()
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(path.read_bytes())
    for piece, score in (("2009,", -3.0), ("▁1,", -2.5)):
        model.pieces.add(piece=piece, score=score, type=1)
    for spec, field in ((model.trainer_spec, "input"), (model.trainer_spec, "model_prefix"),
                        (model.normalizer_spec, "normalization_rule_tsv")):
        spec.ClearField(field)
    path.write_bytes(model.SerializeToString())
    return model


def albert(model):
    """The tokenizer that transformers' AlbertConverter makes from a SentencePiece model."""
    pieces = [(p.piece, p.score if len(p.piece) < 2 or p.piece[-1] != "," or not p.piece[-2].isdigit() else p.score - 100)
              for p in model.pieces]
    tokenizer = Tokenizer(models.Unigram(pieces, model.trainer_spec.unk_id, False))
    steps = [normalizers.Replace("``", '"'), normalizers.Replace("''", '"')]
    steps += [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(),
              normalizers.Precompiled(model.normalizer_spec.precompiled_charsmap),
              normalizers.Replace(Regex(" {2,}"), " ")]
    tokenizer.normalizer = normalizers.Sequence(steps)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), metaspace()])
    tokenizer.add_special_tokens([AddedToken(t, lstrip=t == "[MASK]", normalized=False, special=True) for t in SPECIAL])
    return template(tokenizer)


def metaspace(scheme="always", split=True):
    return pre_tokenizers.Metaspace("▁", scheme, split)


def variants(model):
    n, p = normalizers, pre_tokenizers
    charsmap = model.normalizer_spec.precompiled_charsmap
    yield "albert", albert(model)
    yield "nfkc-metaspace", unigram(n.Sequence([n.NFKC(), n.Lowercase()]), metaspace())
    yield "nmt-first", unigram(n.Sequence([n.Nmt(), n.NFC(), n.Replace(Regex(" {2,}"), " ")]), metaspace("first"))
    yield "charsmap-strip", unigram(
        n.Sequence([n.Precompiled(charsmap), n.Strip(left=False), n.Replace(Regex(" {2,}"), "▁")]), metaspace())
    yield "whole-text", unigram(n.Precompiled(charsmap), metaspace("never", False))
    yield "digits-punctuation", unigram(
        n.Sequence([n.NFD(), n.StripAccents(), n.Strip()]),
        p.Sequence([p.WhitespaceSplit(), p.Digits(True), p.Punctuation("merged_with_next"), metaspace()]))
    yield "bert-unigram", unigram(n.BertNormalizer(), p.BertPreTokenizer())
    yield "prepend", unigram(n.Sequence([n.Prepend("▁"), n.Replace(" ", "▁")]), None)
    yield "patterns", unigram(
        n.Sequence([n.Replace(Regex(r"\s+"), " "), n.Replace(Regex("x{3}"), "x"), n.Replace(Regex(r"\.,"), ";")]),
        p.Sequence([p.Split(Regex("[0-9]{1,3}"), "isolated"), p.Split(Regex(r"[^\]a-z\s]{2,}"), "contiguous"), p.Digits(False),
                    p.Split("-", "merged_with_previous"), metaspace("first")]))
    yield "words", unigram(n.Lowercase(), p.Sequence([p.Whitespace(), p.CharDelimiterSplit("a"),
                                                        p.Split(Regex("[aeiou]+"), "contiguous", invert=True)]))
    fallback = json.loads(unigram(n.NFKC(), p.Sequence([p.WhitespaceSplit(), metaspace()])).to_str())
    fallback["model"]["vocab"] += [[f"<0x{b:02X}>", 0.0] for b in range(256)]
    fallback["model"]["byte_fallback"] = True
    yield "byte-fallback", Tokenizer.from_str(json.dumps(fallback))
    added = unigram(n.Sequence([n.NFKC(), n.Lowercase()]), p.Sequence([p.WhitespaceSplit(), metaspace()]))
    added.add_special_tokens([AddedToken("[MASK]", lstrip=True, rstrip=True, special=True)])
    added.add_tokens([AddedToken("Straße", normalized=True), AddedToken("hello", single_word=True, normalized=False),
                      AddedToken("New York", normalized=True, lstrip=True), AddedToken("é", normalized=True, single_word=True)])
    yield "added-tokens", added
    for name, normalized in (("blank-tokens", False), ("blank-tokens-normalized", True)):
        blanks = unigram(n.NFKC(), p.Sequence([p.WhitespaceSplit(), metaspace()]))
        blanks.add_tokens([AddedToken(" ", lstrip=True, rstrip=True, normalized=normalized),
                           AddedToken("\t", rstrip=True, normalized=normalized),
                           AddedToken("\u2028", lstrip=True, normalized=normalized)])
        yield name, blanks
    spaces = unigram(n.Replace(Regex("[xyz]"), " "), p.Split("-", "isolated"))
    spaces.add_tokens([AddedToken(" of ", normalized=False), AddedToken("\u0120hello", normalized=False)])
    spaces.post_processor = processors.RobertaProcessing(("[SEP]", 3), ("[CLS]", 2))
    yield "trimmed-offsets", spaces
    yield "word-piece", word_piece(n.BertNormalizer(), p.BertPreTokenizer())
    yield "word-piece-cased", word_piece(
        n.BertNormalizer(clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False),
        p.BertPreTokenizer(), longest=8)
    ties = [("<unk>", 0.0), ("a", -1.0), ("b", -1.0), ("ab", -2.0), ("ba", -2.0), ("aba", -3.0), ("[CLS]", 0.0), ("[SEP]", 0.0)]
    yield "ties", template(Tokenizer(models.Unigram(ties, 0, False)))


def encoded(tokenizer, text):
    encoding = tokenizer.encode(text, add_special_tokens=False)
    place = [0]
    for scalar in text:
        place.append(place[-1] + len(scalar.encode()))
    return {"ids": encoding.ids, "starts": [place[a] for a, _ in encoding.offsets],
            "ends": [place[b] for _, b in encoding.offsets], "words": encoding.word_ids}


def truncated(tokenizer, pairs):
    cases = []
    for first, second in pairs:
        for length in (2, 3, 4, 5, 6, 7, 8, 11, 100):
            added = 2 if second is None else 3
            if length < added:
                continue
            tokenizer.enable_truncation(length)
            encoding = tokenizer.encode(first, second)
            cases.append({"first": first, "second": second, "length": length, "ids": encoding.ids,
                          "types": encoding.type_ids})
    tokenizer.no_truncation()
    return cases


def write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def main():
    shutil.rmtree(GOLDENS, ignore_errors=True)
    GOLDENS.mkdir(parents=True)
    pieces = GOLDENS / "sentencepiece"
    pieces.mkdir()
    model = sentencepiece_model(pieces / "spiece.model")
    write(GOLDENS / "texts.json", TEXTS)
    for name, tokenizer in variants(model):
        (GOLDENS / name).mkdir()
        tokenizer.save(str(GOLDENS / name / "tokenizer.json"), pretty=False)
        write(GOLDENS / name / "expected.json", [encoded(tokenizer, t) for t in TEXTS])
    albert_tokenizer = albert(model)
    pairs = [("the of and to in a is that", None), ("the of and to in a is that", "for it as was"),
             ("a b c", "the of and to in a is that for it as"), ("", "a b c d e"), ("a", "")]
    write(GOLDENS / "truncated.json", truncated(albert_tokenizer, pairs))
    for name, switches in (("vocabulary", {}), ("vocabulary-cased", {"do_lower_case": False, "tokenize_chinese_chars": False}),
                           ("vocabulary-accents", {"do_lower_case": False, "strip_accents": True, "cls_token": "<s>"})):
        directory = GOLDENS / name
        directory.mkdir()
        lines = ["[PAD]", "[UNK]", "<s>", "[CLS]", "[SEP]", "[MASK]"]
        lines += sorted(set("the of and hello world new york a b c d e é à 日 本 語 , . - ( ) [ ] 1 2 3 0 9 x".split()))
        lines += ["##" + c for c in "abcdefghijklmnopqrstuvwxyzé0123456789"] + ["##ello", "##orld", "Hello", "é", "hel"]
        (directory / "vocab.txt").write_text("\n".join(lines) + "\n")
        if switches:
            write(directory / "tokenizer_config.json", {"tokenizer_class": "BertTokenizer", **switches})
        tokenizer = BertTokenizer.from_pretrained(directory)._tokenizer
        write(directory / "expected.json", [encoded(tokenizer, t) for t in TEXTS])


if __name__ == "__main__":
    main()
