"""The student's tokenizer: SentencePiece-style Unigram behind ALBERT's normalization.

    python vocabulary.py sentences.txt[.xz] WORK

writes WORK/tokenizer.json.
"""

import collections
import random
import sys
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from corpus import HELD_OUT_LINES, read_lines

# With 512 positions and one shared layer this is what a 16 MB f32 checkpoint has room for.
PIECES = 14_000
SPECIAL_TOKENS = ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"]  # ALBERT's ids 0 to 4
SAMPLED_LINES = 400_000
# The trainer makes every character it sees a piece; rarer ones than this become <unk> instead.
RAREST_CHARACTER = 60


def albert_tokenizer() -> Tokenizer:
    """ALBERT's steps without its precompiled character map, whose 240 KB add little after NFKD."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace("``", '"'),
            normalizers.Replace("''", '"'),
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def without_rare_characters(lines: list[str]) -> list[str]:
    counts = collections.Counter(character for line in lines for character in line)
    rare = {ord(character): None for character, count in counts.items() if count < RAREST_CHARACTER}
    return [line.translate(rare) for line in lines]


def main(source: Path, work: Path) -> None:
    lines = read_lines(source)[:-HELD_OUT_LINES]
    lines = random.Random(20).sample(lines, min(SAMPLED_LINES, len(lines)))
    tokenizer = albert_tokenizer()
    normalized = [tokenizer.normalizer.normalize_str(line) for line in lines]
    trainer = trainers.UnigramTrainer(
        vocab_size=PIECES, special_tokens=SPECIAL_TOKENS, unk_token="<unk>", max_piece_length=16, show_progress=False
    )
    tokenizer.train_from_iterator(without_rare_characters(normalized), trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")],
    )
    tokenizer.save(str(work / "tokenizer.json"))
    print(f"{tokenizer.get_vocab_size()} pieces", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
