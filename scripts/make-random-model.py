"""Makes the directory of a small ALBERT with fixed-seed random weights, and a Unigram vocabulary trained for it.

    .venv/bin/pip install -r scripts/goldens/requirements.txt
    .venv/bin/python scripts/make-random-model.py TEXT DIRECTORY

TEXT is a file of sentences, one a line. The vocabulary has ALBERT's normalization and special tokens.
"""

import re
import sys
import unicodedata
from pathlib import Path

import sentencepiece
import torch
from transformers import AlbertConfig, AlbertModel

PIECES = 4000


def normalized(line: str) -> str:
    """What ALBERT's tokenizer does to a text before SentencePiece sees it."""
    line = unicodedata.normalize("NFKD", line.replace("``", '"').replace("''", '"'))
    line = "".join(character for character in line if not unicodedata.combining(character))
    return re.sub(" {2,}", " ", line.lower().strip())


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("usage: make-random-model.py TEXT DIRECTORY")
    text, directory = Path(sys.argv[1]), Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    with text.open(encoding="utf-8") as lines:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=map(normalized, lines), model_prefix=str(directory / "spiece"), model_type="unigram",
            vocab_size=PIECES, pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, pad_piece="<pad>",
            control_symbols=["[CLS]", "[SEP]", "[MASK]"], character_coverage=0.9995, num_threads=1,
            minloglevel=2)
    (directory / "spiece.vocab").unlink()
    torch.manual_seed(20)
    config = AlbertConfig(
        vocab_size=PIECES, embedding_size=64, hidden_size=192, num_hidden_layers=6, num_attention_heads=6,
        intermediate_size=768, max_position_embeddings=512)
    AlbertModel(config).save_pretrained(directory)


if __name__ == "__main__":
    main()
