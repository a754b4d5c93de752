"""Ways to damage bytes, texts and JSON. Each takes its choices from a random source."""

import json
import random

NUMBERS = [
    0,
    1,
    -1,
    2,
    3,
    7,
    8,
    31,
    32,
    33,
    63,
    64,
    127,
    128,
    255,
    256,
    65535,
    65536,
    2**24,
    2**31 - 1,
    2**31,
    2**32 - 1,
    2**32,
    2**53,
    2**63 - 1,
    2**63,
    2**64 - 1,
    2**64,
    10**20,
    10**30,
    -(2**31),
    -(2**63),
    -(2**63) - 1,
]
TEXTS = [
    "",
    " ",
    "\t",
    "\n",
    "\0",
    "a",
    "\x1b[31m",
    "\x9b",
    "é",
    "\u0301",
    "\u2581",
    "\ufffd",
    "\U0001f600",
    "\U0010ffff",
    "a\nb",
    "../x",
    "/",
    "%s%n",
    "a" * 300,
    " " * 70,
    "\u0345" * 40,
    "\ud800",
]
# JSON that Python's own module cannot write.
WORDS = ["1e400", "-1e400", "1e-400", "NaN", "Infinity", "-0", "1.0", "01", "1e", "-", "tru", "1.5", "0.1e1", "2e9"]


class Word(str):
    """A piece of JSON that is written unchanged."""


class Members(list):
    """A JSON object as pairs, so that a name may occur twice."""


def parse(text: bytes):
    return json.loads(text, object_pairs_hook=lambda pairs: Members(list(pair) for pair in pairs))


def serialize(value) -> bytes:
    parts: list[str] = []
    _append(value, parts)
    return "".join(parts).encode("utf-8", "surrogatepass")


def _append(value, parts: list[str]) -> None:
    if isinstance(value, Word):
        parts.append(str(value))
    elif isinstance(value, Members):
        parts.append("{")
        for index, (name, member) in enumerate(value):
            parts.append(("," if index else "") + json.dumps(name) + ":")
            _append(member, parts)
        parts.append("}")
    elif isinstance(value, list):
        parts.append("[")
        for index, element in enumerate(value):
            parts.append("," if index else "")
            _append(element, parts)
        parts.append("]")
    else:
        parts.append(json.dumps(value, ensure_ascii=False))


def number(chance: random.Random) -> int:
    if chance.random() < 0.7:
        return chance.choice(NUMBERS)
    return chance.getrandbits(chance.randint(1, 64)) * chance.choice((1, 1, 1, -1))


def text(chance: random.Random) -> str:
    return "".join(chance.choice(TEXTS) for _ in range(chance.choice((1, 1, 1, 2, 5))))


def nested(chance: random.Random) -> Word:
    depth = chance.choice((2, 20, 200, 2000, 50000))
    opening, closing = chance.choice((("[", "]"), ('{"a":', "}")))
    return Word(opening * depth + ("0" if opening != "[" else "") + closing * chance.choice((depth, depth, 0)))


def leaf(chance: random.Random):
    kind = chance.randrange(9)
    if kind <= 2:
        return number(chance)
    if kind == 3:
        return chance.uniform(-2, 2) * 10.0 ** chance.randint(-40, 40)
    if kind == 4:
        return text(chance)
    if kind == 5:
        return Word(chance.choice(WORDS))
    if kind == 6:
        return nested(chance) if chance.random() < 0.3 else []
    return chance.choice((None, True, False, [], Members(), [0], Members([["a", 0]])))


def places(value, found: list | None = None) -> list:
    """Every (container, index) of a JSON value."""
    found = [] if found is None else found
    if isinstance(value, Members):
        for index, (_, member) in enumerate(value):
            found.append((value, index))
            places(member, found)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            found.append((value, index))
            places(element, found)
    return found


def _get(place):
    container, index = place
    return container[index][1] if isinstance(container, Members) else container[index]


def _set(place, value) -> None:
    container, index = place
    if isinstance(container, Members):
        container[index][1] = value
    else:
        container[index] = value


def damage_json(value, chance: random.Random) -> None:
    """Changes the structure once, in place. A rare member is chosen as often as the entries of a long list."""
    everything = places(value)
    if not everything:
        return
    shallow = [place for place in everything if isinstance(place[0], Members) or len(place[0]) < 20]
    place = chance.choice(shallow if shallow and chance.random() < 0.8 else everything)
    container, index = place
    if index >= len(container):
        return
    kind = chance.randrange(10)
    if kind <= 3:
        _set(place, leaf(chance))
    elif kind == 4:
        del container[index]
    elif kind == 5:
        # The same name or element again, sometimes with another value.
        again = [container[index][0], leaf(chance)] if isinstance(container, Members) else container[index]
        container.insert(chance.randint(0, len(container)), again)
    elif kind == 6:
        other = chance.choice(everything)
        if other[1] < len(other[0]):
            # It is copied as text, so that no value contains itself.
            copy = parse_or_word(serialize(_get(other))[: 1 << 16])
            _set(place, copy)
    elif kind == 7:
        old = _get(place)
        if isinstance(old, (int, float)) and not isinstance(old, bool):
            _set(place, old + chance.choice((-1, 1, 0.5, -old * 2)))
        elif isinstance(old, str) and not isinstance(old, Word):
            at = chance.randint(0, len(old))
            _set(place, old[:at] + text(chance) + old[at + chance.randint(0, 2) :])
        elif isinstance(old, list) and old:
            _set(place, type(old)(list(old) * chance.choice((2, 3, 50))))
    elif kind == 8 and isinstance(container, Members):
        container[index][0] = text(chance)
    else:
        chance.shuffle(container)


def parse_or_word(content: bytes):
    try:
        return parse(content)
    except (ValueError, RecursionError):
        return Word("0")


def damage_bytes(content: bytes, chance: random.Random) -> bytes:
    """Makes a few changes that ignore the structure."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if not changed:
            changed = bytearray(chance.randbytes(4))
        at = chance.randrange(len(changed))
        kind = chance.randrange(8)
        if kind <= 2:
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 3:
            changed[at] = chance.choice((0, 0xFF, 0x0A, 0x22, 0x80, 0x7F))
        elif kind == 4:
            del changed[at : at + chance.choice((1, 4, 100))]
        elif kind == 5:
            changed[at:at] = chance.choice((b"\0", b"\xff\xfe", b'"', b"\n", chance.randbytes(8), b"9" * 40))
        elif kind == 6:
            end = at + chance.choice((1, 8, 200))
            changed[at:at] = changed[at:end]
        else:
            width = chance.choice((1, 2, 4, 8))
            changed[at : at + width] = (number(chance) & (1 << 8 * width) - 1).to_bytes(width, "little")
    if chance.random() < 0.1:
        changed = changed[: chance.randint(0, len(changed))]
    return bytes(changed)
