#!/usr/bin/env python3
"""Two runs at once with one output: exactly one whole result each, and a second run that leaves everything alone.

In most cases the first run stands still before one of its calls while the second one runs from beginning to end.
"""

import os
import random
import time

from harness import campaign, scenarios, tracing
from harness.program import Complaint, Outcome, complaints
from harness.scenarios import OUTPUTS, Scenario, ScenarioFuzzer

AT_ONCE = 1  # Seconds of computing; a run that is refused does no work before.


class Pairs(ScenarioFuzzer):
    name = "pairs"
    traced = tracing.CHANGING

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.points = [
            (scenario, point)
            for scenario in self.scenarios + self.others
            for point in range(1, len(self.traces[scenario.name]) + 1)
        ]
        random.Random(0).shuffle(self.points)

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        self.write_inputs()
        if chance.random() < 0.3:
            self.place_old_outputs()
        second = chance.choice(self.scenarios + self.others)
        arguments = chance.choice((second.arguments, second.again()))
        if not self.points or chance.random() < 0.2:
            first = chance.choice(self.scenarios + self.others)
            return self.free(first, second, arguments, chance)
        first, point = self.points[number] if number < len(self.points) else chance.choice(self.points)
        if chance.random() < 0.5:
            second, arguments = first, first.arguments
        return self.stopped(first, second, arguments, point)

    def free(self, first: Scenario, second: Scenario, arguments: list, chance: random.Random) -> list[Complaint]:
        """Both run as they like."""
        start = time.monotonic()
        one = self.program.start(first.arguments, first.source(), "1")
        time.sleep(chance.random() * 0.01)
        begun = time.monotonic()
        two = self.program.start(arguments, second.source(), "2")
        outcomes = [self.program.wait(one, start, "1"), self.program.wait(two, begun, "2")]
        return self.judged((first, second), outcomes)

    def stopped(self, first: Scenario, second: Scenario, arguments: list, point: int) -> list[Complaint]:
        """The second one runs while the first stands before a call."""
        tracee = tracing.Tracee(self.program, first.arguments, self.traced, first.source(), "1")
        stop = tracee.skip(point)
        before = self.state()
        two = self.program.run(arguments, second.source()) if stop else None
        touched = two is not None and two.status == 1 and self.state() != before
        one = tracee.finish()
        if two is None:
            return self.judged((first,), [one])
        if touched:
            return [Complaint("a run that was refused has touched the other's files", f"{first.name}, call {point}")]
        return self.judged((first, second), [one, two])

    def state(self) -> dict:
        """Every file with its content and its inode."""
        return {name: (os.lstat(name).st_ino, scenarios.read(name)) for name in os.listdir() if name != "model"}

    def judged(self, pair: tuple, outcomes: list[Outcome]) -> list[Complaint]:
        words = "; ".join(f"{scenario.name}: {outcome.name}" for scenario, outcome in zip(pair, outcomes))
        found = []
        for scenario, outcome in zip(pair, outcomes):
            found += complaints(outcome, notices=scenario.notices + 1)
            if outcome.status == scenario.status:
                continue
            text = outcome.errors.decode(errors="replace")
            if not any(name in text for name in OUTPUTS):
                found.append(Complaint("the run that fails does not name the output", repr(text[:300])))
            if outcome.computing > AT_ONCE:
                found.append(Complaint("the run that fails does so late", f"{outcome.computing:.1f} s"))
        done = [scenario for scenario, outcome in zip(pair, outcomes) if outcome.status == scenario.status]
        if not done:
            found.append(Complaint("both runs fail", words))
        # The files of one run belong together.
        whole = [
            scenario
            for scenario in done
            if all(scenarios.read(name) == content for name, content in scenario.expected.items())
        ]
        if done and not whole:
            found.append(Complaint("neither result is there", words))
        found += scenarios.foreign(done)
        if not found and self.strays(*pair):
            found.append(Complaint("files are left", ", ".join(self.strays(*pair))))
        return found


if __name__ == "__main__":
    campaign.main(Pairs)
