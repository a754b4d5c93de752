#!/usr/bin/env python3
"""Runs that are killed, and runs that then go on: before any call that changes a file, in the middle of a write, at any time.

Each point of each scenario is tried once, in a shuffled order. Then points are chosen at random.
"""

import os
import random
import signal
import time

from harness import campaign, scenarios, tracing
from harness.program import Complaint, Outcome, complaints
from harness.scenarios import OUTPUT, Scenario, ScenarioFuzzer

OTHER_RUNS = 3  # The largest number of runs with the same output.


class Kills(ScenarioFuzzer):
    name = "kills"
    traced = tracing.CHANGING

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        self.scenarios = self.scenarios + self.replacing
        # Two points for each call: before it, and in the middle of it if it writes.
        self.points = [
            (scenario, half)
            for scenario in self.scenarios + self.others
            for half in range(2 * len(self.traces[scenario.name]) or 2)
        ]
        random.Random(0).shuffle(self.points)

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        self.write_inputs()
        if chance.random() < 0.3:
            self.place_old_outputs()
        if number < len(self.points):
            scenario, half = self.points[number]
        else:
            scenario, half = chance.choice(self.points)
        scenario.place()
        if chance.random() < 0.25:
            return self.mixed(scenario, chance)
        found = self.killed(scenario, scenario.arguments, chance, half)
        if not found and chance.random() < 0.15:
            # README says that this is allowed.
            for name in [name for name in os.listdir() if name.endswith(".partial")]:
                os.unlink(name)
            scenario.place()
        # The run that goes on is sometimes killed, too.
        while not found and chance.random() < 0.35:
            found = self.killed(scenario, scenario.again(), chance)
        return found or self.ended(scenario)

    def killed(
        self, scenario: Scenario, arguments: list, chance: random.Random, half: int | None = None
    ) -> list[Complaint]:
        """Kills a run, and returns the complaints about the files that it leaves."""
        before = {name: scenarios.read(name) for name in self.strays()}
        # Where only a journal is left, the run may say that it begins anew, and then that it was interrupted.
        partials = [content for name, content in before.items() if name.endswith(".partial")]
        only_journal = any(name.endswith(".journal") for name in before) and not any(partials)
        notices = scenario.notices + (2 if only_journal else 1)
        number = chance.choices((signal.SIGKILL, signal.SIGTERM, signal.SIGINT), (6, 1, 1))[0]
        if not tracing.AVAILABLE or chance.random() < 0.2:
            outcome = self.killed_in_time(scenario, arguments, number, chance)
        else:
            point = chance.randrange(2 * len(self.traces[scenario.name])) if half is None else half
            outcome = self.killed_at(scenario, arguments, number, point)
        found = complaints(outcome, notices=notices, sent=number)
        if outcome.signal is None and outcome.status != scenario.status:
            found.append(Complaint(f"{outcome.name} after {number.name}", repr(outcome.errors[:300])))
        # A file that a killed run left, and that this run has not touched, stays until another one takes its place.
        left = [name for name in self.strays() if name not in before or scenarios.read(name) != before[name]]
        if number != signal.SIGKILL and scenario.arguments[0] == "convert" and left:
            found.append(Complaint(f"convert leaves a file at {number.name}", ", ".join(left)))
        return found + scenarios.foreign([scenario]) + scenarios.wrong(scenario, outcome) + scenarios.apart(scenario)

    def killed_in_time(self, scenario: Scenario, arguments: list, number: int, chance: random.Random) -> Outcome:
        start = time.monotonic()
        pid = self.program.start(arguments, scenario.source())
        time.sleep(chance.random() * self.durations[scenario.name] * 1.2)
        os.kill(pid, number)
        return self.program.wait(pid, start)

    def killed_at(self, scenario: Scenario, arguments: list, number: int, half: int) -> Outcome:
        """Kills before a call, or before the call that follows a write of half of its bytes."""
        tracee = tracing.Tracee(self.program, arguments, self.traced, scenario.source())
        stop = tracee.skip(half // 2 + 1)
        if stop and half % 2 == 1 and not stop.writes_for_people and stop.shorten():
            stop = tracee.next()
        if stop:
            tracee.send(number)
        return tracee.finish()

    def ended(self, scenario: Scenario) -> list[Complaint]:
        """Goes on to the end. The result must be that of an undisturbed run."""
        outcome = self.program.run(scenario.again(), scenario.source())
        found = complaints(outcome, notices=scenario.notices + 1)
        if outcome.status != scenario.status:
            found.append(Complaint(f"--resume ends with {outcome.name}", repr(outcome.errors[:300])))
        found += scenarios.wrong(scenario, outcome)
        strays = [name for name in self.strays(scenario) if scenario.can_resume or scenario.arguments[0] != "convert"]
        if not found and strays:
            found.append(Complaint("a finished run leaves a file", ", ".join(strays)))
        return found

    def mixed(self, last: Scenario, chance: random.Random) -> list[Complaint]:
        """Several runs with one output, some of them killed. The last one must go on rightly, or say why it does not."""
        steps = [last] + chance.choices(self.scenarios + self.others, k=chance.randint(1, OTHER_RUNS))
        for scenario in steps:
            arguments = chance.choice((scenario.arguments, scenario.again()))
            if chance.random() < 0.7:
                found = self.interrupted(scenario, arguments, chance)
            else:
                found = self.whole_or_refused(scenario, arguments, steps)
            found += scenarios.foreign(steps)
            if found:
                return found
        return self.whole_or_refused(last, last.again(), steps)

    def interrupted(self, scenario: Scenario, arguments: list, chance: random.Random) -> list[Complaint]:
        if not tracing.AVAILABLE:
            outcome = self.killed_in_time(scenario, arguments, signal.SIGKILL, chance)
        else:
            point = chance.randrange(2 * len(self.traces[scenario.name]))
            outcome = self.killed_at(scenario, arguments, signal.SIGKILL, point)
        return complaints(outcome, notices=scenario.notices + 1, sent=signal.SIGKILL) + scenarios.wrong(
            scenario, outcome
        )

    def whole_or_refused(self, scenario: Scenario, arguments: list, steps: list[Scenario]) -> list[Complaint]:
        before = scenarios.read(OUTPUT)
        outcome = self.program.run(arguments, scenario.source())
        found = complaints(outcome, notices=scenario.notices + 1) + scenarios.wrong(scenario, outcome)
        if outcome.status == 1 and scenarios.read(OUTPUT) != before:
            found.append(Complaint("a run that failed has changed its output", repr(outcome.errors[:300])))
        return found + scenarios.foreign(steps)


if __name__ == "__main__":
    campaign.main(Kills)
