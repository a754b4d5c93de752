#!/usr/bin/env python3
"""Writes Sources/TokenizerCompiler/Unicode/UnicodeData.swift: the Unicode properties that the reference tokenizer library works with.

Each part of the library has its own version of Unicode, which is neither Python's nor Swift's. So most properties are found by calling
the library for each scalar. The others are taken from the `regex` package (grapheme cluster breaks) and from Python's unicodedata (the
order among combining classes), and compared with the library.

    pip install -r scripts/develop/goldens/requirements.txt
    python3 scripts/develop/goldens/make-unicode-tables.py
"""

import pathlib
import unicodedata

import regex
from tokenizers import normalizers, pre_tokenizers

SCALARS = [chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
HANGUL = range(0xAC00, 0xAC00 + 11172)
OUTPUT = pathlib.Path(__file__).parents[3] / "Sources/TokenizerCompiler/Unicode/UnicodeData.swift"


def normalized(normalizer):
    return {c: normalizer.normalize_str(c) for c in SCALARS}


def removed_by(normalizer):
    return {c for c in SCALARS if normalizer.normalize_str(c) == ""}


def splits(pre_tokenizer):
    """The scalars that are split from the letters around them."""
    return {c for c in SCALARS if len(pre_tokenizer.pre_tokenize_str("a" + c + "a")) > 1}


def base36(number):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = digits[digit] + text
        if number == 0:
            return text


def runs(values):
    """Runs of equal values as 'gap length value', in base 36. The gap is counted from the end of the run before."""
    words, end = [], 0
    items = sorted((ord(c), v) for c, v in values.items())
    index = 0
    while index < len(items):
        start, value = items[index]
        length = 1
        while index + length < len(items) and items[index + length] == (start + length, value):
            length += 1
        words += [base36(start - end), base36(length), base36(value)]
        end = start + length
        index += length
    return words


def mappings(values):
    """A mapping as 'gap count target ...', in base 36. The gap is counted from the scalar after the one before."""
    words, end = [], 0
    for c in sorted(values):
        words += [base36(ord(c) - end), base36(len(values[c]))] + [base36(ord(t)) for t in values[c]]
        end = ord(c) + 1
    return words


def literal(name, comment, words):
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 112:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    lines.append(line)
    body = "\n".join("    " + l for l in lines)
    return f"  /// {comment}\n  static let {name}: StaticString = \"\"\"\n{body}\n    \"\"\"\n"


def combining_classes(nfd):
    """The rank of each scalar's combining class. The library does not show the class itself, only which marks it moves."""
    highest = "\u0345"  # class 240, the highest of all
    ranks = sorted({unicodedata.combining(c) for c in SCALARS} - {0})
    classes = {}
    for c in SCALARS:
        if nfd[c] != c:
            continue
        moved = c == highest or normalizers.NFD().normalize_str("a" + highest + c) == "a" + c + highest
        if moved:
            value = unicodedata.combining(c)
            assert value != 0, f"the library moves {ord(c):X}, which is not a mark in Python"
            classes[c] = ranks.index(value) + 1
    for a in classes:
        for b in "\u0334\u05b0\u0327\u0323\u0301\u0315\u035c":
            moved = normalizers.NFD().normalize_str("a" + a + b) == "a" + b + a
            assert a == b or moved == (classes[b] < classes[a]), (hex(ord(a)), hex(ord(b)))
    return classes


def compositions(nfd):
    nfc = normalizers.NFC().normalize_str
    pairs = {}
    for c in SCALARS:
        parts = nfd[c]
        if len(parts) < 2 or nfc(parts) != c or ord(c) in HANGUL:
            continue
        first = nfc(parts[:-1])
        assert len(first) == 1 and nfc(first + parts[-1]) == c
        pairs[(first, parts[-1])] = c
    return pairs


CLUSTER_CLASSES = [
    "other", "CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend", "SpacingMark",
    "L", "V", "T", "LV", "LVT", "pictographic",
]


def cluster_classes():
    values = {}
    for name in CLUSTER_CLASSES[1:14]:
        for c in regex.findall(rf"\p{{GCB={name}}}", "".join(SCALARS)):
            values[c] = CLUSTER_CLASSES.index(name)
    text = "".join(SCALARS)
    for c in regex.findall(r"\p{Extended_Pictographic}", text):
        assert c not in values
        values[c] = CLUSTER_CLASSES.index("pictographic")
    check_cluster_classes(values)
    return values


def chain_map(key):
    """A character map with one key, which is replaced by X."""
    units, node = [0] * 65536, 0
    units[0] = 256 << 10  # the children of each node lie at a different multiple of 256
    for depth, byte in enumerate(key, start=1):
        node = node ^ (units[node] >> 10) ^ byte
        units[node] = byte | ((256 * depth + byte) ^ (256 * (depth + 1))) << 10
    units[node] |= 1 << 8
    units[node ^ units[node] >> 10] = 1 << 31
    trie = b"".join(u.to_bytes(4, "little") for u in units)
    return normalizers.Precompiled(len(trie).to_bytes(4, "little") + trie + b"X\0")


def check_cluster_classes(values):
    """Finds the scalars that join an 'a' by a character map that has only 'a', which replaces the whole cluster (if it has fewer than
    6 bytes). The `regex` package may have a newer Unicode than the library, so the library decides."""
    charsmap = chain_map(b"a")
    assert charsmap.normalize_str("bab") == "bXb"
    joins = {CLUSTER_CLASSES.index(n) for n in ("Extend", "ZWJ", "SpacingMark")}
    for c in SCALARS:
        swallowed = charsmap.normalize_str("a" + c) == "X"
        known = values.get(c, 0) in joins
        assert known or not swallowed, hex(ord(c))
        if known and not swallowed:
            print(f"U+{ord(c):04X} does not join anything in the library")
            del values[c]
    for c, value in list(values.items()):
        if CLUSTER_CLASSES[value] == "Prepend" and chain_map(c.encode()).normalize_str(c + "a") != "X":
            assert len(c.encode()) < 5
            print(f"U+{ord(c):04X} is not a prefix in the library")
            del values[c]


def main():
    nfd, nfkd = normalized(normalizers.NFD()), normalized(normalizers.NFKD())
    for c in HANGUL:
        index = c - 0xAC00
        jamo = [0x1100 + index // 588, 0x1161 + index % 588 // 28] + ([0x11A7 + index % 28] if index % 28 else [])
        assert nfd[chr(c)] == nfkd[chr(c)] == "".join(map(chr, jamo))
    canonical = {c: t for c, t in nfd.items() if t != c and ord(c) not in HANGUL}
    compatible = {c: t for c, t in nfkd.items() if t != nfd[c]}
    lowercase = {c: t for c, t in normalized(normalizers.Lowercase()).items() if t != c}
    bert = lambda **flags: normalizers.BertNormalizer(**{
        "clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False, **flags})
    spaces = splits(pre_tokenizers.WhitespaceSplit())

    def members(scalars):
        return runs({c: 1 for c in scalars})

    # White space is the same in all versions of Unicode that the library has, also for `\\s` of a pattern.
    assert spaces == {c for c in SCALARS if regex.match(r"\p{White_Space}", c)}
    word = {c for c in SCALARS if len(pre_tokenizers.Whitespace().pre_tokenize_str("a" + c)) == 1 and c not in spaces}
    parts = [
        literal("canonicalDecompositions", "The full canonical decompositions, without Hangul syllables.", mappings(canonical)),
        literal("compatibilityDecompositions", "The full compatibility decompositions that differ from the canonical ones.", mappings(compatible)),
        literal("compositions", "Triples 'first second composed' in base 36.",
                [base36(ord(s)) for (a, b), c in sorted(compositions(nfd).items()) for s in (a, b, c)]),
        literal("combiningClasses", "The rank of each scalar's canonical combining class, from 1 on.", runs(combining_classes(nfd))),
        literal("clusterClasses", "The `ClusterClass` of each scalar.", runs(cluster_classes())),
        literal("lowercase", "The lowercase mappings.", mappings(lowercase)),
        literal("combiningMarks", "The scalars that the normalizer StripAccents removes.", members(removed_by(normalizers.StripAccents()))),
        literal("nonspacingMarks", "The scalars that BertNormalizer removes as accents, after NFD.",
                members({c for c in SCALARS if nfd[c] == c and bert(strip_accents=True).normalize_str(c) == ""})),
        literal("bertControls", "The scalars that BertNormalizer's clean-up removes.", members(removed_by(bert(clean_text=True)))),
        literal("punctuation", "The delimiters of the pre-tokenizers Punctuation and BertPreTokenizer.",
                members(splits(pre_tokenizers.Punctuation("isolated")))),
        literal("numeric", "The delimiters of the pre-tokenizer Digits.", members(splits(pre_tokenizers.Digits(True)))),
        literal("wordScalars", "`\\\\w` of the pre-tokenizer Whitespace.", members(word)),
    ]
    OUTPUT.write_text(
        "// Made by scripts/develop/goldens/make-unicode-tables.py with tokenizers 0.23.3 and regex 2026.11.15. Not to be edited.\n"
        "\n/// Unicode properties as the reference library has them. The texts hold numbers in base 36 between blanks.\n"
        "/// A set or a class is a list of runs 'gap length value', a mapping a list of 'gap count target ...'.\n"
        "enum UnicodeData {\n" + "\n".join(parts) + "}\n")


if __name__ == "__main__":
    main()
