"""Scenarios: runs that write files, and the files that an undisturbed run leaves. Kills, faults, pairs and journals use them."""

import json
import os
import random
import signal
import struct
from dataclasses import dataclass, field

from harness import source_files, tiny_model, tracing
from harness.campaign import Fuzzer
from harness.program import Complaint, Outcome, Program

OUTPUT, OFFSETS, IDS, SPANS, KEYS, NOTE = "out", "offsets.npy", "ids.txt", "spans.npy", "out.keys", "out.shard"
OUTPUTS = (OUTPUT, OFFSETS, IDS, SPANS, KEYS)
PARTS = ("part-1", "part-2")  # Shards. A note, a file of keys and a file of ids lie beside each.
EARLIER = "earlier.npy"  # An output whose rows are reused, and its keys.
SOURCES = ("model", "snapshot", "adapted", "pytorch", "tensorflow")  # The directories that are converted.
PROJECTION, STATISTICS = "projection.npy", "statistics.json"
OLD = b"what was there before\n"
LETTERS = "abcdefghijklmnopqrstuvwxyz     .,"


def text_lines(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(LETTERS, k=chance.randint(0, 24))) for _ in range(count)]


def input_files() -> dict[str, bytes]:
    """The files that scenarios read, by name."""
    lines = text_lines(210, 1)
    rows = [f"{index},{line.replace(',', ';')}" for index, line in enumerate(lines)]
    ids = [" ".join(str(5 + index * place % 60) for place in range(1 + index % 7)) for index in range(210)]
    return {
        "in.txt": "\n".join(lines).encode(),
        "more.txt": "\n".join(text_lines(90, 2)).encode() + b"\n",
        "long.txt": "\n".join(" ".join(text_lines(5, index)) for index in range(80)).encode(),
        "in.csv": ("name,text\n" + "\n".join(rows) + "\n").encode(),
        "in.json": json.dumps([{"name": index, "text": line} for index, line in enumerate(lines)], indent=1).encode(),
        "in.ids": "\n".join(ids).encode(),
        PROJECTION: projection(rows=4, columns=tiny_model.WIDTH),
        "list": b"in.txt\0more.txt\0" * 60 + b"long.txt",
    }


def projection(rows: int, columns: int) -> bytes:
    """An NPY file of float32."""
    header = str({"descr": "<f4", "fortran_order": False, "shape": (rows, columns)}).ljust(117) + "\n"
    chance = random.Random(3)
    numbers = [chance.random() - 0.5 for _ in range(rows * columns)]
    return b"\x93NUMPY\x01\0" + struct.pack(f"<H{len(header)}s{len(numbers)}f", len(header), header.encode(), *numbers)


@dataclass
class Scenario:
    """A run that writes files."""

    name: str
    arguments: list
    outputs: list = field(default_factory=lambda: [OUTPUT])
    # Standard input: the name of a file, or the content of a pipe.
    standard_input: str = os.devnull
    is_pipe: bool = False
    status: int = 0
    # The number of lines on standard error with the result.
    notices: int = 0
    # Whether --resume can go on with it. Otherwise the run is repeated.
    can_resume: bool = True
    # The files that an undisturbed run leaves, by name.
    expected: dict = field(default_factory=dict)
    # The outputs that the run reuses, by name. They must exist before it.
    before: dict = field(default_factory=dict)

    def source(self) -> str | bytes:
        if not self.is_pipe:
            return self.standard_input
        with open(self.standard_input, "rb") as file:
            return file.read()

    def place(self) -> None:
        """Writes the outputs that the run reuses."""
        for name, content in self.before.items():
            write(name, content)

    def again(self) -> list:
        """The arguments of a run that goes on after an interruption."""
        return [*self.arguments, "--resume"] if self.can_resume else self.arguments


