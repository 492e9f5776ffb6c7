"""Apache Spark: the same stages through `mapInArrow` and the same queries, on as many machines as there are.

Inputs, and the folder that is written, must lie where every machine sees them under the same path. A step
that is done is not done again; within a step Spark itself does over what a lost executor had in hand.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from sayso.batch import cleaning, matching, queries, schemas, taking
from sayso.batch.local import ROUNDS, Watch
from sayso.batch.work import Job, shard_batch
from sayso.errors import BatchError, MissingExtra
from sayso.export.tables import Table

_SETTINGS = {
    "spark.app.name": "sayso batch",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # A batch of texts, and never ten thousand of them, passes through a Python worker at a time.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
}
_KINDS = {
    pa.int64(): "bigint",
    pa.int32(): "int",
    pa.string(): "string",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.list_(pa.int64()): "array<bigint>",
    pa.list_(pa.string()): "array<string>",
}
_SIDES = """
SELECT {columns},
       ta.report AS a_report, ta.text AS a_text, ta.left_out AS a_left_out, ta.places AS a_places,
       tb.report AS b_report, tb.text AS b_text, tb.left_out AS b_left_out, tb.places AS b_places
  FROM {pairs} AS p JOIN taken AS ta ON ta.doc = p.a JOIN taken AS tb ON tb.doc = p.b
"""

Stage = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def run(folder: Path, *, master: str | None, watch: Watch) -> None:
    """Carry out the plan in a folder, from the step where it was left.

    master: as Spark names its clusters; None leaves it to Spark's own settings.
    Raises MissingExtra without pyspark, BatchError where Spark does not come up or gives up.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra("Spark needs a package: pip install 'sayso[spark]'") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.config(map=_SETTINGS)
    if master:
        builder = builder.master(master)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise BatchError(f"Spark did not start: {_first_line(error)}") from None
    try:
        _Run(session, Job.at(folder), watch).all()
    except PySparkException as error:
        raise BatchError(f"Spark gave up: {_first_line(error)}") from None
    finally:
        session.stop()


