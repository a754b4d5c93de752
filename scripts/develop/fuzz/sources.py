#!/usr/bin/env python3
"""Model directories with damaged or hostile files. `convert` reads them, and the checkpoint that it makes is then used."""

import os
import random
import struct

from harness import campaign, mutation, pipelines, protobuf, source_files, tiny_model
from harness.campaign import Fuzzer
from harness.mutation import Members, Word
from harness.program import Complaint, complaints, within

TEXT = "The cat sat, on 3 mats!\n\n  caf\u00e9 \u4e2d\u6587 [MASK] ''x'' \u2581a\nabc def ghi " + "a" * 200 + "\n"


class Sources(Fuzzer):
    name = "sources"

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.directories: list[dict[str, bytes]] = []
        for tokenizer in tiny_model.TOKENIZERS:
            directory = tiny_model.write_directory(os.path.join(folder, str(tokenizer)), tokenizer)
            self.directories.append(source_files.read(directory))
        self.model = tiny_model.convert(path, directory, os.path.join(folder, "model.albert"))

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        files = dict(chance.choice(self.directories))
        if chance.random() < 0.2:
            files |= source_files.PIPELINE
        words = [self.damage(files, chance) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        source_files.write("model", files)
        return within(", ".join(words), self.used(chance))

    def used(self, chance: random.Random) -> list[Complaint]:
        """Converts the directory, and embeds with the checkpoint."""
        outcome = self.program.run(["convert", "model", "made.albert"])
        found = complaints(outcome, may_warn=True)
        left = sorted(set(os.listdir()) - {"model"})
        if left != (["made.albert"] if outcome.status == 0 else []):
            found.append(Complaint(f"{outcome.name} of convert leaves other files", ", ".join(left)))
        if found or outcome.status != 0:
            return found
        with open("in.txt", "w", encoding="utf-8") as file:
            file.write(TEXT)
        rows = chance.choice((["--level", "text"], ["--level", "word"], ["--level", "token"], ["--head", "scores"], ["--head", "logits"]))
        outcome = self.program.run(["-m", "made.albert", "-t", "1", "in.txt", "-f", chance.choice(("csv", "jsonl")), *rows])
        return complaints(outcome, notices=1)

    def damage(self, files: dict[str, bytes], chance: random.Random) -> str:
        """Changes a file once, and returns a description of the change."""
        name = chance.choice(list(files))
        content = files[name]
        if name == "tokenizer.json" and chance.random() < 0.5:
            files[name] = damage_tokenizer(content, chance)
            return "another pipeline in tokenizer.json"
        if chance.random() < 0.12:
            files[name] = mutation.damage_bytes(content, chance)
        elif name.endswith(".json"):
            files[name] = damaged_json(content, chance)
        elif name.endswith(".safetensors"):
            files[name] = damage_safetensors(content, chance)
        elif name.endswith(".model"):
            files[name] = protobuf.damage(content, chance)
        else:
            files[name] = damage_lines(content, chance)
        return f"damaged {name}"


def damaged_json(content: bytes, chance: random.Random) -> bytes:
    value = mutation.parse_or_word(content)
    if isinstance(value, Word):
        return mutation.damage_bytes(content, chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        mutation.damage_json(value, chance)
    return mutation.serialize(value)


def damage_tokenizer(content: bytes, chance: random.Random) -> bytes:
    """A tokenizer with random steps, patterns and added tokens."""
    value = mutation.parse_or_word(content)
    if not isinstance(value, Members):
        return mutation.damage_bytes(content, chance)
    for member in value:
        if member[0] == "normalizer" and chance.random() < 0.6:
            member[1] = pipelines.normalizer(chance)
        if member[0] == "pre_tokenizer" and chance.random() < 0.6:
            member[1] = pipelines.pre_tokenizer(chance)
        if member[0] == "added_tokens" and chance.random() < 0.6:
            member[1] = (member[1] if isinstance(member[1], list) else []) + pipelines.added_tokens(chance)
    return mutation.serialize(value)


def damage_safetensors(content: bytes, chance: random.Random) -> bytes:
    """Changes the header over the same data, or the length."""
    (length,) = struct.unpack_from("<Q", content)
    if length > len(content):
        return mutation.damage_bytes(content, chance)
    header = damaged_json(content[8 : 8 + length], chance)
    data = content[8 + length :]
    if chance.random() < 0.2:
        data = data[: chance.randint(0, len(data))] if chance.random() < 0.5 else data + chance.randbytes(64)
    size = len(header) if chance.random() < 0.9 else mutation.number(chance)
    return struct.pack("<Q", size & (1 << 64) - 1) + header + data


def damage_lines(content: bytes, chance: random.Random) -> bytes:
    """Changes the lines of a vocabulary."""
    lines = content.split(b"\n")
    for _ in range(chance.choice((1, 2, 10))):
        at = chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, chance.choice(lines or [b""]))
        elif kind == 2:
            lines.insert(at, mutation.text(chance).encode("utf-8", "replace"))
        elif kind == 3:
            lines[at] += chance.choice((b"\r", b"\0", b"\xff", b" ", b"##", "\u0301".encode()))
        else:
            lines = lines[: at + 1]
        lines = lines or [b""]
    return b"\n".join(lines)


if __name__ == "__main__":
    campaign.main(Sources)
