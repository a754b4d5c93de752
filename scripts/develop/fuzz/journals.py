#!/usr/bin/env python3
"""Files of an interrupted run, damaged or taken from another run, with which `--resume` then goes on.

A run that goes on must end with the result of an undisturbed run. Or it must end with a line, and change no file that is whole.
"""

import dataclasses
import os
import random
import re

from harness import campaign, mutation, scenarios, tracing
from harness.program import Complaint, complaints, within
from harness.scenarios import OLD, OUTPUTS, Scenario, ScenarioFuzzer

SNAPSHOTS = 2  # The number of interrupted runs of each scenario.
VICTIM = "victim"  # The file that a link in the place of another file leads to.


class Journals(ScenarioFuzzer):
    name = "journals"

    def begin(self, folder: str) -> None:
        """Interrupts each run at several points, and keeps the files that it left if it had begun its journal.

        A journal recognizes inputs by inode and times. So cases get symbolic links to the same files: a hard link would change the
        file's status.
        """
        super().begin(folder)
        self.left: list[tuple[Scenario, str, dict[str, bytes]]] = []
        for scenario in self.scenarios:
            place = os.path.join(folder, scenario.name)
            os.mkdir(place)
            os.chdir(place)
            self.write_inputs()
            count = len(tracing.trace(self.program, scenario.arguments, scenario.source()))
            for point in random.Random(0).sample(range(count // 2, count), SNAPSHOTS):
                remains = self.interrupt(scenario, point)
                if any("journal" in name for name in remains) and len(remains) > 1:
                    self.left.append((scenario, place, remains))

    def interrupt(self, scenario: Scenario, point: int) -> dict[str, bytes]:
        for name in (*scenario.outputs, *self.strays()):
            if os.path.exists(name):
                os.unlink(name)
        self.kill(scenario, point, tracing.CHANGING)
        names = [*self.strays(), *(name for name in scenario.outputs if os.path.exists(name))]
        return {name: scenarios.read(name) for name in names}

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        scenario, place, remains = chance.choice(self.left)
        self.link_sources()
        for name in self.inputs:
            os.symlink(os.path.join(place, name), name)
        if chance.random() < 0.3:
            self.place_old_outputs()
        for name, content in remains.items():
            scenarios.write(name, content)
        scenarios.write(VICTIM, OLD)
        words = [getattr(self, f"damage_{kind}")(scenario, chance) for kind in chance.choice(DAMAGES)]
        found = self.gone_on(scenario, chance, is_damaged=bool(words))
        if scenarios.read(VICTIM) != OLD:
            found.append(Complaint("a file behind a link was written"))
        return within(f"{scenario.name}: {', '.join(words)}", found)

    def gone_on(self, scenario: Scenario, chance: random.Random, is_damaged: bool) -> list[Complaint]:
        arguments = scenario.again() if chance.random() < 0.85 else scenario.arguments
        before = [scenarios.read(name) for name in OUTPUTS]
        outcome = self.program.run(arguments, scenario.source())
        found = complaints(outcome, notices=scenario.notices + 1)
        expected = scenario if self.inputs_are_the_same() else self.fresh(scenario)
        found += scenarios.wrong(expected, outcome)
        after = [scenarios.read(name) for name in OUTPUTS]
        if b"they have them now" in outcome.errors:
            # Files that are complete get their names before the run itself begins, and it may fail later.
            complete = [scenario.expected.get(name, content) for name, content in zip(OUTPUTS, before)]
            if outcome.status == 1 and after != complete:
                found.append(Complaint("files that were not complete got their names", repr(outcome.errors[:300])))
        elif outcome.status == 1 and after != before:
            found.append(Complaint("a run that failed has changed an output", repr(outcome.errors[:300])))
        if not is_damaged and outcome.status != scenario.status:
            found.append(Complaint(f"an undamaged journal ends with {outcome.name}", repr(outcome.errors[:300])))
        return found

    def inputs_are_the_same(self) -> bool:
        return all(scenarios.read(name) == content for name, content in self.inputs.items())

    def fresh(self, scenario: Scenario) -> Scenario:
        """The scenario with the result of the changed inputs."""
        os.mkdir("fresh")
        for name in self.inputs:
            if os.path.exists(name):
                os.symlink(os.path.abspath(name), os.path.join("fresh", name))
        os.chdir("fresh")
        self.program.run(scenario.arguments, scenario.source())
        expected = {name: scenarios.read(name) for name in scenario.outputs}
        os.chdir("..")
        return dataclasses.replace(scenario, expected=expected)

    # The kinds of damage. Each returns a description of what it did.

    def damage_partial(self, scenario: Scenario, chance: random.Random) -> str:
        """Changes the length of a partial file."""
        name = f"{chance.choice(scenario.outputs)}.partial"
        content = scenarios.read(name) or b""
        kind = chance.randrange(5)
        if kind == 0:
            if content:
                os.unlink(name)
            return f"{name} is missing"
        if kind == 1:
            scenarios.write(name, content + chance.choice((b"\0" * 100, chance.randbytes(100), content)))
            return f"{name} is longer"
        scenarios.write(name, content[: chance.choice((0, 1, 64, len(content) - 1, chance.randint(0, len(content))))])
        return f"{name} is shorter"

    def damage_content(self, scenario: Scenario, chance: random.Random) -> str:
        """Changes the bytes of a partial file, or puts that of another run in its place."""
        name = f"{chance.choice(scenario.outputs)}.partial"
        content = bytearray(scenarios.read(name) or b"")
        if chance.random() < 0.5 and content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            scenarios.write(name, content)
            return f"a bit of {name} has changed"
        _, _, others = chance.choice(self.left)
        scenarios.write(name, others.get(name, b""))
        return f"{name} is another run's"

    def damage_journal(self, scenario: Scenario, chance: random.Random) -> str:
        name = next((name for name in self.strays() if "journal" in name), None)
        if name is None:
            return "the journal is missing"
        content = scenarios.read(name)
        kind = chance.randrange(8)
        if kind == 0:
            os.unlink(name)
            return f"{name} is missing"
        if kind == 1:
            scenarios.write(name, mutation.damage_bytes(content, chance))
            return f"bytes of {name} have changed"
        if kind == 2:
            scenarios.write(name, content + content[-100:] * chance.choice((1, 20000)))
            return f"{name} goes on"
        if kind == 3:
            lines = content.splitlines(keepends=True) or [b""]
            line = lines.pop(chance.randrange(len(lines)))
            lines.insert(chance.randint(0, len(lines)), line)
            scenarios.write(name, b"".join(lines * chance.choice((1, 1, 2))))
            return f"lines of {name} are in another order"
        if kind == 4:
            _, _, others = chance.choice(self.left)
            scenarios.write(name, next(content for other, content in others.items() if "journal" in other))
            return f"{name} is another run's"
        numbers = list(re.finditer(rb"\d+", content))
        chosen = chance.sample(numbers, min(len(numbers), chance.choice((1, 1, 2))))
        for match in sorted(chosen, key=lambda match: -match.start()):
            old = int(match.group())
            new = chance.choice((old + 1, old - 1, old * 2, old // 2, abs(mutation.number(chance))))
            content = content[: match.start()] + str(new).encode() + content[match.end() :]
        scenarios.write(name, content)
        return f"numbers of {name} have changed"

    def damage_kind(self, scenario: Scenario, chance: random.Random) -> str:
        """Puts something in a file's place that is not a file."""
        name = chance.choice(self.strays())
        if os.path.exists(name):
            os.unlink(name)
        kind = chance.choice(("folder", "pipe", VICTIM, "nothing"))
        if kind == "folder":
            os.mkdir(name)
        elif kind == "pipe":
            os.mkfifo(name)
        else:
            os.symlink(kind, name)
        return f"{name} is not a file of its own"

    def damage_input(self, scenario: Scenario, chance: random.Random) -> str:
        name = chance.choice([name for name in self.inputs if name in scenario.arguments] or list(self.inputs))
        content = scenarios.read(name)
        # The file is written again, because the link leads to the file that all cases share.
        os.unlink(name)
        new = chance.choice((content, content + b"more\n", content[: len(content) // 2], content[::-1], b""))
        scenarios.write(name, new)
        return f"{name} is another file"

    def damage_output(self, scenario: Scenario, chance: random.Random) -> str:
        """Writes finished files of somebody else to the names of the outputs."""
        self.place_old_outputs()
        return "the outputs are there"

    def strays(self, *scenarios: Scenario) -> list[str]:
        return [name for name in super().strays(*scenarios) if name not in (VICTIM, "fresh")]


# The damage that a case does to the files that a run left: none, one kind or two.
DAMAGES = (
    (),
    ("partial",),
    ("partial",),
    ("content",),
    ("journal",),
    ("journal",),
    ("journal",),
    ("kind",),
    ("input",),
    ("output",),
    ("partial", "journal"),
    ("journal", "input"),
    ("journal", "journal"),
)


if __name__ == "__main__":
    campaign.main(Journals, needs_tracing=True)