def embed_scenarios() -> list[Scenario]:
    def embed(name: str, options: str, **more) -> Scenario:
        outputs = [name for name in OUTPUTS if name == OUTPUT or name in options.split()]
        if "--keys" in options or "--reuse" in options:
            outputs.append(KEYS)
        return Scenario(name, [*options.split(), "-o", OUTPUT], outputs, **more)

    return [
        embed("npy", "in.txt -f npy -t 1"),
        embed("npy, two threads", "in.txt -f npy -t 2"),
        embed("half precision from standard input", "-f npy --dtype f16 -t 1", standard_input="in.txt"),
        embed("jsonl", "in.txt more.txt -f jsonl -t 1"),
        embed("csv with texts", "in.txt -f csv --with-text -t 2"),
        embed("csv to jsonl", "in.csv --id-field name -f jsonl -t 2"),
        embed("words with offsets", f"in.txt --level word -f npy --offsets {OFFSETS} -t 1"),
        embed("words with offsets, two threads", f"in.txt --level word -f npy --offsets {OFFSETS} -t 2"),
        embed("tokens with offsets", f"in.txt more.txt --level token -f npy --offsets {OFFSETS} -t 2"),
        embed("tokens", "more.txt --level token -f npy -t 1"),
        embed("tokens as jsonl", "more.txt --level token -f jsonl -t 2"),
        embed("words as csv", "more.txt --level word -f csv -t 1"),
        embed("shard of npy", "in.txt more.txt -f npy --shard 2/3 -t 1"),
        embed("shard of csv", "in.txt -f csv --shard 1/2 -t 2"),
        embed("shard of tokens", f"in.txt --level token -f npy --offsets {OFFSETS} --shard 2/2 -t 1"),
        embed("ids beside rows", f"in.csv --id-field name --ids {IDS} -f npy -t 1"),
        embed("ids of a shard", f"in.csv --id-field name --ids {IDS} -f npy --shard 2/3 -t 2"),
        embed(
            "ids and offsets", f"in.csv --id-field name --ids {IDS} --level word --offsets {OFFSETS} -f npy -t 2"
        ),
        embed("a JSON array", f"in.json --id-field name --ids {IDS} -f npy -t 1"),
        embed(
            "paths of listed files",
            f"--files0-from list -i file --id-field path --ids {IDS} -f npy -t 1",
            notices=1,
        ),
        embed("windows", "long.txt --overflow window --stride 4 -f jsonl -t 1"),
        embed("windows of words", f"long.txt --overflow window --level word -f npy --offsets {OFFSETS} -t 2"),
        embed("passages", "long.txt --level passage --max-length 16 --stride 3 -f jsonl --with-text -t 2"),
        embed(
            "passages with spans",
            f"long.txt --level passage --max-length 16 -f npy --offsets {OFFSETS} --spans {SPANS} -t 1",
        ),
        embed(
            "shard of passages with all files",
            f"in.csv --id-field name --ids {IDS} --level passage --max-length 8 -f npy --offsets {OFFSETS} --spans {SPANS} "
            "--shard 2/3 -t 2",
        ),
        embed("ids", "-i ids in.ids -f npy -t 1"),
        embed("keys beside rows", "in.txt more.txt -f npy --keys -t 1"),
        embed("reused rows", f"in.txt more.txt -f npy --reuse {EARLIER} -t 2"),
        embed("reused rows of a shard", f"in.txt more.txt -f npy --reuse {EARLIER} --shard 2/3 -t 1"),
        embed("scores", "in.txt --head scores -f jsonl -t 1"),
        embed(
            "projected pairs with statistics",
            f"in.csv --pair-field name --project {PROJECTION} --stats {STATISTICS} -f npy --dtype i8 -t 2",
        ),
        embed("layers of tokens", "more.txt -f bert-jsonl --layers -1,-2 -t 1"),
        embed(
            "files, one of them missing",
            "-i file missing.txt in.txt more.txt -f npy --on-error null -t 1",
            status=3,
            notices=2,
        ),
    ]


