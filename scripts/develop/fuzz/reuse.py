#!/usr/bin/env python3
"""Earlier outputs that are damaged, cut, mixed up or forged in part, and then reused.

A run that reuses one must end with the output of a run that does not. Or it must end with a line that says what is wrong, and change
nothing.
"""

import os
import random
import struct
import zlib

from harness import campaign, mutation, scenarios, tiny_model
from harness.campaign import Fuzzer
from harness.program import Complaint, Program, complaints, within

OLD, NEW = "old.npy", "new.npy"
KEYS = ".keys"
FIXED_SIZE, ENTRY_SIZE, NUMBER_SIZE = 44, 20, 8
# Options that give other rows of the same shape, or rows that cannot be reused.
OPTIONS = ([], ["--pooling", "cls"], ["--dtype", "f16"], ["--normalize"], ["--truncate-dim", "3"])


class Keys:
    """The parts of a file of keys. `bytes` puts them together again, with the right checksums."""

    def __init__(self, content: bytes):
        (size,) = struct.unpack_from("<I", content, 12)
        (self.rows,) = struct.unpack_from("<Q", content, 16)
        self.header = bytearray(content[: FIXED_SIZE + size])
        start = FIXED_SIZE + size + 4
        end = start + self.rows * ENTRY_SIZE
        self.entries = [bytearray(content[at : at + ENTRY_SIZE]) for at in range(start, end, ENTRY_SIZE)]
        self.index = bytearray(content[end:-8])

    def bytes(self) -> bytes:
        header, entries, index = bytes(self.header), b"".join(self.entries), bytes(self.index)
        return b"".join(
            (
                header,
                struct.pack("<I", zlib.crc32(header)),
                entries,
                index,
                struct.pack("<II", zlib.crc32(entries), zlib.crc32(index)),
            )
        )


