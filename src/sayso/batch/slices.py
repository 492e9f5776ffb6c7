"""A slice of a batch's output, on its way into a ledger: readings, and where else each text was seen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from sayso.batch.cleaning import report_of
from sayso.batch.duck import database
from sayso.batch.manifest import NAME
from sayso.batch.schemas import DOCUMENTS, READINGS
from sayso.errors import InputError, NotFound, UnsupportedFormat
from sayso.intake import InputFailure
from sayso.ledger.addresses import host_of
from sayso.records import Reading, Report
from sayso.records.unwire import reading_from_dict

_COLUMNS = (
    *("ref", "url", "title", "outlet", "byline", "language", "published_from", "published_to"),
    *("published_precision", "raw_sha256", "media_type"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which documents are wanted: published between two days, at some hosts. Nothing given: all."""

    since: str | None = None
    until: str | None = None
    hosts: tuple[str, ...] = ()

    def condition(self) -> tuple[str, list[str]]:
        """SQL over DOCUMENTS, and what stands for its question marks."""
        parts, given = ["d.outcome IN ('read', 'duplicate')"], []
        if self.since:
            parts.append("substr(d.published_to, 1, 10) >= ?")
            given.append(self.since)
        if self.until:
            parts.append("substr(d.published_from, 1, 10) <= ?")
            given.append(self.until)
        if self.hosts:
            parts.append(f"d.host IN ({', '.join('?' * len(self.hosts))})")
            given += [host_of(f"//{host}") or host for host in self.hosts]
        return " AND ".join(parts), given


def open_batches(
    folders: list[str], wanted: Slice
) -> Iterator[Reading | tuple[Reading, Report] | InputFailure]:
    """The reading of each text that the slice holds, and (reading, report) for each further place of it.

    A folder that is no finished batch, or one without readings, gives an InputFailure.
    """
    for folder in folders:
        try:
            yield from _opened(Path(folder), wanted)
        except InputError as error:
            yield InputFailure(ref=folder, error=error)


def _opened(folder: Path, wanted: Slice) -> Iterator[Reading | tuple[Reading, Report]]:
    if not (folder / NAME).is_file():
        raise NotFound("it is no folder that `sayso batch` has finished")
    if not (folder / READINGS.noun).is_dir():
        raise UnsupportedFormat("it holds no readings: its batch was asked for copies only")
    condition, given = wanted.condition()
    query = f"""
      SELECT d.doc, d.first, {", ".join(f"d.{name}" for name in _COLUMNS)}, r.reading
        FROM documents AS d JOIN readings AS r ON r.doc = d.first
       WHERE {condition} ORDER BY d.doc
    """
    schema = pa.schema(
        [("doc", pa.int64()), ("first", pa.int64())]
        + [(name, pa.string()) for name in (*_COLUMNS, "reading")]
    )
    tables: dict[str, str | Path] = {
        "documents": folder / DOCUMENTS.noun,
        "readings": folder / READINGS.noun,
    }
    with database(folder / "_spill", tables) as db:
        for batch in db.ask(query, schema, given):
            for row in batch.to_pylist():
                reading = reading_from_dict(json.loads(row["reading"]))
                yield reading if row["doc"] == row["first"] else (reading, _seen(reading, row))


def _seen(reading: Reading, row: dict[str, Any]) -> Report:
    """The same text at another place, with what that place says of it."""
    known = reading.report
    return report_of({**row, "report": known.id, "text": known.text})
