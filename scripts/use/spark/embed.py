"""Adds embeddings to a table on a Spark cluster: each task streams its rows through one albert-embed.

    python3 -m pip install -r scripts/use/spark/requirements.txt
    spark-submit --files albert-embed,small.albert scripts/use/spark/embed.py \\
        --model small.albert --text body INPUT.parquet OUTPUT.parquet [-- OPTIONS OF albert-embed]

INPUT is Parquet, JSON lines or text (each line is a row, in the column "value"). OUTPUT is Parquet with all columns of INPUT and
one more: an array of floats, of the same length in every row. A null text has a null array. With `-- --level passage` OUTPUT has a
row for each passage, with the passage's number, start and end in its text, in Unicode scalars. The program and the model are looked
up among the files of the job (--files), then as paths that all machines have, and the program also on PATH. A task runs
spark.task.cpus threads. So give tasks several cores (`--conf spark.task.cpus=4`), or leave 1 and run a program on each core. The
vectors have the same bits as those of one run on one machine, however Spark divides the rows among tasks.
"""

import argparse
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json
from pyspark import SparkFiles, TaskContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, FloatType, LongType, StringType, StructField, StructType

# At most three batches are in memory: one is being written to the program, one is being embedded, one is being read back.
BATCHES_AHEAD = 2
ROWS_A_BATCH = 256
BYTES_A_BATCH = 16 << 20
# The rows of passages take ten times as much memory as their texts.
BYTES_A_BATCH_OF_PASSAGES = 2 << 20
# The columns of a passage besides its embedding.
PLACE = ["passage", "start", "end"]


def schema(has_passages: bool) -> pa.Schema:
    """The schema of the program's lines, as far as they are read."""
    numbers = ["index", *PLACE] if has_passages else ["index"]
    return pa.schema([*((name, pa.int64()) for name in numbers), ("embedding", pa.list_(pa.float32()))])


class Program:
    """A running albert-embed that reads and writes JSON lines.

    Nothing is lost on the way: JSON escapes line ends and NUL, and each number is the shortest one that reads back to the same float.
    """

    def __init__(self, command: list[str], has_passages: bool):
        self.has_passages = has_passages
        # The number of texts whose rows were read back, including the texts that mark the ends of batches.
        self.index = 0
        self.messages = tempfile.TemporaryFile()
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": self.messages}
        self.process = subprocess.Popen([*command, "-i", "jsonl", "-f", "jsonl", "--progress", "never"], **pipes)
        # A thread of its own writes: while the program waits for its rows to be read, it does not read.
        self.texts: queue.SimpleQueue[pa.Array | None] = queue.SimpleQueue()
        self.writer = threading.Thread(target=self._write, daemon=True)
        self.writer.start()

    def _write(self) -> None:
        try:
            while (texts := self.texts.get()) is not None:
                for text in texts:
                    # Spark's strings may hold bytes that are not UTF-8. They become U+FFFD, as the program reads them, too.
                    text = text.as_buffer().to_pybytes().decode(errors="replace")
                    self.process.stdin.write(json.dumps({"text": text}, ensure_ascii=False).encode() + b"\n")
                if self.has_passages:
                    # The only sign of a batch's last passage is a text after it.
                    self.process.stdin.write(b'{"text":""}\n')
                self.process.stdin.flush()
            self.process.stdin.close()
        except BrokenPipeError:
            pass  # the reader reports the reason

    def receive(self, count: int, dimension: int) -> pa.RecordBatch:
        """The rows of the next texts. Each has the number of its text, the passage's number and range, and a list of floats."""
        data = b"".join(self._lines(count))
        if not data.endswith(b"\n"):
            self.fail()
        parsed = pa.json.read_json(
            pa.BufferReader(data),
            read_options=pa.json.ReadOptions(use_threads=False, block_size=len(data)),
            parse_options=pa.json.ParseOptions(explicit_schema=schema(self.has_passages), unexpected_field_behavior="ignore"),
        ).combine_chunks().to_batches()[0]
        texts = pc.subtract(parsed["index"], self.index)
        lengths = set(parsed["embedding"].value_lengths().drop_null().unique().to_pylist())
        if texts.unique().to_pylist() != list(range(count)) or lengths - {dimension}:
            raise RuntimeError(f"albert-embed: gave {len(parsed)} rows of {lengths} numbers for {count} texts, not of {dimension}")
        self.index += count + self.has_passages
        return parsed.set_column(0, "index", texts)

    def _lines(self, count: int) -> Iterator[bytes]:
        if not self.has_passages:
            yield from (self.process.stdout.readline() for _ in range(count))
            return
        mark = b'{"index":%d,' % (self.index + count)
        while (line := self.process.stdout.readline()) and not line.startswith(mark):
            yield line
        if not line:
            self.fail()

    def finish(self) -> None:
        """Waits for the program's end, and fails if the program failed."""
        self.texts.put(None)
        if self.process.stdout.read(1) != b"":
            raise RuntimeError("albert-embed: gave more rows than texts")
        # Status 3: some rows are null, which --on-error null allows.
        if self.process.wait() not in (0, 3):
            self.fail()
        self.messages.seek(0)
        sys.stderr.write(self.messages.read().decode(errors="replace"))

    def fail(self) -> None:
        """Raises an error with the program's last line on standard error."""
        status = self.process.wait()
        self.messages.seek(0)
        lines = self.messages.read().decode(errors="replace").splitlines()
        raise RuntimeError(lines[-1] if lines else f"albert-embed: ended with status {status}")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.texts.put(None)
        self.writer.join()
        self.messages.close()