class Reuse(Fuzzer):
    name = "reuse"

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        directory = tiny_model.write_directory(os.path.join(folder, "model"))
        self.model = tiny_model.convert(path, directory, os.path.join(folder, "tiny.albert"))
        lines = scenarios.text_lines(300, 1)
        chance = random.Random(2)
        changed = [line + (" more" if chance.random() < 0.1 else "") for line in lines if chance.random() < 0.9]
        chance.shuffle(changed)
        self.texts = {"old.txt": "\n".join(lines).encode(), "new.txt": "\n".join(changed).encode()}
        # For each set of options: the earlier output and its keys, and the output of a run that reuses nothing.
        self.old: list[tuple[bytes, bytes]] = []
        self.fresh: list[tuple[bytes, bytes]] = []
        os.chdir(folder)
        for name, content in self.texts.items():
            scenarios.write(name, content)
        program = Program(path, self.model, folder)
        for options in OPTIONS:
            for text, results in (("old.txt", self.old), ("new.txt", self.fresh)):
                outcome = program.run(["-q", "--keys", *options, "-o", OLD, text])
                if outcome.status != 0:
                    raise SystemExit(f"{options}: {outcome}")
                results.append((scenarios.read(OLD), scenarios.read(OLD + KEYS)))

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        choice = chance.choice((0, 0, 0, 1, 2))
        array, keys = self.old[choice]
        kinds = [name for name in dir(self) if name.startswith("damage_")]
        words = []
        for kind in chance.choices(kinds, k=chance.choice((0, 1, 1, 1, 2))):
            array, keys, what = getattr(self, kind)(array, keys, chance)
            words.append(what)
        scenarios.write(OLD, array)
        scenarios.write(OLD + KEYS, keys)
        scenarios.write("new.txt", self.texts["new.txt"])
        output = chance.choice((NEW, OLD))
        arguments = ["-q", *OPTIONS[choice], "--reuse", OLD, "-t", chance.choice("12"), "-o", output, "new.txt"]
        outcome = self.program.run(arguments)
        found = complaints(outcome)
        results = scenarios.read(output), scenarios.read(output + KEYS)
        if outcome.status == 0 and results != self.fresh[choice]:
            found.append(Complaint("a wrong row or key"))
        if outcome.status == 1 and results != ((array, keys) if output == OLD else (None, None)):
            found.append(Complaint("a run that failed has changed its output", repr(outcome.errors[:300])))
        if outcome.status == 0 and len(words) == 1 and words[0].endswith("not whole"):
            found.append(Complaint("damage that is not noticed"))
        if outcome.status != 0 and not words:
            found.append(Complaint(f"an undamaged output ends with {outcome.name}", repr(outcome.errors[:300])))
        strays = set(os.listdir()) - {OLD, OLD + KEYS, "new.txt", NEW, NEW + KEYS}
        # A run that has written rows before it reads a damaged one can go on with --resume.
        if strays and b"--resume goes on with" not in outcome.errors:
            found.append(Complaint("a run leaves a file", ", ".join(strays)))
        return within(", ".join(words), found)

    # The kinds of damage. Each returns the array, the keys, and a description of what it did.

    def damage_bytes_of_array(self, array: bytes, keys: bytes, chance: random.Random):
        return mutation.damage_bytes(array, chance), keys, "bytes of the array have changed"

    def damage_bytes_of_keys(self, array: bytes, keys: bytes, chance: random.Random):
        return array, mutation.damage_bytes(keys, chance), "bytes of the keys have changed"

    def damage_length(self, array: bytes, keys: bytes, chance: random.Random):
        if chance.random() < 0.5:
            return array[: chance.randrange(len(array))], keys, "the array is not whole"
        return array, keys[: chance.randrange(len(keys))], "the file of keys is not whole"

    def damage_pairing(self, array: bytes, keys: bytes, chance: random.Random):
        """Pairs an array with the keys of other rows, as many or not."""
        other, other_keys = chance.choice(self.old + self.fresh)
        if chance.random() < 0.5:
            return other, keys, "the array is another one"
        return array, other_keys, "the keys are of another array"

    def damage_order_of_rows(self, array: bytes, keys: bytes, chance: random.Random):
        rows = int.from_bytes(keys[16:24], "little") or 1
        size = max(1, (len(array) - 128) // rows)
        content = bytearray(array)
        for _ in range(chance.choice((1, 3, 50))):
            one, other = (128 + chance.randrange(rows) * size for _ in range(2))
            content[one : one + size], content[other : other + size] = (
                content[other : other + size],
                content[one : one + size],
            )
        return bytes(content), keys, "rows are in another order"

    def forge(self, keys: bytes, chance: random.Random, change) -> bytes:
        """Changes the keys, and makes the file's checksums right."""
        try:
            parts = Keys(keys)
            change(parts)
            return parts.bytes()
        except (struct.error, IndexError, ValueError, MemoryError, OverflowError):
            return keys

    def damage_entries(self, array: bytes, keys: bytes, chance: random.Random):
        def change(parts: Keys) -> None:
            for _ in range(chance.choice((1, 5, 200))):
                one, other = chance.choices(parts.entries, k=2)
                kind = chance.randrange(4)
                if kind == 0:
                    one[:16], other[:16] = bytes(other[:16]), bytes(one[:16])
                elif kind == 1:
                    one[:], other[:] = bytes(other), bytes(one)
                elif kind == 2:
                    one[:16] = other[:16]
                else:
                    one[chance.randrange(ENTRY_SIZE)] ^= 1 << chance.randrange(8)

        return array, self.forge(keys, chance, change), "entries have changed"

    def damage_index(self, array: bytes, keys: bytes, chance: random.Random):
        def change(parts: Keys) -> None:
            for _ in range(chance.choice((1, 5, 200))):
                width = chance.choice((4, 8))
                at = chance.randrange(len(parts.index) // width) * width
                value = chance.choice((0, 1, parts.rows, parts.rows - 1, 2**32 - 1, chance.getrandbits(32)))
                parts.index[at : at + 4] = struct.pack("<I", value % 2**32)

        return array, self.forge(keys, chance, change), "numbers of the index have changed"

    def damage_header(self, array: bytes, keys: bytes, chance: random.Random):
        def change(parts: Keys) -> None:
            kind = chance.randrange(4)
            if kind == 0:
                at = chance.choice((8, 16, 24, 32))
                width = 4 if at == 8 else 8
                value = mutation.number(chance) % (1 << 8 * width)
                parts.header[at : at + width] = value.to_bytes(width, "little")
            elif kind == 1:
                parts.header[40:44] = chance.choice((b"<f2\0", b"<f4\0", b"|i1\0", b"\x1b[2J", b"\xff\xff\xff\xff"))
            else:
                identity = mutation.damage_bytes(bytes(parts.header[FIXED_SIZE:]), chance)
                parts.header[FIXED_SIZE:] = identity
                parts.header[12:16] = struct.pack("<I", len(identity))

        return array, self.forge(keys, chance, change), "the header of the keys has changed"


if __name__ == "__main__":
    campaign.main(Reuse)
