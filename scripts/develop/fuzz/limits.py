#!/usr/bin/env python3
"""Runs that get less from the machine than they need. Each must end with the result of a run without limits, or with a line.

Memory, the size of files and the number of open files are limited at random, and standard descriptors are closed. Files that are
read whole are named pipes or sparse files. The process that starts the run ignores signals.
"""

import os
import random
import shutil

import inputs
from harness import campaign, tiny_model
from harness.campaign import Fuzzer
from harness.program import Complaint, Outcome, Program, complaints, within

KIB = (20_000, 60_000, 80_000, 100_000, 120_000, 160_000, 250_000, 400_000)
LONGEST = 8 << 20  # Bytes of a record. Longer records take too much time.
SIGNALS = ("CHLD", "PIPE", "XFSZ", "TERM", "WINCH")
CLOSED = ("<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-")
DESCRIPTORS = ("/dev/fd/0", "/dev/fd/1", "/dev/stdin", "/dev/stdout", "/dev/fd/7")
SPARSE = (0, 1, 1 << 20, 64 << 20, 1 << 30, 10 << 30, 200 << 30)
SOURCES = ("tokenizer.json", "config.json", "model.safetensors", "spiece.model", "tokenizer_config.json", "modules.json")


class Limits(Fuzzer):
    name = "limits"

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.source = tiny_model.write_directory(os.path.join(folder, "source"), None)
        self.model = tiny_model.convert(path, self.source, f"{self.source}.albert")
        for size in SPARSE:  # It is made here, since a worker must not make large files.
            with open(self.hole(size), "wb") as file:
                file.truncate(size)

    def hole(self, size: int) -> str:
        return os.path.join(self.folder, f"hole-{size}")

    def begin(self, folder: str) -> None:
        super().begin(folder)
        # The shell sets the limits, so that the program has them from its start.
        self.shell = Program("/bin/bash", self.model, folder)
        self.shell.endings = self.program.endings
        # The number of processes is limited only for users other than root. Each worker has its own user.
        user = 60_000 + os.getpid() % 4000
        can_be_others = os.getuid() == 0 and shutil.which("setpriv")
        self.other = f"setpriv --reuid={user} --regid={user} --clear-groups" if can_be_others else None
        for place in (self.folder, os.path.dirname(self.folder)):
            os.chmod(place, 0o755)

    def limited(self, limits: str, arguments: list, redirections: str = "", before: str = "") -> Outcome:
        script = f'{limits}; exec {before} "$0" "$@" {redirections}'
        return self.shell.run(["-c", script, self.path, *arguments])

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        make = chance.choice((self.records, self.records, self.names, self.files, self.closed))
        return make(chance)

    def limits(self, chance: random.Random) -> str:
        kinds = chance.sample(
            (
                f"ulimit -v {chance.choice(KIB) + chance.randint(0, 20_000)}",
                f"ulimit -f {chance.choice((1, 10, 1000))}",  # The program's messages go to a file, too, and must fit.
                f"ulimit -n {chance.randint(4, 20)}",
                f"ulimit -s {chance.choice((256, 8192))}",
            ),
            chance.choice((1, 1, 2)),
        )
        return "; ".join(kinds)

    def judged(self, limited: Outcome, chosen: list, words: str) -> list[Complaint]:
        """Checks that the run gives the bytes of a run without limits, or an error of one line."""
        found = complaints(limited, notices=inputs.Inputs.notices(chosen))
        if not found and limited.status in (0, 3):
            free = self.program.run(with_one_thread(chosen))
            if (free.status, free.output) != (limited.status, limited.output):
                seen = f"{limited.name} for {free.name}, {free.errors[:200]!r}"
                found.append(Complaint("another result under limits", seen))
        return within(f"{words} {chosen}", found)

    def records(self, chance: random.Random) -> list[Complaint]:
        kind = chance.choice(inputs.FORMATS)
        with open("in", "wb") as file:
            file.write(self.long(kind, chance) if chance.random() < 0.5 else inputs.content(kind, chance))
        with open("project.npy", "wb") as file:
            file.write(inputs.npy(4, 16, chance))
        if chance.random() < 0.2:
            os.unlink("project.npy")
            os.symlink(self.hole(chance.choice(SPARSE)), "project.npy")
        for name in ("wide.npy", "no.npy"):
            os.symlink("project.npy", name)
        chosen = ["-i", kind, *inputs.options(kind, chance)]
        if "-t" not in chosen:
            chosen += ["-t", str(chance.choice((1, 1, 2, 16, 300, 1024)))]
        limits, before = self.limits(chance), ""
        if self.other and chance.random() < 0.3:
            limits, before = f"ulimit -u {chance.randint(1, 6)}", self.other
        return self.judged(self.limited(limits, [*chosen, "in"], before=before), [*chosen, "in"], limits)

    def long(self, kind: str, chance: random.Random) -> bytes:
        """The content of a file with a record of up to LONGEST bytes."""
        size = chance.randint(1 << 16, LONGEST)
        word = chance.choice((b"1 ", b"the cat ", b"x", b"\xff", "e\u0301".encode(), b"\\u0041", b"\x01"))
        long = word * (size // len(word))
        if kind in ("jsonl", "json"):
            member = chance.choice((b"text", b"id", b"other"))
            record = b'{"' + member + b'":"' + long + b'","text":"a"}'
            return b"[" + record + b"]" if kind == "json" else record
        if kind in ("csv", "tsv"):
            separator = b"," if kind == "csv" else b"\t"
            return separator.join((b"text", b"id", b"b")) + b"\n" + separator.join((b"a", b'"' + long + b'"', b"c"))
        return long

    def names(self, chance: random.Random) -> list[Complaint]:
        """Gives the program a long list with the name of one file."""
        name = b"x" * chance.randint(1, 200)
        with open(name, "wb") as file:
            file.write(chance.choice((b"", b"a\n")))
        count = chance.choice((1, 1000, 20_000))
        with open("list", "wb") as file:
            file.write((name + b"\0") * count)
        chosen = ["--files0-from", "list", "-f", "csv", "-t", "1"]
        limits = f"ulimit -v {chance.randint(70_000, 130_000)}"
        return self.judged(self.limited(limits, chosen), chosen, limits)

    def files(self, chance: random.Random) -> list[Complaint]:
        """Puts a named pipe or a sparse file in the place of a file."""
        with open("in", "wb") as file:
            file.write(b"a\n")
        os.mkdir("models")
        os.mkdir("source")
        for name in os.listdir(self.source):
            os.symlink(os.path.join(self.source, name), os.path.join("source", name))
        target = chance.choice(("m.albert", "models/m.albert", "f.npy.partial.journal", "f.npy.partial", "p.npy"))
        if chance.random() < 0.6:
            target = os.path.join("source", chance.choice(SOURCES))
            if os.path.lexists(target):
                os.unlink(target)
        if chance.random() < 0.5 and target != "p.npy":
            os.mkfifo(target)
        else:
            os.symlink(self.hole(chance.choice(SPARSE)), target)
        chosen = chance.choice(
            (
                ["-m", "m.albert", "in"],
                ["-m", "m", "in"],
                ["models"],
                ["info", "m.albert"],
                ["in", "-o", "f.npy"],
                ["in", "-o", "f.npy", "--resume"],
                ["in", "--project", "p.npy"],
                ["join", "g.npy", "f.npy"],
            )
        )
        if target.startswith("source"):
            chosen = ["convert", "source", "x.albert"]
        elif target == "p.npy":
            chosen = ["in", "--project", "p.npy"]
        limits = self.limits(chance) if chance.random() < 0.3 else ":"
        # A journal and a partial file are reported with a line each.
        return within(f"{limits} {target} {chosen}", complaints(self.limited(limits, chosen), notices=1))

    def closed(self, chance: random.Random) -> list[Complaint]:
        """Closes standard descriptors, which the program must not use. If it succeeds, its rows must be in their place."""
        with open("in", "wb") as file:
            file.write(b"a\nb\n")
        redirections = chance.choice(CLOSED)
        output = chance.choice(("-", "f.csv", "f.csv", *DESCRIPTORS))
        chosen = ["-f", "csv", "-o", output]
        if chance.random() < 0.2:
            chosen += ["--id-field", "path", "-i", "file", "--ids", chance.choice(DESCRIPTORS)]
        chosen.append(chance.choice(("in", "in", "in", "-", *DESCRIPTORS)))
        before = f"env --ignore-signal={','.join(chance.sample(SIGNALS, chance.randint(0, 3)))}"
        outcome = self.limited(":", chosen, redirections, before)
        found = complaints(outcome, notices=1)
        if "2>&-" in redirections:
            found = [complaint for complaint in found if complaint.label != "an error without a word"]
        if not found and outcome.status == 0 and chosen[-1] == "in":
            rows = outcome.output
            if output == "f.csv":
                with open("f.csv", "rb") as file:
                    rows = file.read()
            if not rows.startswith(b"index"):
                found.append(Complaint("rows are nowhere", repr(outcome.errors[:200])))
        return within(f"{redirections} {before} {chosen}", found)


def with_one_thread(chosen: list) -> list:
    """The same run with one thread, which gives the same bytes, and for which this machine cannot have too few."""
    return [value if option != "-t" else "1" for option, value in zip([None, *chosen], chosen)]


if __name__ == "__main__":
    campaign.main(Limits)
