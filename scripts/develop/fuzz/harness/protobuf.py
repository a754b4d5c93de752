"""Damages messages in protobuf's wire format, such as `spiece.model`, field by field."""

import random

from harness import mutation

NUMBER, DOUBLE_WORD, BYTES, WORD = 0, 1, 2, 5
DEPTH = 2  # The depth to which messages inside messages are read.


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    parts = bytearray()
    while True:
        parts.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(parts)


def parse(message: bytes) -> list[list] | None:
    """The number, wire type and value of each field; None if the bytes are not a message."""
    fields, at = [], 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    try:
        while at < len(message):
            tag = number()
            kind = tag & 7
            if kind == NUMBER:
                value = number()
            elif kind in (DOUBLE_WORD, BYTES, WORD):
                size = {DOUBLE_WORD: 8, WORD: 4}.get(kind)
                size = number() if size is None else size
                value = message[at : at + size]
                at += size
                if at > len(message):
                    return None
            else:
                return None
            fields.append([tag >> 3, kind, value])
    except IndexError:
        return None
    return fields


def serialize(fields: list[list]) -> bytes:
    parts = []
    for number, kind, value in fields:
        parts.append(_varint(number << 3 | kind))
        if kind == NUMBER:
            parts.append(_varint(value))
        else:
            parts.append((_varint(len(value)) if kind == BYTES else b"") + value)
    return b"".join(parts)


def damage(message: bytes, chance: random.Random, depth: int = DEPTH) -> bytes:
    fields = parse(message)
    if not fields:
        return mutation.damage_bytes(message, chance)
    # A model has thousands of pieces and few settings. So the kind of the field is chosen first.
    kind = chance.choice(sorted({field[0] for field in fields}))
    field = chance.choice([field for field in fields if field[0] == kind])
    what = chance.randrange(8)
    if what == 0:
        fields.remove(field)
    elif what == 1:
        fields.insert(chance.randint(0, len(fields)), list(field))
    elif what == 2:
        field[0] = chance.choice((1, 2, 3, 4, 5, 9, 1000, (1 << 29) - 1))
    elif field[1] == NUMBER:
        field[2] = mutation.number(chance)
    elif field[1] == BYTES:
        inner = field[2]
        if depth and parse(inner) and chance.random() < 0.7:
            field[2] = damage(inner, chance, depth - 1)
        else:
            field[2] = damaged_text(inner, chance)
    else:
        field[2] = chance.choice(
            (b"\0\0\xc0\x7f", b"\0\0\x80\x7f", b"\0\0\x80\xff", b"\xff\xff\x7f\x7f", chance.randbytes(4))
        )
        field[2] = (field[2] * 2)[: 8 if field[1] == DOUBLE_WORD else 4]
    return serialize(fields)


def damaged_text(text: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return mutation.text(chance).encode("utf-8", "surrogatepass") * chance.choice((1, 1, 1, 1000))
    return mutation.damage_bytes(text, chance)