class _Run:
    """One batch on one session."""

    def __init__(self, session: Any, job: Job, watch: Watch) -> None:
        self._spark = session
        self._job = job
        self._watch = watch
        self._shards = len(job.plan.shards)

    def all(self) -> None:
        """The steps, in order."""
        job, lay = self._job, self._lay
        folder = str(job.folder)
        lay("cleaned", lambda: self._map(self._range(), partial(_clean, folder), schemas.CLEANED))
        lay(
            "fingerprints",
            lambda: self._map(
                self._ask("SELECT * FROM cleaned"),
                partial(cleaning.fingerprints, buckets=1),
                schemas.FINGERPRINTS,
            ),
        )
        lay("occurrences", lambda: self._ask(queries.OCCURRENCES))
        lay("gathered", self._gathered)
        lay("taken", self._taken)
        for table in job.tables:
            self._put(table, partial(self._flat, "taken", table))
        held = (
            "SELECT f.hash, f.doc, f.size FROM fingerprints AS f JOIN taken AS t ON t.doc = f.doc"
        )
        self._ask(f"{held} WHERE t.outcome = 'read'").createOrReplaceTempView("held")
        lay("shared", lambda: self._ask(queries.PAIRS))
        lay("pairs", lambda: self._ask(queries.CANDIDATES_OF))
        lay("edges", self._edges)
        lay("furniture", self._furniture)
        lay("learnt", self._learnt)
        lay("told", self._told)
        self._put(schemas.COPIES, lambda: self._each("told", matching.copies, schemas.COPIES))
        self._put(schemas.PASSAGES, lambda: self._each("told", matching.passages, schemas.PASSAGES))
        self._families()
        self._put(schemas.ORIGINS, lambda: self._ask(queries.ORIGINS))
        self._put(schemas.DOCUMENTS, lambda: self._ask(queries.DOCUMENTS))

    def _gathered(self) -> Any:
        seen = self._ask("SELECT * FROM occurrences").repartition("first")
        return self._map(seen.sortWithinPartitions("first", "doc"), taking.gather, schemas.GATHERED)

    def _taken(self) -> Any:
        names = [name for name in schemas.TO_TAKE.names if name not in ("doc", "seen", "places")]
        columns = ", ".join(f"c.{name}" for name in names)
        texts = self._ask(
            f"SELECT c.doc, {columns}, g.seen, g.places FROM gathered AS g JOIN cleaned AS c ON c.doc = g.doc"
        )
        plan = self._job.plan
        stage = partial(_take, str(self._job.folder), plan.started, plan.asked.reading)
        return self._map(texts.repartition(self._shards), stage, schemas.TAKEN)

    def _edges(self) -> Any:
        pairs = self._ask(_SIDES.format(columns="p.a, p.b", pairs="pairs"))
        return self._map(pairs.repartition(self._shards, "b"), matching.compare, schemas.EDGES)

    def _furniture(self) -> Any:
        strangers = self._ask(queries.STRANGERS).repartition("doc")
        ordered = strangers.sortWithinPartitions("doc", "other", "a")
        return self._map(ordered, matching.repeated, schemas.FURNITURE).distinct()

    def _learnt(self) -> Any:
        return self._ask(
            "SELECT f.doc, array_sort(collect_set(f.hash)) AS hashes FROM fingerprints AS f"
            " JOIN furniture AS u ON u.hash = f.hash GROUP BY f.doc"
        )

    def _told(self) -> Any:
        sides = _SIDES.format(columns="p.*", pairs="edges")
        edges = self._ask(
            f"SELECT e.*, la.hashes AS a_learnt, lb.hashes AS b_learnt FROM ({sides}) AS e"
            " LEFT JOIN learnt AS la ON la.doc = e.a LEFT JOIN learnt AS lb ON lb.doc = e.b"
        )
        ordered = edges.select(*schemas.TO_TELL.names).repartition(self._shards, "b")
        return self._map(ordered, matching.tell, schemas.TOLD)

    def _families(self) -> None:
        self._lay("ties", lambda: self._ask(queries.TIES))
        self._lay("labels-0", lambda: self._ask(queries.LABELS), name="labels")
        for n in range(1, ROUNDS):
            self._lay(f"labels-{n}", lambda: self._ask(queries.CLOSER), name="closer")
            apart = self._ask(queries.APART).first()[0]
            self._spark.table("closer").createOrReplaceTempView("labels")
            if not apart:
                return

    def _range(self) -> Any:
        return self._spark.range(0, self._shards, 1, self._shards)

    def _ask(self, query: str) -> Any:
        return self._spark.sql(query)

    def _map(self, frame: Any, stage: Stage, schema: pa.Schema) -> Any:
        return frame.mapInArrow(stage, _ddl(schema))

    def _each(self, name: str, one: Callable[[pa.RecordBatch], pa.RecordBatch], of: Table) -> Any:
        return self._map(self._spark.table(name), partial(_each, one), schemas.schema_of(of))

    def _flat(self, name: str, of: Table) -> Any:
        return self._map(self._spark.table(name), partial(_flatten, of), schemas.schema_of(of))

    def _lay(self, step: str, make: Callable[[], Any], *, name: str | None = None) -> None:
        """Make a table of the work folder, unless it is there, and lay it under a name."""
        path = self._job.work / step
        self._once(step, path, make)
        self._spark.read.parquet(str(path)).createOrReplaceTempView(name or step)

    def _put(self, of: Table, make: Callable[[], Any]) -> None:
        """Make a table of the output, unless it is there."""
        self._once(f"put-{of.noun}", self._job.folder / of.noun, make, output=True)

    def _once(
        self, step: str, path: Path, make: Callable[[], Any], *, output: bool = False
    ) -> None:
        self._watch.begin(step, 1, int(self._job.done(step, 0)))
        if self._job.done(step, 0):
            return
        shutil.rmtree(path, ignore_errors=True)
        make().write.parquet(str(path))
        self._job.finish(step, 0, *(sorted(path.glob("*.parquet")) if output else ()))
        self._watch.advance(1)


def _clean(folder: str, numbers: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    job = Job.at(Path(folder))
    for batch in numbers:
        for n in batch.column(0).to_pylist():
            yield from cleaning.clean([shard_batch(n, job.plan.shards[n])])


def _take(
    folder: str, started: str, reading: bool, texts: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    job = Job.at(Path(folder))
    reader = job.plan.asked.reader
    taken = taking.take(texts, started=started, reading=reading, events=job.events, reader=reader)
    yield from (batch for batch, _ in taken)


def _flatten(of: Table, taken: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in taken:
        readings = [] if of == schemas.READINGS else taking.readings_in(batch)
        for _, rows in taking.flatten(batch, readings, [of]):
            yield rows


def _each(
    one: Callable[[pa.RecordBatch], pa.RecordBatch], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    yield from map(one, batches)


def _ddl(schema: pa.Schema) -> str:
    """The schema in Spark's words."""
    return ", ".join(f"`{field.name}` {_KINDS[field.type]}" for field in schema)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
