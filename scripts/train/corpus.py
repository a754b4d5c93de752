"""The training texts: lines of the corpus, and free variations of them for the teacher to label.

    python corpus.py sentences.txt[.xz] WORK

writes WORK/texts.txt (shuffled, one text a line), WORK/heldout.txt (lines the student never sees) and
WORK/heldout_pairs.txt (tab-separated: a held-out line and an edit of it).
"""

import lzma
import random
import sys
from pathlib import Path

HELD_OUT_LINES = 8_000
# Short texts give the most labels an hour; a few joined ones keep long input from being strange.
NATURAL_TEXTS, EDITED_TEXTS, JOINED_TEXTS = 400_000, 70_000, 12_000
WORDS = range(3, 23)


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


def training_texts(lines: list[str], chance: random.Random) -> list[str]:
    short = [line for line in lines if len(line.split()) in WORDS]
    chance.shuffle(short)
    # Words drawn from running text, so that frequent words are exchanged for frequent words.
    vocabulary = [word for line in short[:20_000] for word in line.split()]
    texts = short[:NATURAL_TEXTS]
    texts += [edit(line, vocabulary, chance) for line in chance.sample(short, min(EDITED_TEXTS, len(short)))]
    texts += [" ".join(chance.sample(lines, chance.randint(2, 5))) for _ in range(JOINED_TEXTS)]
    chance.shuffle(texts)
    return texts


def main(source: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    chance = random.Random(20)
    lines = read_lines(source)
    held_out, lines = lines[-HELD_OUT_LINES:], lines[:-HELD_OUT_LINES]
    texts = training_texts(lines, chance)
    held_out = [line for line in held_out if len(line.split()) in WORDS]
    vocabulary = [word for line in held_out for word in line.split()]
    pairs = [f"{line}\t{edit(line, vocabulary, chance)}" for line in chance.sample(held_out, 3_000)]
    for name, rows in ("heldout.txt", held_out), ("heldout_pairs.txt", pairs), ("texts.txt", texts):
        (work / name).write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(texts)} training texts, {len(held_out)} held out", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
