#!/usr/bin/env python3
"""Checkpoints with wrong fields or bytes, whose checksums are right or wrong. Every command reads them."""

import os
import random
import struct
import zlib
from dataclasses import dataclass, replace

from harness import campaign, mutation, tiny_model
from harness.campaign import Fuzzer
from harness.program import Complaint, complaints, within

# The file's layout: Sources/Checkpoint/CheckpointLayout.swift.
MAGIC = b"\x89ALBERT\n"
HEADER, ENTRY, ALIGNMENT = 64, 128, 64
SIZES = {0: 1, 1: 2, 2: 4, 3: 4, 4: 8, 5: 4, 6: 8, 7: 2, 8: 1, 9: 2}  # The size of an element in bytes, by type.
WEIGHTS = (5, 7, 8, 9)  # The types of weights.
TEXT = "The cat sat, on 3 mats!\n\n  caf\u00e9 \u4e2d\u6587 [MASK] ''x'' \u2581a\nabc def ghi\n"

PRECISIONS = ("f32", "int16", "mixed", "int8")
READERS = (
    ["info", "{}"],
    ["info", "--verify", "{}"],
    ["info", "--json", "{}"],
    ["tokenize", "-m", "{}", "in.txt"],
    ["tokenize", "-m", "{}", "in.txt"],
    ["table", "-m", "{}", "cat", "sat"],
)
EMBEDDERS = (
    ["-m", "{}", "-t", "1", "in.txt", "-f", "jsonl"],
    ["-m", "{}", "-t", "1", "in.txt", "-f", "csv", "--level", "word", "--overflow", "window"],
    ["-m", "{}", "-t", "1", "in.txt", "-f", "csv", "--level", "token", "--layers", "all"],
    ["-m", "{}", "-t", "1", "in.txt", "-f", "csv", "--pooling", "pooler", "--pair-separator", " "],
    ["-m", "{}", "-t", "1", "in.txt", "-f", "jsonl", "--head", "scores", "--overflow", "window"],
    ["-m", "{}", "-t", "1", "in.txt", "-f", "csv", "--head", "logits", "--level", "token", "--pair-separator", " "],
)


@dataclass
class Section:
    name: bytes
    element_type: int
    layout: int
    shape: list[int]
    content: bytes
    checksum: int | None = None  # None: the right one.
    offset: int | None = None  # None: after the section before.
    length: int | None = None  # None: the checksum of the content.


def parse(file: bytes) -> list[Section]:
    sections = []
    (count,) = struct.unpack_from("<I", file, 12)
    for index in range(count):
        name, element_type, layout, *shape, offset, length, _ = struct.unpack_from(
            "<64sII4IQQI", file, HEADER + ENTRY * index
        )
        content = file[offset : offset + length]
        sections.append(Section(name.rstrip(b"\0"), element_type, layout, shape, content))
    return sections


def serialize(sections: list[Section]) -> bytes:
    """A file with these sections. Its offsets and checksums are right unless a section says otherwise."""
    table, body = b"", b""
    start = HEADER + ENTRY * len(sections)
    for section in sections:
        body += b"\0" * (-(start + len(body)) % ALIGNMENT)
        offset = start + len(body) if section.offset is None else section.offset
        length = len(section.content) if section.length is None else section.length
        checksum = zlib.crc32(section.content) if section.checksum is None else section.checksum
        table += struct.pack(
            "<64sII4IQQI20x",
            section.name,
            section.element_type & 0xFFFFFFFF,
            section.layout & 0xFFFFFFFF,
            *(dimension & 0xFFFFFFFF for dimension in section.shape),
            offset & (1 << 64) - 1,
            length & (1 << 64) - 1,
            checksum,
        )
        body += section.content
    size = start + len(body)
    header = MAGIC + struct.pack("<IIQI36x", 1, len(sections), size, zlib.crc32(table))
    return header + table + body


