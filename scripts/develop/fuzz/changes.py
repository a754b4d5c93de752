#!/usr/bin/env python3
"""Files that change while they are read: inputs that grow, shrink or are rewritten, a checkpoint that is cut.

The run is stopped before one of its calls while the change is made. It must end with a result that belongs to one state of its
inputs, or with a line that names the file.
"""

import dataclasses
import os
import random
import shutil

from harness import campaign, scenarios, tracing
from harness.program import Complaint, complaints, within
from harness.scenarios import Scenario, ScenarioFuzzer

MODEL = "model.albert"


class Changes(ScenarioFuzzer):
    name = "changes"
    traced = tracing.ALL

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.read = [scenario for scenario in self.scenarios if scenario.status == 0]
        self.read += [scenario for scenario in self.others if scenario.name == "table"]

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        self.write_inputs()
        shutil.copy(self.model, MODEL)
        scenario = chance.choice(self.read)
        scenario = dataclasses.replace(scenario, arguments=[*scenario.arguments, "-m", MODEL])
        point = chance.choice(self.own_calls(scenario))
        tracee = tracing.Tracee(self.program, scenario.arguments, self.traced, scenario.source())
        if tracee.skip(point) is None:
            return complaints(tracee.finish(), notices=1)
        changed, words = self.change(scenario, chance)
        outcome = tracee.finish()
        found = complaints(outcome, notices=1)
        is_named = changed.encode() in outcome.errors or b"standard input" in outcome.errors
        if outcome.status == 0:
            found += self.belongs(scenario, changed)
        # A list of names that changes before it is read names other files, which do not exist.
        elif outcome.status == 1 and changed != "list" and not is_named:
            found.append(Complaint("the error does not name the file", repr(outcome.errors[:300])))
        return within(f"{scenario.name}, call {point}: {words}", found)

    def change(self, scenario: Scenario, chance: random.Random) -> tuple[str, str]:
        """Changes a file in place."""
        inputs = [name for name in self.inputs if name in scenario.arguments or name == scenario.standard_input]
        name = MODEL if not inputs or chance.random() < 0.3 else chance.choice(inputs)
        size, before = os.path.getsize(name), os.stat(name)
        kind = chance.choice(("cut", "emptied", "rewritten", "longer") if name != MODEL else ("cut", "emptied"))
        if kind == "longer":
            with open(name, "ab") as file:
                file.write(b"\nmore words\n" if not name.endswith("ids") else b"\n7 8 9\n")
        elif kind == "rewritten":
            with open(name, "r+b") as file:
                content = file.read()
                file.seek(0)
                file.write(content.translate(bytes.maketrans(b"ade 9", b"eda 8")))
        else:
            os.truncate(name, 0 if kind == "emptied" else chance.randrange(size))
        if chance.random() < 0.5:
            os.utime(name, ns=(before.st_atime_ns, before.st_mtime_ns))
            kind += ", its times set back"
        return name, f"{name} is {kind}"

    def belongs(self, scenario: Scenario, changed: str) -> list[Complaint]:
        """Complaints if the result is that of neither the old inputs nor the new ones."""
        results = {name: scenarios.read(name) for name in scenario.outputs}
        if results == scenario.expected:
            return []
        again = self.program.run(scenario.arguments, scenario.source())
        after = {name: scenarios.read(name) for name in scenario.outputs}
        if again.status == 0 and results == after:
            return []
        return [Complaint("status 0 with a mixture of two states", changed)]


if __name__ == "__main__":
    campaign.main(Changes, needs_tracing=True)
