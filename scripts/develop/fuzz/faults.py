#!/usr/bin/env python3
"""Runs in which a system call fails, or reads or writes half of its bytes. The result must be whole, or the run must say that it failed."""

import errno
import random

from harness import campaign, scenarios, tracing
from harness.program import Complaint, complaints, within
from harness.scenarios import Scenario, ScenarioFuzzer

HALF = 0  # Used like an errno: the call reads or writes half of its bytes, which is not a failure.
CODES = (errno.ENOSPC, errno.EIO, errno.EINTR, errno.EMFILE, errno.EACCES, errno.EAGAIN, HALF, HALF)
# A run may repeat a call that fails with one of these.
PASSING = (errno.EINTR, errno.EAGAIN)


class Faults(ScenarioFuzzer):
    name = "faults"
    traced = tracing.ALL

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        # If null rows are asked for, an input that cannot be read becomes one.
        disturbed = [scenario for scenario in self.scenarios + self.replacing + self.others if scenario.status == 0]
        self.points = [
            (scenario, point, code)
            for scenario in disturbed
            for point in self.own_calls(scenario)
            for code in sorted(set(CODES))
        ]
        random.Random(0).shuffle(self.points)

    def case(self, number: int, chance: random.Random) -> list[Complaint]:
        self.write_inputs()
        if chance.random() < 0.3:
            self.place_old_outputs()
        if number < len(self.points):
            scenario, point, code = self.points[number]
        else:
            scenario, point, _ = chance.choice(self.points)
            code = chance.choice(CODES)
        scenario.place()
        goes_on = scenario.can_resume and chance.random() < 0.3
        if goes_on:
            self.kill(scenario, chance.choice(self.own_calls(scenario)), self.traced)
        arguments = scenario.again() if goes_on else scenario.arguments
        # A run that finds a journal alone may say that it begins anew, and then that it was interrupted.
        notices = scenario.notices + (2 if goes_on else 1)
        lasts = code not in PASSING and chance.random() < 0.5
        tracee = tracing.Tracee(self.program, arguments, self.traced, scenario.source())
        stop = tracee.skip(point)
        if stop is None:
            return self.judged(scenario, tracee.finish(), "no fault", notices)
        name = scenario.name + (", goes on" if goes_on else "")
        words = f"{name}: {stop.name}, call {point}: {errno.errorcode.get(code, 'half of the bytes')}"
        failing = stop.name
        self.disturb(stop, code)
        # A full disk stays full, and a broken disk stays broken.
        again = (lambda stop: self.disturb(stop, code) if stop.name == failing else None) if lasts else None
        return self.judged(scenario, tracee.finish(again), words + (" and from then on" if lasts else ""), notices, code)

    def disturb(self, stop: tracing.Stop, code: int) -> None:
        if stop.writes_for_people:
            return
        if code == HALF:
            stop.shorten()
        else:
            stop.fail(code)

    def judged(
        self, scenario: Scenario, outcome, words: str, notices: int, code: int | None = None
    ) -> list[Complaint]:
        found = complaints(outcome, notices=notices)
        if code == HALF and outcome.status != scenario.status:
            found.append(Complaint(f"{outcome.name} after a call with half of its bytes", repr(outcome.errors[:300])))
        found += scenarios.foreign([scenario]) + scenarios.wrong(scenario, outcome) + scenarios.apart(scenario)
        if not found:
            again = self.program.run(scenario.again(), scenario.source())
            found = complaints(again, notices=scenario.notices + 1) + scenarios.wrong(scenario, again)
            if again.status != scenario.status:
                found.append(Complaint(f"the run after the fault ends with {again.name}", repr(again.errors[:300])))
        if not found and self.strays(scenario):
            found.append(Complaint("files are left", ", ".join(self.strays(scenario))))
        return within(words, found)


if __name__ == "__main__":
    campaign.main(Faults, needs_tracing=True)
