"""Makes the training texts: lines of the corpus. Many of them have edits, which are near neighbours of the line.

    python corpus.py sentences.txt[.xz] WORK

It writes WORK/texts.txt (shuffled; each line is a text and its edits, separated by tabs), WORK/heldout.txt (lines that the student
never sees) and WORK/heldout_pairs.txt (each line is a held-out line, a tab and an edit of it).
"""

import lzma
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

HELD_OUT_LINES = 8_000
HELD_OUT_PAIRS = 3_000
# The share of the lines that have an edit.
EDITED_SHARE = 0.3
WORDS = range(3, 23)
# The words of everyday lines are among the most frequent ones. The most frequent of all are not exchanged.
EVERYDAY_LINES, EDITS_OF_EACH = 80_000, 2
EVERYDAY_WORDS, FUNCTION_WORDS = 8_000, 100


def read_lines(path: Path) -> list[str]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [" ".join(line.split()) for line in lines if line.strip()]


def read_texts(path: Path) -> list[str]:
    """The lines of a file that this script wrote. `splitlines` would also split at U+2028 and other separators."""
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def edit(text: str, vocabulary: list[str], chance: random.Random) -> str:
    """A near neighbour of the text: a word is exchanged, a span is left out, two words are swapped, or only a part is kept.

    Data sets of similarity ask which of two nearly equal sentences is closer. Lines of a corpus hardly ever show that.
    """
    words = text.split()
    at = chance.randrange(len(words))
    kind = chance.choice(("exchange", "exchange", "leave out", "swap", "part"))
    if kind == "exchange":
        words[at] = chance.choice(vocabulary)
    elif kind == "leave out":
        del words[at : at + chance.randint(1, max(1, len(words) // 3))]
    elif kind == "swap":
        other = chance.randrange(len(words))
        words[at], words[other] = words[other], words[at]
    else:
        half = max(1, len(words) // 2)
        words = words[:half] if chance.random() < 0.5 else words[half:]
    return " ".join(words) or text


def plain(word: str) -> str:
    return word.lower().strip(".,?!")


def everyday_edits(lines: list[str], chance: random.Random) -> dict[str, list[str]]:
    """Edits of everyday lines. One word is exchanged for another word that stands between the same two words elsewhere.

    "A man is slicing an onion" becomes "A man is eating an onion": a plausible sentence that differs in one meaning.
    """
    counts = Counter(plain(word) for line in lines for word in line.split())
    frequent = [word for word, _ in counts.most_common(EVERYDAY_WORDS)]
    everyday, function = set(frequent), set(frequent[:FUNCTION_WORDS])
    chosen = [line.split() for line in lines if len(line.split()) in WORDS]
    chosen = [words for words in chosen if all(plain(word) in everyday for word in words)]
    standing_between = defaultdict(list)
    for words in chosen:
        for before, word, after in zip(["", *words], words, [*words[1:], ""]):
            if plain(word) not in function:
                standing_between[before, after].append(word)

    edits = {}
    for words in chance.sample(chosen, min(EVERYDAY_LINES, len(chosen))):
        line = " ".join(words)
        others = []
        places = [place for place, word in enumerate(words) if plain(word) not in function]
        for at in chance.sample(places, min(EDITS_OF_EACH, len(places))):
            before, after = ["", *words][at], [*words[1:], ""][at]
            other = chance.choice(standing_between[before, after])
            others.append(" ".join(words[:at] + [other] + words[at + 1 :]))
        edits[line] = [other for other in dict.fromkeys(others) if other != line]
    return edits


def training_rows(lines: list[str], chance: random.Random) -> list[str]:
    lines = [line for line in lines if len(line.split()) >= WORDS.start]
    chance.shuffle(lines)
    # The words are drawn from running text, so frequent words are inserted more often.
    vocabulary = [word for line in lines[:20_000] for word in line.split()]
    everyday = everyday_edits(lines, chance)
    rows = []
    for line in lines:
        edits = everyday.get(line, [])
        if len(line.split()) in WORDS and chance.random() < EDITED_SHARE:
            edits = [*edits, edit(line, vocabulary, chance)]
        rows.append("\t".join([line, *edits]))
    return rows


def main(source: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    chance = random.Random(20)
    lines = read_lines(source)
    held_out, lines = lines[-HELD_OUT_LINES:], lines[:-HELD_OUT_LINES]
    held_out = [line for line in held_out if len(line.split()) in WORDS]
    vocabulary = [word for line in held_out for word in line.split()]
    chosen = chance.sample(held_out, min(HELD_OUT_PAIRS, len(held_out)))
    pairs = [f"{line}\t{edit(line, vocabulary, chance)}" for line in chosen]
    rows = training_rows(lines, chance)
    # The last file is the sign that all of them are there.
    for name, written in ("heldout.txt", held_out), ("heldout_pairs.txt", pairs), ("texts.txt", rows):
        partial = work / "partial.txt"
        partial.write_text("\n".join(written) + "\n", encoding="utf-8", newline="\n")
        partial.rename(work / name)
    edits = sum(row.count("\t") for row in rows)
    print(f"{len(rows)} training texts, {edits} edits, {len(held_out)} held out", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
