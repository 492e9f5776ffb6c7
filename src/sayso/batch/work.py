"""What is done to one shard, or one bucket, by one process: files in, files out, and the mark last."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.batch import cleaning, matching, queries, schemas, taking
from sayso.batch.cleaning import Advance
from sayso.batch.duck import database
from sayso.batch.parts import WORK, digest, part_file, part_name, read_json, write_json
from sayso.batch.plan import Plan, Shard
from sayso.batch.shelf import Shelf
from sayso.export.tables import REPORTS, Table
from sayso.intake import events_from_path
from sayso.records import Event

GROUP = 100
"""Rows of texts that are written, and later unpacked, together."""
_SIDE = ("report", "text", "left_out", "places")


@dataclass(frozen=True)
class Job:
    """A batch on its way in a folder."""

    folder: Path
    plan: Plan

    @classmethod
    def at(cls, folder: Path) -> Job:
        """The one whose plan lies in a folder."""
        return cls(folder, Plan.of(read_json(folder / WORK / "plan.json")))

    @property
    def work(self) -> Path:
        """Where the tables lie that pass between the stages."""
        return self.folder / WORK

    @property
    def spill(self) -> Path:
        """Where a query of this process may lay what does not fit into memory."""
        return self.work / f"spill-{os.getpid()}"

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The person's own dated events."""
        path = self.plan.asked.events
        return events_from_path(path) if path else ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """What is laid out of each reading."""
        if self.plan.asked.reading:
            return (schemas.READINGS, *schemas.FROM_READINGS)
        return (REPORTS,)

    def mark(self, step: str, n: int) -> Path:
        """The file that says that a step is done."""
        return self.work / "done" / f"{step}-{n:06d}.json"

    def done(self, step: str, n: int) -> bool:
        """Whether a step is done."""
        return self.mark(step, n).exists()

    def finish(self, step: str, n: int, *made: Path) -> None:
        """Say that a step is done, and which files of the output it made."""
        parts = {
            str(path.relative_to(self.folder)): {
                "rows": pq.read_metadata(path).num_rows,
                "bytes": path.stat().st_size,
                "sha256": digest(path),
            }
            for path in made
        }
        write_json(self.mark(step, n), {"parts": parts})


