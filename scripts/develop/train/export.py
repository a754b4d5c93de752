"""Writes the trained student as a Hugging Face and sentence-transformers directory, for `albert-embed convert`.

    python export.py WORK DIRECTORY
"""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AlbertModel

from student import configuration

MODULES = [
    ("", "sentence_transformers.models.Transformer"),
    ("1_Pooling", "sentence_transformers.models.Pooling"),
    ("2_Normalize", "sentence_transformers.models.Normalize"),
]


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main(work: Path, directory: Path) -> None:
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    config = configuration(tokenizer.get_vocab_size())
    model = AlbertModel(config, add_pooling_layer=False)
    model.load_state_dict(torch.load(work / "student.pt"))
    model.save_pretrained(directory)
    tokenizer.save(str(directory / "tokenizer.json"))

    longest = config.max_position_embeddings
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    special |= {"mask_token": "[MASK]"}
    fast = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": longest}
    write_json(directory / "tokenizer_config.json", fast | special)
    write_json(directory / "special_tokens_map.json", special)
    modules = [
        {"idx": index, "name": str(index), "path": path, "type": kind} for index, (path, kind) in enumerate(MODULES)
    ]
    write_json(directory / "modules.json", modules)
    write_json(directory / "sentence_bert_config.json", {"max_seq_length": longest, "do_lower_case": False})
    pooling = {"word_embedding_dimension": config.hidden_size, "pooling_mode_cls_token": False}
    write_json(directory / "1_Pooling" / "config.json", pooling | {"pooling_mode_mean_tokens": True})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
