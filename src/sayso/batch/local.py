"""The local engine: shards to worker processes, the queries between them to DuckDB, in order on one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from sayso.batch import matching, queries, schemas, taking
from sayso.batch.duck import Database, database
from sayso.batch.parts import part_file, part_name
from sayso.batch.work import Job
from sayso.batch.workers import Workers

ROUNDS = 64
"""More than any family of copies takes to be joined: the way to its least number halves each round."""


class Watch(Protocol):
    """Who is told how far a batch is."""

    def begin(self, step: str, total: int, done: int) -> None:
        """A step begins: of `total` documents `done` were done before."""

    def advance(self, documents: int) -> None:
        """So many more are done."""


def run(folder: Path, *, workers: int, watch: Watch) -> None:
    """Carry out the plan in a folder, from where it was left."""
    job = Job.at(folder)
    shards = range(len(job.plan.shards))
    buckets = range(job.plan.buckets)
    sizes = [shard.count for shard in job.plan.shards]

    with Workers(folder, workers) as crew:

        def each(step: str, numbers: range, size: Callable[[int], int]) -> None:
            done = {n for n in numbers if job.done(step, n)}
            total, before = sum(map(size, numbers)), sum(map(size, done))
            watch.begin(step, total, before)
            crew.do(step, (n for n in numbers if n not in done), watch.advance)

        each("clean", shards, sizes.__getitem__)
        _once(job, "gather", _gather, workers, watch)
        firsts = _firsts(job)
        each("take", shards, firsts.__getitem__)
        each("join", buckets, lambda _: 1)
        each("match", shards, sizes.__getitem__)
        _once(job, "learn", _learn, workers, watch)
        each("tell", shards, sizes.__getitem__)
        _once(job, "close", _close, workers, watch)


def _once(
    job: Job, step: str, do: Callable[[Job, Database], list[Path]], workers: int, watch: Watch
) -> None:
    """A step that cannot be divided."""
    watch.begin(step, 1, int(job.done(step, 0)))
    if job.done(step, 0):
        return
    names = ("cleaned", "fingerprints", "taken", "edges", "told", "occurrences")
    tables = {
        name: path
        for name in names
        if (path := job.work / name).is_dir() or (path := job.work / f"{name}.parquet").is_file()
    }
    with database(job.spill, tables, threads=workers) as db:
        made = do(job, db)
    job.finish(step, 0, *made)
    watch.advance(1)


def _gather(job: Job, db: Database) -> list[Path]:
    """Find out which documents hold the same text."""
    ordered = f"SELECT * FROM ({queries.OCCURRENCES}) ORDER BY first, doc"
    occurrences = db.ask(ordered, schemas.OCCURRENCES)
    _write(job.work / "occurrences.parquet", schemas.OCCURRENCES, occurrences)
    again = _batches(job.work / "occurrences.parquet")
    _write(job.work / "gathered.parquet", schemas.GATHERED, taking.gather(again))
    return []


def _learn(job: Job, db: Database) -> list[Path]:
    """Find furniture by its repetition, and the texts that hold some."""
    ordered = f"SELECT * FROM ({queries.STRANGERS}) ORDER BY doc, other NULLS FIRST, a"
    strangers = db.ask(ordered, schemas.STRANGERS)
    _write(job.work / "furniture.parquet", schemas.FURNITURE, matching.repeated(strangers))
    db.lay("furniture", job.work / "furniture.parquet")
    asked = """
      SELECT f.doc, f.hash FROM fingerprints AS f
       WHERE f.hash IN (SELECT hash FROM furniture) ORDER BY f.doc, f.hash
    """
    learnt = pa.schema([("doc", pa.int64()), ("hash", pa.int64())])
    _write(job.work / "learnt.parquet", learnt, db.ask(asked, learnt))
    return []


def _close(job: Job, db: Database) -> list[Path]:
    """Families and their origins, and what became of every document."""
    db.keep("ties", queries.TIES)
    db.keep("labels", queries.LABELS)
    for _ in range(ROUNDS):
        db.keep("closer", queries.CLOSER)
        ((apart,),) = db.rows(queries.APART)
        db.keep("labels", "SELECT * FROM closer")
        if not apart:
            break
    made = []
    for table, query, order in (
        (schemas.ORIGINS, queries.ORIGINS, "origin, report"),
        (schemas.DOCUMENTS, queries.DOCUMENTS, "doc"),
    ):
        path = job.folder / table.noun / part_name(0)
        schema = schemas.schema_of(table)
        _write(path, schema, db.ask(f"SELECT * FROM ({query}) ORDER BY {order}", schema))
        made.append(path)
    return made


def _firsts(job: Job) -> list[int]:
    """How many texts each shard has to read."""
    numbers = (
        n for batch in _batches(job.work / "gathered.parquet") for n in batch["doc"].to_pylist()
    )
    counts = [0] * len(job.plan.shards)
    shard = 0
    for doc in numbers:
        while doc >= job.plan.shards[shard].first + job.plan.shards[shard].count:
            shard += 1
        counts[shard] += 1
    return counts


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    yield from pq.ParquetFile(path).iter_batches(2000)


def _write(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    with part_file(path, schema, 5000) as part:
        for batch in batches:
            part.add(batch)