def clean(job: Job, n: int, advance: Advance) -> None:
    """Open the documents of a shard."""
    shard, name = job.plan.shards[n], part_name(n)
    sampled: list[pa.RecordBatch] = []
    with part_file(job.work / "cleaned" / name, schemas.CLEANED, GROUP) as part:
        for batch in cleaning.clean([shard_batch(n, shard)], advance):
            part.add(batch)
            sampled += cleaning.fingerprints([batch], job.plan.buckets)
    table = pa.Table.from_batches(sampled, schemas.FINGERPRINTS)
    rows = max(2000, table.num_rows // job.plan.buckets)
    with part_file(job.work / "fingerprints" / name, schemas.FINGERPRINTS, rows) as part:
        order = [("bucket", "ascending"), ("hash", "ascending"), ("doc", "ascending")]
        for batch in table.sort_by(order).combine_chunks().to_batches(rows):
            part.add(batch)
    job.finish("clean", n)


def take(job: Job, n: int, advance: Advance) -> None:
    """Read the texts of which a shard holds the first document."""
    asked, name = job.plan.asked, part_name(n)
    made = [job.folder / of.noun / name for of in job.tables]
    with ExitStack() as stack:
        kept = stack.enter_context(part_file(job.work / "taken" / name, schemas.TAKEN, GROUP))
        parts = {
            of: stack.enter_context(part_file(path, schemas.schema_of(of)))
            for of, path in zip(job.tables, made, strict=True)
        }
        for batch, readings in taking.take(
            _texts(job, n),
            started=job.plan.started,
            reading=asked.reading,
            events=job.events,
            reader=asked.reader,
            advance=advance,
        ):
            kept.add(taking.without_readings(batch))
            for of, rows in taking.flatten(batch, readings, job.tables):
                parts[of].add(rows)
    job.finish("take", n, *made)


def join(job: Job, bucket: int, advance: Advance) -> None:
    """Find which texts share the fingerprints of a bucket."""
    fingerprints, taken = job.work / "fingerprints", job.work / "taken"
    held = f"""
      SELECT f.hash, f.doc, f.size FROM fingerprints AS f
        JOIN taken AS t ON t.doc = f.doc
       WHERE f.bucket = {bucket} AND t.outcome = 'read'
    """
    schema = pa.schema([(name, pa.int64()) for name in ("a", "b", "size", "hits", "weight")])
    with (
        database(job.spill, {"fingerprints": fingerprints, "taken": taken, "held": held}) as db,
        part_file(job.work / "shared" / part_name(bucket), schema, 20_000) as part,
    ):
        for batch in db.ask(f"{queries.PAIRS} ORDER BY b, a", schema):
            part.add(batch)
    job.finish("join", bucket)
    advance(1)


def match(job: Job, n: int, advance: Advance) -> None:
    """Compare the texts of a shard with those before them."""
    low, high = _range(job.plan.shards[n])
    files = job.work / "shared" / "*.parquet"
    shared = f"SELECT * FROM read_parquet('{files}') WHERE b BETWEEN {low} AND {high}"
    pairs = pa.schema([("a", pa.int64()), ("b", pa.int64())])
    shelf = Shelf(job.work / "taken", job.plan, _SIDE)
    with (
        database(job.spill, {"shared": shared}) as db,
        part_file(job.work / "edges" / part_name(n), schemas.EDGES, GROUP) as part,
    ):
        for batch in db.ask(f"{queries.CANDIDATES_OF} ORDER BY b, a", pairs):
            for rows in matching.compare(_with_sides(batch, shelf, schemas.PAIRS)):
                part.add(rows)
    job.finish("match", n)
    advance(job.plan.shards[n].count)


def tell(job: Job, n: int, advance: Advance) -> None:
    """Say who copied whom, for the pairs of a shard."""
    name = part_name(n)
    made = [job.folder / "copies" / name, job.folder / "passages" / name]
    low, high = _range(job.plan.shards[n])
    learnt: dict[int, list[int]] = {}
    tables: dict[str, str | Path] = {
        "edges": job.work / "edges" / name,
        "learnt": job.work / "learnt.parquet",
    }
    asked = """
      SELECT learnt.doc, learnt.hash FROM learnt
        JOIN (SELECT a AS doc FROM edges UNION SELECT b FROM edges) AS held ON held.doc = learnt.doc
       ORDER BY learnt.doc, learnt.hash
    """
    with database(job.spill, tables) as db:
        for doc, each in db.rows(asked):
            learnt.setdefault(doc, []).append(each)
    shelf = Shelf(job.work / "taken", job.plan, _SIDE)
    with (
        part_file(job.work / "told" / name, schemas.TOLD, GROUP) as told,
        part_file(made[0], schemas.schema_of(schemas.COPIES)) as copies,
        part_file(made[1], schemas.schema_of(schemas.PASSAGES)) as passages,
    ):
        for batch in pq.ParquetFile(job.work / "edges" / name).iter_batches(GROUP):
            for rows in matching.tell(_with_sides(batch, shelf, schemas.TO_TELL, learnt)):
                told.add(rows)
                copies.add(matching.copies(rows))
                passages.add(matching.passages(rows))
    job.finish("tell", n, *made)
    advance(high - low + 1)


Step = Callable[[Job, int, Advance], None]
STEPS: dict[str, Step] = {"clean": clean, "take": take, "join": join, "match": match, "tell": tell}


def shard_batch(n: int, shard: Shard) -> pa.RecordBatch:
    """A shard as a row of SHARDS."""
    row = {
        "shard": n,
        "first": shard.first,
        "pieces": json.dumps([asdict(piece) for piece in shard.pieces]),
    }
    return pa.RecordBatch.from_pylist([row], schemas.SHARDS)


def _range(shard: Shard) -> tuple[int, int]:
    return shard.first, shard.first + shard.count - 1


def _texts(job: Job, n: int) -> Iterator[pa.RecordBatch]:
    """TO_TAKE for a shard: its texts that no earlier document holds, with the places of each."""
    low, high = _range(job.plan.shards[n])
    gathered = pq.read_table(
        job.work / "gathered.parquet", filters=[("doc", ">=", low), ("doc", "<=", high)]
    )
    places = {row["doc"]: row for row in gathered.to_pylist()}
    file = pq.ParquetFile(job.work / "cleaned" / part_name(n))
    wanted = [name for name in schemas.TO_TAKE.names if name in schemas.CLEANED.names]
    for batch in file.iter_batches(taking.ROWS, columns=wanted):
        rows = [row | places[row["doc"]] for row in batch.to_pylist() if row["doc"] in places]
        yield pa.RecordBatch.from_pylist(rows, schemas.TO_TAKE)


def _with_sides(
    batch: pa.RecordBatch,
    shelf: Shelf,
    schema: pa.Schema,
    learnt: dict[int, list[int]] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Pairs with what the two texts hold, some at a time."""
    for at in range(0, batch.num_rows, matching.ROWS):
        rows: list[dict[str, Any]] = batch.slice(at, matching.ROWS).to_pylist()
        for row in rows:
            for side in "ab":
                of = shelf.row(row[side])
                row |= {f"{side}_{name}": of[name] for name in _SIDE}
                if learnt is not None:
                    row[f"{side}_learnt"] = learnt.get(row[side], [])
        yield pa.RecordBatch.from_pylist(rows, schema)
