"""Steps of a tokenizer.json with the right form and a hostile content: patterns, normalizers, added tokens."""

import random

from harness import mutation
from harness.mutation import Members

ATOMS = [
    "a",
    "b",
    ".",
    "\\s",
    "\\S",
    "\\d",
    "\\w",
    "\\p{L}",
    "\\p{Lu}",
    "\\P{N}",
    "[a-z]",
    "[^a]",
    "[[:alpha:]]",
    "(?!a)",
    "(?=b)",
    "^",
    "$",
    "\\b",
    "\\n",
    "\\x{1F600}",
    "é",
    "[0-9a-f]",
    " ",
    "'",
    "(?i)",
    "\\",
    "[",
    ")",
    "*",
    "{",
    "\\p{Zzzz}",
    "\\A",
    "\\z",
    "",
]
REPEATS = [
    "",
    "",
    "",
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "*+",
    "{1}",
    "{2}",
    "{0,3}",
    "{3,}",
    "{99999}",
    "{0}",
    "{5,2}",
    "{1,99999}",
    "{4294967296}",
    "{9223372036854775808}",
]
LONGEST = 200_000  # Characters of a pattern.
BEHAVIOURS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]


def pattern(chance: random.Random, depth: int = 0) -> str:
    """A regular expression, or a text that looks like one."""
    parts = []
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        if depth < 4 and chance.random() < 0.35:
            inner = "|".join(pattern(chance, depth + 1) for _ in range(chance.choice((1, 1, 2, 5))))
            atom = chance.choice(("(", "(?:", "(?:", "(?!", "(?=", "(?<=", "(?>")) + inner + ")"
        else:
            atom = chance.choice(ATOMS)
        parts.append(atom + chance.choice(REPEATS))
    text = "".join(parts)
    if depth == 0 and chance.random() < 0.12:
        # Patterns that are only long, or only deep.
        count = chance.choice((100, 3000, 30000))
        text = chance.choice(
            (
                text * count,
                text + "{1}" * count,
                text + "+?" * count,
                "(" * count + text + ")" * count,
                "(?!" * count + text,
            )
        )
    return text[:LONGEST]


def _searched(chance: random.Random) -> Members:
    if chance.random() < 0.3:
        return Members([["String", mutation.text(chance)]])
    return Members([["Regex", pattern(chance)]])


def _flag(chance: random.Random) -> bool:
    return chance.random() < 0.5


def _step(type_name: str, *members) -> Members:
    return Members([["type", type_name], *[list(member) for member in members]])


def normalizer(chance: random.Random, depth: int = 0) -> Members:
    kind = chance.randrange(9)
    if kind <= 1 and depth < 3:
        steps = [normalizer(chance, depth + 1) for _ in range(chance.choice((0, 1, 2, 4, 40)))]
        return _step("Sequence", ("normalizers", steps))
    if kind == 2:
        return _step(chance.choice(("NFC", "NFD", "NFKC", "NFKD", "Nmt", "Lowercase", "StripAccents")))
    if kind == 3:
        return _step("Strip", ("strip_left", _flag(chance)), ("strip_right", _flag(chance)))
    if kind == 4:
        prepended = mutation.text(chance) * chance.choice((1, 1, 1, 500))
        return _step("Prepend", ("prepend", prepended))
    if kind == 5:
        flags = ("clean_text", "handle_chinese_chars", "strip_accents", "lowercase")
        return _step("BertNormalizer", *((name, _flag(chance)) for name in flags))
    return _step("Replace", ("pattern", _searched(chance)), ("content", mutation.text(chance)))


def pre_tokenizer(chance: random.Random, depth: int = 0) -> Members:
    kind = chance.randrange(9)
    if kind <= 1 and depth < 3:
        steps = [pre_tokenizer(chance, depth + 1) for _ in range(chance.choice((0, 1, 2, 4, 40)))]
        return _step("Sequence", ("pretokenizers", steps))
    if kind == 2:
        return _step(chance.choice(("WhitespaceSplit", "Whitespace", "BertPreTokenizer")))
    if kind == 3:
        return _step("Digits", ("individual_digits", _flag(chance)))
    if kind == 4:
        return _step("Punctuation", ("behavior", chance.choice(BEHAVIOURS)))
    if kind == 5:
        return _step("CharDelimiterSplit", ("delimiter", chance.choice(("a", " ", "\u2581", "ab", "", "\U0001f600"))))
    if kind == 6:
        scheme = chance.choice(("always", "first", "never"))
        replacement = chance.choice(("\u2581", "a", " ", "\U0001f600"))
        return _step("Metaspace", ("replacement", replacement), ("prepend_scheme", scheme), ("split", _flag(chance)))
    return _step(
        "Split", ("pattern", _searched(chance)), ("behavior", chance.choice(BEHAVIOURS)), ("invert", _flag(chance))
    )


def added_tokens(chance: random.Random) -> list[Members]:
    """Tokens that are found before or after normalization. Some are blank."""
    contents = [
        " ",
        "\t",
        "  ",
        "a",
        "A",
        "\u00e9",
        "e\u0301",
        "[MASK]",
        "\u2581",
        "\u3000",
        "cat",
        "ca",
        "at ",
        "\n",
        "\u0301",
    ]
    tokens = []
    for index in range(chance.choice((1, 2, 5, 5, 300))):
        content = chance.choice(contents) if chance.random() < 0.8 else mutation.text(chance)
        if index >= len(contents):
            content += str(index)
        flags = ("single_word", "lstrip", "rstrip", "normalized", "special")
        tokens.append(
            Members(
                [
                    ["id", chance.choice((index, 5 + index, mutation.number(chance)))],
                    ["content", content],
                    *[[name, _flag(chance)] for name in flags],
                ]
            )
        )
    return tokens