def other_scenarios() -> list[Scenario]:
    """Runs that --resume cannot go on with."""
    return [
        Scenario(
            "npy of a pipe",
            ["-f", "npy", "-t", "1", "-o", OUTPUT],
            standard_input="in.txt",
            is_pipe=True,
            can_resume=False,
        ),
        Scenario(
            "words of a pipe with offsets and ids",
            [*f"-i csv --id-field name --ids {IDS} --level word --offsets {OFFSETS} -f npy -t 1 -o {OUTPUT}".split()],
            [OUTPUT, OFFSETS, IDS],
            standard_input="in.csv",
            is_pipe=True,
            can_resume=False,
        ),
        Scenario("join", ["join", "--ids", IDS, OUTPUT, *PARTS], [OUTPUT, IDS, KEYS], can_resume=False),
        Scenario("table", ["table", "-f", "csv", "-o", OUTPUT], can_resume=False),
        *(
            # TensorFlow's has a head that is left out.
            Scenario(f"conversion: {name}", ["convert", name, OUTPUT], can_resume=False, notices=int(name == "tensorflow"))
            for name in SOURCES
        ),
    ]


def write_sources(folder: str) -> None:
    """Writes the directories that are converted. Each has another kind of weights, tokenizer or side files."""
    tiny_model.write_directory(os.path.join(folder, "model"))
    snapshot = tiny_model.write_directory(os.path.join(folder, "snapshot", "snapshots", "1"), "albert")
    source_files.write(snapshot, source_files.PIPELINE)
    source_files.write(os.path.join(folder, "snapshot"), {"refs/main": b"1"})
    adapted = tiny_model.write_directory(os.path.join(folder, "adapted"), "sentencepiece")
    source_files.write(adapted, source_files.adapter())
    source_files.write(os.path.join(folder, "pytorch"), source_files.pytorch(source_files.PYTORCH[-1]))
    source_files.write(os.path.join(folder, "tensorflow"), source_files.tensorflow(source_files.TENSORFLOW[-1]))