def damage(sections: list[Section], chance: random.Random) -> None:
    """One change of a section, or of their order."""
    # There are many weights, and they are alike. Other values are computed from the description of the model and its tokenizer.
    small = [index for index, section in enumerate(sections) if section.element_type not in WEIGHTS]
    index = chance.choice(small) if small and chance.random() < 0.8 else chance.randrange(len(sections))
    section = sections[index] = replace(sections[index], shape=list(sections[index].shape))
    # The description of the heads is a few numbers and names.
    heads = [at for at, section in enumerate(sections) if b"head" in section.name]
    if heads and chance.random() < 0.2:
        index = chance.choice(heads)
        section = sections[index] = replace(sections[index], shape=list(sections[index].shape))
    kind = chance.randrange(14)
    if kind <= 5:
        section.content = damage_elements(section, chance)
    elif kind == 6:
        resize(section, chance)
    elif kind == 7:
        section.shape[chance.randrange(4)] = mutation.number(chance)
    elif kind == 8:
        section.element_type = chance.choice((*SIZES, 10, mutation.number(chance)))
    elif kind == 9:
        section.layout = chance.choice((0, 1, 2, 3, 4, mutation.number(chance)))
    elif kind == 10:
        field = chance.choice(("offset", "length", "checksum"))
        value = mutation.number(chance)
        setattr(section, field, value & 0xFFFFFFFF if field == "checksum" else value)
    elif kind == 11:
        other = chance.choice(sections)
        section.content, section.shape = other.content, list(other.shape)
        section.element_type, section.layout = other.element_type, other.layout
    elif kind == 12:
        del sections[index]
    else:
        section.name = chance.choice(
            (chance.choice(sections).name, section.name[:-1], b"", b"\xff", b"a" * 64, b"a b\x1b")
        )


def damage_elements(section: Section, chance: random.Random) -> bytes:
    """Other elements of the section's own type."""
    width = SIZES.get(section.element_type, 1)
    content = bytearray(section.content)
    for _ in range(chance.choice((1, 1, 1, 3, 30))):
        if len(content) < width:
            return bytes(content)
        at = chance.randrange(len(content) // width) * width
        old = int.from_bytes(content[at : at + width], "little")
        new = chance.choice((mutation.number(chance), old + 1, old - 1, old ^ 1 << chance.randrange(8 * width)))
        content[at : at + width] = (new & (1 << 8 * width) - 1).to_bytes(width, "little")
    return bytes(content)


def resize(section: Section, chance: random.Random) -> None:
    """More elements or fewer, with the right shape for them."""
    width = SIZES.get(section.element_type, 1)
    count = len(section.content) // width
    count = max(0, chance.choice((0, 1, 2, count - 1, count + 1, count // 2, count * 2)))
    section.content = (section.content + section.content + b"\0" * 16 * width)[: count * width]
    section.shape = [len(section.content) // width, 0, 0, 0]
    section.layout = 0


class Checkpoints(Fuzzer):
    name = "checkpoints"

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.files, self.parsed = [], []
        for tokenizer in tiny_model.TOKENIZERS:
            directory = tiny_model.write_directory(os.path.join(folder, str(tokenizer)), tokenizer)
            # The sections of reduced precisions do not depend on the tokenizer.
            for precision in PRECISIONS if tokenizer is None else PRECISIONS[:1]:
                self.add(tiny_model.convert(path, directory, f"{directory}-{precision}.albert", "--precision", precision))
        self.model = f"{directory}-{PRECISIONS[0]}.albert"

    def add(self, checkpoint: str) -> None:
        """A checkpoint from which damaged ones are made."""
        with open(checkpoint, "rb") as file:
            self.files.append(file.read())
        self.parsed.append(parse(self.files[-1]))
        if serialize(self.parsed[-1]) != self.files[-1]:
            raise SystemExit(f"{checkpoint}: this script does not have the program's layout of a checkpoint")

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        base = chance.randrange(len(self.files))
        if chance.random() < 0.15:
            content = mutation.damage_bytes(self.files[base], chance)
        else:
            sections = list(self.parsed[base])
            for _ in range(chance.choice((1, 1, 1, 2, 4))):
                if sections:
                    damage(sections, chance)
            content = serialize(sections)
        with open("mutant.albert", "wb") as file:
            file.write(content)
        with open("in.txt", "w", encoding="utf-8") as file:
            file.write(TEXT)
        for command in (chance.choice(READERS), chance.choice(EMBEDDERS)):
            outcome = self.program.run([word.replace("{}", "mutant.albert") for word in command])
            # The program reports texts that it cut to the maximum length.
            found = complaints(outcome, notices=1)
            if found:
                return within(" ".join(command), found)
        return []


if __name__ == "__main__":
    campaign.main(Checkpoints)