def found(name: str) -> str:
    """The path of a file that came with the job. Any other name is returned as it is: a path, or a name to be looked up."""
    shipped = SparkFiles.get(os.path.basename(name))
    return shipped if os.path.exists(shipped) else name


def command_line(program: str, model: str | None, options: list[str], threads: int) -> list[str]:
    path = found(program)
    if shutil.which(path) is None:
        raise FileNotFoundError(f"{program}: not found among the files of the job (--files) or on PATH")
    models = [] if model is None else ["--model", found(model)]
    return [path, *models, *options, "--threads", str(threads)]


def joined(batch: pa.RecordBatch, present: pa.Array, rows: pa.RecordBatch) -> pa.RecordBatch:
    """The rows of a batch, each with the rows of its text. A row without a text has nulls."""
    places = pc.indices_nonzero(present).take(rows["index"])
    absent = pc.indices_nonzero(pc.invert(present))
    numbers = pa.concat_arrays([pa.array(range(len(rows)), pa.int64()), pa.nulls(len(absent), pa.int64())])
    places = pa.concat_arrays([places, absent])
    order = pc.sort_indices(places)  # a stable sort
    left, right = batch.take(places.take(order)), rows.drop_columns("index").take(numbers.take(order))
    return pa.RecordBatch.from_arrays([*left.columns, *right.columns], names=[*left.schema.names, *right.schema.names])


def embed_task(
    batches: Iterator[pa.RecordBatch], column: str, dimension: int, has_passages: bool, *command
) -> Iterator[pa.RecordBatch]:
    """The batches of one task, each with its rows. The program is started at the first text."""
    program = None
    ahead: deque[tuple[pa.RecordBatch, int]] = deque()

    def next_result() -> pa.RecordBatch:
        batch, count = ahead.popleft()
        empty = pa.RecordBatch.from_pylist([], schema(has_passages))
        rows = program.receive(count, dimension) if count > 0 else empty
        # The program was not given the nulls.
        return joined(batch, batch.column(column).is_valid(), rows)

    try:
        for batch in batches:
            texts = batch.column(column).drop_null()
            if len(texts) > 0:
                if program is None:
                    program = Program(command_line(*command, threads=TaskContext.get().cpus()), has_passages)
                program.texts.put(texts)
            ahead.append((batch, len(texts)))
            if len(ahead) > BATCHES_AHEAD:
                yield next_result()
        while ahead:
            yield next_result()
        if program is not None:
            program.finish()
    finally:
        if program is not None:
            program.stop()


