#!/usr/bin/env python3
"""Two runs at the same time with one output. One of them must make a whole result, and the other must not change anything.

In most cases the first run is stopped before one of its calls while the second one runs from beginning to end. Before that, the
first run's unfinished files may be removed, or its directory may be moved away.
"""

import os
import random
import shutil
import time

from harness import campaign, scenarios, tracing
from harness.program import Complaint, Outcome, complaints, within
from harness.scenarios import OUTPUT, OUTPUTS, SOURCES, STATISTICS, Scenario, ScenarioFuzzer

MOVED = "moved"  # The suffix of a directory that is moved away.
AT_ONCE = 1  # Seconds of CPU time. A run that is refused must not have worked before.


class Pairs(ScenarioFuzzer):
    name = "pairs"
    traced = tracing.CHANGING

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        # A run whose rows are whole may still fail for its file of statistics.
        self.scenarios = [scenario for scenario in self.scenarios if STATISTICS not in scenario.arguments]
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
        disturbance = chance.random()
        if disturbance < 0.25:
            return self.removed(first, second, arguments, point)
        if disturbance < 0.4:
            return self.moved(first, second, second.arguments, point)
        return self.stopped(first, second, arguments, point)

    def free(self, first: Scenario, second: Scenario, arguments: list, chance: random.Random) -> list[Complaint]:
        """Both run freely."""
        start = time.monotonic()
        one = self.program.start(first.arguments, first.source(), "1")
        time.sleep(chance.random() * 0.01)
        begun = time.monotonic()
        two = self.program.start(arguments, second.source(), "2")
        outcomes = [self.program.wait(one, start, "1"), self.program.wait(two, begun, "2")]
        return self.judged((first, second), outcomes)

    def stopped(self, first: Scenario, second: Scenario, arguments: list, point: int) -> list[Complaint]:
        """The second one runs while the first is stopped before a call."""
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

    def removed(self, first: Scenario, second: Scenario, arguments: list, point: int) -> list[Complaint]:
        """The second one runs after somebody has removed the first one's unfinished files."""
        tracee = tracing.Tracee(self.program, first.arguments, self.traced, first.source(), "1")
        if tracee.skip(point) is None:
            return self.judged((first,), [tracee.finish()])
        for name in [name for name in os.listdir() if name.endswith(".partial")]:
            os.unlink(name)
        two = self.program.run(arguments, second.source(), "2")
        one = tracee.finish()
        found = complaints(one, notices=first.notices + 1) + complaints(two, notices=second.notices + 1)
        for scenario, outcome in ((first, one), (second, two)):
            if outcome.status not in (scenario.status, 1):
                found.append(Complaint(f"{outcome.name} where a file was removed", scenario.name))
        done = [scenario for scenario, outcome in ((first, one), (second, two)) if outcome.status == scenario.status]
        if done and not self.whole(done):
            found.append(Complaint("neither result is there", f"{one.name}, {two.name}"))
        found += scenarios.foreign([first, second])
        return within(f"{first.name}, removed before call {point}; {second.name}", found)

    def moved(self, first: Scenario, second: Scenario, arguments: list, point: int) -> list[Complaint]:
        """The second one runs in a new directory after the first one's was moved."""
        here = os.getcwd()
        shutil.rmtree(here + MOVED, ignore_errors=True)
        absolute = [os.path.join(here, word) if word in OUTPUTS else word for word in first.arguments]
        tracee = tracing.Tracee(self.program, absolute, self.traced, first.source(), "1")
        if tracee.skip(point) is None:
            return complaints(tracee.finish(), notices=first.notices + 1)
        has_begun = any(name.startswith(f"{OUTPUT}.partial") for name in os.listdir())
        os.rename(here, here + MOVED)
        os.mkdir(here)
        os.chdir(here)
        self.write_inputs()
        two = self.program.run(arguments, second.source(), "2")
        found = complaints(two, notices=second.notices + 1) + scenarios.wrong(second, two)
        if two.status != second.status:
            found.append(Complaint(f"{two.name} in a new directory", repr(two.errors[:300])))
        before = self.state()
        one = tracee.finish()
        found += complaints(one, notices=first.notices + 1)
        if has_begun and self.state() != before:
            found.append(Complaint("a run has written where its directory had been"))
        if has_begun and one.status == first.status:
            found.append(Complaint("a run whose directory was moved ends as if it had not been moved"))
        os.chdir(here + MOVED)
        found += scenarios.foreign([first])
        os.chdir(here)
        return within(f"{first.name}, moved before call {point}; {second.name}", found)

    def state(self) -> dict:
        """The content and the inode of every file."""
        names = [name for name in os.listdir() if name not in SOURCES]
        return {name: (os.lstat(name).st_ino, scenarios.read(name)) for name in names}

    def whole(self, done: list[Scenario]) -> bool:
        """Whether the files of one of the runs are there, all of the same run."""
        return any(
            all(scenarios.read(name) == content for name, content in scenario.expected.items()) for scenario in done
        )

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
        if done and not self.whole(done):
            found.append(Complaint("neither result is there", words))
        found += scenarios.foreign(done)
        if not found and self.strays(*pair):
            found.append(Complaint("files are left", ", ".join(self.strays(*pair))))
        return found


if __name__ == "__main__":
    campaign.main(Pairs)
