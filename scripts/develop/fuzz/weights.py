#!/usr/bin/env python3
"""Damaged or hostile weights, in the formats of PyTorch and TensorFlow. `convert` reads them, and must not write any other file."""

import functools
import io
import os
import random
import struct
import zipfile

from harness import campaign, mutation, source_files
from harness.campaign import Fuzzer
from harness.program import Complaint, complaints, within

STRUCTURE = 5000  # The number of bytes at a file's start and end that hold more than floats.
CALLS = [
    b"cos\nsystem\n",
    b"cbuiltins\neval\n",
    b"c__builtin__\ngetattr\n",
    b"ctorch\nload\n",
    b"ctorch._utils\n_rebuild_tensor_v2\n",
    b"ccollections\nOrderedDict\n",
    b"ctorch\nFloatStorage\n",
]
PARTS = [
    *CALLS,
    b"(X\x10\x00\x00\x00touch /tmp/pwnedtR",
    b"R",
    b"b",
    b"(",
    b")",
    b"t",
    b"\x85",
    b"\x86",
    b"\x87",
    b"}",
    b"]",
    b"s",
    b"u",
    b"a",
    b"e",
    b"Q",
    b"0",
    b"1",
    b"2",
    b"N",
    b"\x88",
    b"\x89",
    b".",
    b"q\x00",
    b"h\x00",
    b"\x94",
    b"j\xff\xff\xff\xff",
    b"J\xff\xff\xff\x7f",
    b"J\x00\x00\x00\x80",
    b"M\xff\xff",
    b"K\x00",
    b"\x8a\x08\x00\x00\x00\x00\x00\x00\x00\x80",
    b"\x8b\xff\xff\xff\x7f",
    b"X\xff\xff\xff\x7f",
    b"\x8d\xff\xff\xff\xff\xff\xff\xff\x7f",
    b"I999999999999999999999\n",
    b"\x95\xff\xff\xff\xff\xff\xff\xff\xff",
    b"]q\x00(h\x00h\x00h\x00h\x00e" * 40,
    b"(" * 3000,
]


class Weights(Fuzzer):
    name = "weights"

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.model = ""
        self.directories = [source_files.pytorch(names) for names in source_files.PYTORCH]
        self.directories += [source_files.tensorflow(names) for names in source_files.TENSORFLOW]

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        files = dict(chance.choice(self.directories))
        weights = [name for name in files if name not in ("config.json", "albert_config.json", "vocab.txt")]
        words = [damage(files, chance.choice(weights), chance) for _ in range(chance.choice((1, 1, 1, 2)))]
        source_files.write("model", files)
        outcome = self.program.run(["convert", "model", "made.albert"])
        found = complaints(outcome, may_warn=True)
        left = sorted(set(os.listdir()) - {"model"})
        if left != (["made.albert"] if outcome.status == 0 else []):
            found.append(Complaint(f"{outcome.name} of convert leaves other files", ", ".join(left)))
        if set(os.listdir("model")) != set(files):
            found.append(Complaint("convert has written into the model's directory", ", ".join(os.listdir("model"))))
        return within(", ".join(words), found)


def damage(files: dict[str, bytes], name: str, chance: random.Random) -> str:
    """Changes a file once, and returns a description of the change."""
    content = files[name]
    if name.endswith(".json"):
        value = mutation.parse_or_word(content)
        mutation.damage_json(value, chance)
        files[name] = mutation.serialize(value)
    elif content[:2] == b"PK" and chance.random() < 0.5:
        files[name] = with_another_pickle(content, chance)
    elif name.endswith(".index") and chance.random() < 0.8:
        files[name] = with_checksum(changed(content[:-53], chance) + content[-53:], content)
    else:
        files[name] = damage_pickle(content, chance) if chance.random() < 0.4 else changed(content, chance)
    return f"damaged {name}"


def changed(content: bytes, chance: random.Random) -> bytes:
    """Changes bytes in the parts that hold more than floats."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = place(made, chance)
        kind = chance.randrange(6)
        if kind == 0:
            made[at : at + 1] = bytes([made[at] ^ 1 << chance.randrange(8)]) if at < len(made) else b"\0"
        elif kind == 1:
            made[at : at + 1] = chance.randbytes(1)
        elif kind == 2:
            del made[at : at + chance.choice((1, 8, 100))]
        elif kind == 3:
            made[place(made, chance) : 0] = made[at : at + chance.choice((1, 8, 100))]
        elif kind == 4:
            made[at : at + 8] = struct.pack("<q", max(-(2**63), min(2**63 - 1, mutation.number(chance))))
        else:
            del made[at:]
    return bytes(made)


def place(content: bytes, chance: random.Random) -> int:
    if len(content) <= 2 * STRUCTURE:
        return chance.randint(0, len(content))
    return chance.choice((chance.randint(0, STRUCTURE), len(content) - chance.randint(0, STRUCTURE)))


def damage_pickle(content: bytes, chance: random.Random) -> bytes:
    """Adds random instructions to those of a pickle."""
    at = place(content, chance)
    return content[:at] + b"".join(chance.choices(PARTS, k=chance.choice((1, 2, 5)))) + content[at:]


def with_another_pickle(content: bytes, chance: random.Random) -> bytes:
    """The same archive with a damaged member, whose checksum is right."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as other:
            members = archive.namelist()
            chosen = chance.choice(members) if chance.random() < 0.2 else next(n for n in members if n.endswith("data.pkl"))
            for member in members:
                data = archive.read(member)
                if member == chosen:
                    data = damage_pickle(data, chance) if chance.random() < 0.6 else changed(data, chance)
                other.writestr(member, data)
    except Exception:  # zipfile may raise any exception for an archive that was damaged before.
        return changed(content, chance)
    return made.getvalue()


def with_checksum(content: bytes, whole: bytes) -> bytes:
    """Changes the first block of an index, which the table's last bytes name, and makes its checksum right."""
    size = block_size(whole)
    return content[:size] + masked(content[:size]) + content[size + 4 :] if size else content


@functools.cache
def block_size(whole: bytes) -> int:
    """The size of the first block of an index in bytes, with its kind of compression; 0 if no block has a right checksum after it."""
    return next((n for n in range(len(whole) - 53, 0, -1) if masked(whole[:n]) == whole[n : n + 4]), 0)


def masked(data: bytes) -> bytes:
    """CRC-32C as LevelDB writes it."""
    value = 0xFFFFFFFF
    for byte in data:
        value = TABLE[(value ^ byte) & 0xFF] ^ value >> 8
    value ^= 0xFFFFFFFF
    return struct.pack("<I", ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def table() -> list[int]:
    values = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
        values.append(value)
    return values


TABLE = table()


if __name__ == "__main__":
    campaign.main(Weights)