def read(spark: SparkSession, path: str, form: str, schema: str | None, on_error: str) -> DataFrame:
    """The table to embed. Its rows are the records that albert-embed reads from the same file."""
    if form == "parquet":
        return spark.read.parquet(path)
    if form == "text":
        # A lone carriage return does not end a line.
        return spark.read.text(path, lineSep="\n").withColumn("value", F.regexp_replace("value", "\r\\z", ""))
    reader = spark.read.option("mode", "FAILFAST" if on_error == "stop" else "PERMISSIVE")
    return reader.json(path, schema=schema)


def probe(command: list[str]) -> tuple[int, bool]:
    """The length of a row, and whether rows belong to passages. Errors of the program, the model and the options show here, before a
    task starts.
    """
    result = subprocess.run(command + ["-i", "jsonl", "-f", "jsonl"], input=b'{"text":""}\n', capture_output=True)
    if result.returncode != 0:
        sys.exit(result.stderr.decode(errors="replace").strip())
    row = json.loads(result.stdout)
    if not isinstance(row.get("embedding"), list):
        sys.exit("embed.py: these options give several vectors for a text, but the column holds one")
    return len(row["embedding"]), "passage" in row


def parse() -> argparse.Namespace:
    arguments = sys.argv[1:]
    end = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(
        usage="spark-submit embed.py [OPTIONS] INPUT OUTPUT [-- OPTIONS OF albert-embed]", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", metavar="INPUT")
    parser.add_argument("output", metavar="OUTPUT")
    parser.add_argument("--format", choices=["parquet", "json", "text"], default="parquet", help="of INPUT")
    parser.add_argument("--text", help='column of the texts; default "text", with --format text "value"')
    parser.add_argument("--schema", help='schema of JSON, such as "id LONG, text STRING"; by default INPUT is read once to find it')
    parser.add_argument("--program", default="albert-embed", help="default: albert-embed")
    parser.add_argument("--model", help="default: the program's")
    parser.add_argument("--partitions", type=int, help="divide the rows among this many tasks")
    parser.add_argument("--on-error", choices=["stop", "null"], default="stop",
                        help="what to do about a line that is not JSON, or a record that cannot be embedded: stop, or make its row null")
    settings = parser.parse_args(arguments[:end])
    settings.options = ["--on-error", settings.on_error, "--encoding-errors", "replace", *arguments[end + 1:]]
    settings.text = settings.text or ("value" if settings.format == "text" else "text")
    return settings


def main() -> None:
    settings = parse()
    spark = SparkSession.builder.appName("albert-embed").getOrCreate()
    command = (settings.program, settings.model, settings.options)
    try:
        dimension, has_passages = probe(command_line(*command, threads=1))
    except FileNotFoundError as error:
        sys.exit(f"embed.py: {error}")
    size = BYTES_A_BATCH_OF_PASSAGES if has_passages else BYTES_A_BATCH
    for name, value in [("maxRecordsPerBatch", ROWS_A_BATCH), ("maxBytesPerBatch", size)]:
        spark.conf.set(f"spark.sql.execution.arrow.{name}", value)

    table = read(spark, settings.input, settings.format, settings.schema, settings.on_error)
    if settings.text not in table.columns or table.schema[settings.text].dataType != StringType():
        sys.exit(f"embed.py: {settings.input}: does not have a column of strings {settings.text!r}; --text names another")
    places = PLACE if has_passages else []
    for name in [*places, "embedding"]:
        if name in table.columns:
            sys.exit(f"embed.py: {settings.input}: already has a column {name!r}")
    if settings.partitions is not None:
        table = table.repartition(settings.partitions)

    array = StructField("embedding", ArrayType(FloatType(), containsNull=False), True, {"dimension": dimension})
    column = settings.text
    fields = [*table.schema.fields, *(StructField(name, LongType(), True) for name in places), array]
    result = table.mapInArrow(
        lambda batches: embed_task(batches, column, dimension, has_passages, *command), StructType(fields))
    result.write.parquet(settings.output)


if __name__ == "__main__":
    main()