def read(name: str) -> bytes | None:
    try:
        with open(name, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(name: str, content: bytes) -> None:
    with open(name, "wb") as file:
        file.write(content)


class ScenarioFuzzer(Fuzzer):
    """A fuzzer whose cases start with a scenario's inputs in the current directory."""

    traced: dict[str, int] | None = None  # The system calls that are listed for each scenario.

    def __init__(self, path: str, folder: str):
        super().__init__(path, folder)
        write_sources(folder)
        self.model = tiny_model.convert(path, os.path.join(folder, "model"), os.path.join(folder, "tiny.albert"))
        self.inputs = input_files()
        self.scenarios = embed_scenarios()
        self.others = other_scenarios()
        self.inputs |= self.parts(os.path.join(folder, "parts"))
        # A run that replaces the output whose rows it reuses.
        options = f"more.txt in.txt -f npy --reuse {OUTPUT} -t 1 -o {OUTPUT}"
        before = {OUTPUT: self.inputs[EARLIER], KEYS: self.inputs[f"{EARLIER}.keys"]}
        self.replacing = [
            Scenario("an output made of itself", options.split(), [OUTPUT, KEYS], before=before)
        ]
        # By the name of the scenario: its traced calls, if the system can trace, and the seconds that it takes.
        self.traces: dict[str, list[str]] = {}
        self.durations: dict[str, float] = {}
        program = Program(path, self.model, folder)
        for scenario in self.scenarios + self.others + self.replacing:
            place = os.path.join(folder, scenario.name)
            os.mkdir(place)
            os.chdir(place)
            self.write_inputs()
            scenario.place()
            outcome = program.run(scenario.arguments, scenario.source())
            if outcome.status != scenario.status:
                raise SystemExit(f"{scenario.name}: {outcome}")
            scenario.expected = {name: read(name) for name in scenario.outputs}
            self.durations[scenario.name] = outcome.seconds
            scenario.place()
            traced = self.traced if tracing.AVAILABLE else None
            self.traces[scenario.name] = (
                tracing.trace(program, scenario.arguments, scenario.source(), traced) if traced else []
            )

    def parts(self, folder: str) -> dict[str, bytes]:
        """Makes the shards that are joined and the output that is reused, with their companions."""
        os.mkdir(folder)
        os.chdir(folder)
        write("in.csv", self.inputs["in.csv"])
        write("in.txt", self.inputs["in.txt"])
        shards = [
            f"in.csv --id-field name --ids {name}.ids --keys --shard {number}/{len(PARTS)} -o {name}"
            for number, name in enumerate(PARTS, 1)
        ]
        for options in [*shards, f"in.txt --keys -o {EARLIER}"]:
            options = f"-q -f npy {options}"
            outcome = Program(self.path, self.model, self.folder).run(options.split())
            if outcome.status != 0:
                raise SystemExit(f"{options}: {outcome}")
        return {name: read(name) for name in os.listdir() if name.startswith((*PARTS, EARLIER))}

    def own_calls(self, scenario: Scenario) -> range:
        """The numbers of a scenario's calls, without those of the Swift runtime, which does not work if they fail."""
        names = self.traces[scenario.name]
        return range(names.index("fcntl") + 1, len(names) + 1)  # `main` begins with fcntl.

    def kill(self, scenario: Scenario, point: int, calls: dict[str, int]) -> None:
        """Kills a run before one of these calls, so that another run can go on with it."""
        tracee = tracing.Tracee(self.program, scenario.arguments, calls, scenario.source())
        if tracee.skip(point):
            tracee.send(signal.SIGKILL)
        tracee.finish()

    def write_inputs(self) -> None:
        for name, content in self.inputs.items():
            write(name, content)
        self.link_sources()

    def link_sources(self) -> None:
        for name in SOURCES:
            os.symlink(os.path.join(self.folder, name), name)

    def place_old_outputs(self) -> None:
        """Puts old files in the places of the outputs."""
        for name in OUTPUTS:
            write(name, OLD)

    def strays(self, *scenarios: Scenario) -> list[str]:
        """The files that are neither inputs nor outputs. A note is an output only of a shard."""
        known = {*self.inputs, *SOURCES, *OUTPUTS, STATISTICS}
        if any("--shard" in scenario.arguments for scenario in scenarios):
            known.add(NOTE)
        return sorted(name for name in os.listdir() if name not in known)


def foreign(expected: list[Scenario], old: bytes | None = OLD) -> list[Complaint]:
    """Complaints about outputs that exist, and are neither old nor the result of one of the scenarios."""
    found = []
    for name in OUTPUTS:
        content = read(name)
        whole = [content.get(name) for scenario in expected for content in (scenario.expected, scenario.before)]
        if content is not None and content != old and content not in whole:
            found.append(Complaint("a file under its final name is not a whole result", f"{name}: {content[:40]!r}"))
    return found


def apart(scenario: Scenario) -> list[Complaint]:
    """Complaints if some of a run's new files lie beside old ones, and nothing shows it."""
    new = [name for name, content in scenario.expected.items() if read(name) == content]
    tells = not os.path.exists(OUTPUT) and os.path.exists(f"{OUTPUT}.partial.journal")
    if not new or len(new) == len(scenario.expected) or tells:
        return []
    return [Complaint("new files beside old ones", f"{scenario.name}: new: {', '.join(new)}")]


def wrong(scenario: Scenario, outcome: Outcome) -> list[Complaint]:
    """Complaints if a run that ended with the expected status did not leave the files of an undisturbed run."""
    if outcome.status != scenario.status:
        return []
    return [
        Complaint(f"{outcome.name} with a wrong result", f"{scenario.name}: {name}: {describe(content, read(name))}")
        for name, content in scenario.expected.items()
        if read(name) != content
    ]


def describe(expected: bytes, found: bytes | None) -> str:
    """The difference between a file and the expected one, in words."""
    if found is None:
        return "is missing"
    place = next((index for index, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
    zeros = found[place:].count(0)
    return f"{len(found)} bytes, {len(expected)} expected, differs from byte {place} on, {zeros} zero bytes behind it"
