"""The training texts: lines of the corpus, and free variations of them for the teacher to label.

    python corpus.py sentences.txt[.xz] WORK

writes WORK/texts.txt (shuffled, one text a line), WORK/heldout.txt (lines the student never sees) and
WORK/heldout_pairs.txt (tab-separated: a held-out line and an edit of it).
"""

import lzma
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

HELD_OUT_LINES = 8_000
# Short texts give the most labels an hour; a few joined ones keep long input from being strange.
NATURAL_TEXTS, EDITED_TEXTS, JOINED_TEXTS = 400_000, 70_000, 12_000
WORDS = range(3, 23)
# Of the shuffled mix of these, so many are labelled.
MIXED_TEXTS = 220_000
# Everyday lines: all their words are among the most frequent ones, but for which no word is exchanged.
EVERYDAY_LINES, EDITS_OF_EACH = 40_000, 2
EVERYDAY_WORDS, FUNCTION_WORDS = 8_000, 100


def read_lines(path: Path) -> list[str]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def read_texts(path: Path) -> list[str]:
    """A file that this script wrote. Not `splitlines`, which also splits at U+2028 and other separators."""
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def edit(text: str, vocabulary: list[str], chance: random.Random) -> str:
    """A near neighbour of the text: a word exchanged, a span left out, two words swapped, or a part kept.

    Similarity sets ask which of two nearly equal sentences is closer; unedited lines hardly ever show that.
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


def everyday_texts(lines: list[str], chance: random.Random) -> list[str]:
    """Everyday lines, each with edits in which one word is exchanged for one that stands between the same two elsewhere.

    "A man is slicing an onion" becomes "A man is eating an onion": a plausible sentence that differs in one meaning.
    """
    frequent = [word for word, _ in Counter(plain(word) for line in lines for word in line.split()).most_common(EVERYDAY_WORDS)]
    everyday, function = set(frequent), set(frequent[:FUNCTION_WORDS])
    chosen = [line.split() for line in lines if len(line.split()) in WORDS]
    chosen = [words for words in chosen if all(plain(word) in everyday for word in words)]
    standing_between = defaultdict(list)
    for words in chosen:
        for before, word, after in zip(["", *words], words, [*words[1:], ""]):
            if plain(word) not in function:
                standing_between[before, after].append(word)

    texts = []
    for words in chance.sample(chosen, min(EVERYDAY_LINES, len(chosen))):
        texts.append(" ".join(words))
        places = [place for place, word in enumerate(words) if plain(word) not in function]
        for at in chance.sample(places, min(EDITS_OF_EACH, len(places))):
            before, after = ["", *words][at], [*words[1:], ""][at]
            other = chance.choice(standing_between[before, after])
            texts.append(" ".join(words[:at] + [other] + words[at + 1 :]))
    texts = list(dict.fromkeys(texts))
    chance.shuffle(texts)
    return texts


def mixed_texts(lines: list[str], chance: random.Random) -> list[str]:
    short = [line for line in lines if len(line.split()) in WORDS]
    chance.shuffle(short)
    # Words drawn from running text, so that frequent words are exchanged for frequent words.
    vocabulary = [word for line in short[:20_000] for word in line.split()]
    texts = short[:NATURAL_TEXTS]
    texts += [edit(line, vocabulary, chance) for line in chance.sample(short, min(EDITED_TEXTS, len(short)))]
    texts += [" ".join(chance.sample(lines, chance.randint(2, 5))) for _ in range(JOINED_TEXTS)]
    chance.shuffle(texts)
    return texts[:MIXED_TEXTS]


def main(source: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    chance = random.Random(20)
    lines = read_lines(source)
    held_out, lines = lines[-HELD_OUT_LINES:], lines[:-HELD_OUT_LINES]
    texts = mixed_texts(lines, chance)
    held_out = [line for line in held_out if len(line.split()) in WORDS]
    vocabulary = [word for line in held_out for word in line.split()]
    pairs = [f"{line}\t{edit(line, vocabulary, chance)}" for line in chance.sample(held_out, 3_000)]
    texts += everyday_texts(lines, chance)
    for name, rows in ("heldout.txt", held_out), ("heldout_pairs.txt", pairs), ("texts.txt", texts):
        (work / name).write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(texts)} training texts, {len(held_out)} held out", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
