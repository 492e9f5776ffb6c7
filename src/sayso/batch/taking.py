"""The second stage: each text is read once, with what its first place says of it, and laid out as tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sayso.batch.cleaning import Advance, Batches, nobody, report_of, unread
from sayso.batch.inputs import mistake
from sayso.batch.schemas import GATHERED, READINGS, TAKEN, batch_of
from sayso.errors import InputError
from sayso.export.tables import Row, Table, reading_rows
from sayso.reading.language import check_language
from sayso.records import Event, GeneratedBy, Reading, Report
from sayso.records.unwire import reading_from_dict
from sayso.records.wire import to_line
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.ledger.answers.contents import FiledReport

ROWS = 20
"""Readings in a batch: they are large."""
PLACES = 64
"""Of a text that was seen more often, the first so many places tell who copied whom."""
_PLACE = ("url_key", "host", "outlet", "title", "byline", "published_from", "published_to", "ref")


def gather(occurrences: Batches) -> Iterator[pa.RecordBatch]:
    """OCCURRENCES, those of each text together and in order -> GATHERED."""
    rows: list[dict[str, Any]] = []
    for first, group in groupby(_rows(occurrences), lambda row: row["first"]):
        places: list[list[Any]] = []
        seen = 0
        for row in group:
            seen += 1
            if len(places) < PLACES:
                places.append([row[name] for name in _PLACE])
        rows.append({"doc": first, "seen": seen, "places": json.dumps(places)})
        if len(rows) == 50 * ROWS:
            yield pa.RecordBatch.from_pylist(rows, GATHERED)
            rows = []
    yield pa.RecordBatch.from_pylist(rows, GATHERED)


def take(
    texts: Batches,
    *,
    started: str,
    reading: bool,
    events: Sequence[Event] = (),
    reader: str = "careful",
    advance: Advance = nobody,
) -> Iterator[tuple[pa.RecordBatch, list[Reading]]]:
    """TO_TAKE -> TAKEN, with the readings in it: each text read, or only asked whether it is English.

    reading: whether it is read. reader: the shipped model that reads.
    """
    for batch in texts:
        for at in range(0, batch.num_rows, ROWS):
            rows, readings = [], []
            for row in batch.slice(at, ROWS).to_pylist():
                taken, found = _taken(row, started, events if reading else None, reader)
                rows.append(taken)
                readings += [found] if found else []
                advance(1)
            yield pa.RecordBatch.from_pylist(rows, TAKEN), readings


def readings_in(taken: pa.RecordBatch) -> list[Reading]:
    """The readings that a batch of TAKEN holds, out of their JSON."""
    lines = taken.column("reading").to_pylist()
    return [reading_from_dict(json.loads(line)) for line in lines if line is not None]


def without_readings(taken: pa.RecordBatch) -> pa.RecordBatch:
    """TAKEN for the steps that compare texts: what is read in them lies in the output already."""
    at = TAKEN.get_field_index("reading")
    return taken.set_column(at, TAKEN.field(at), pa.nulls(taken.num_rows, pa.string()))


def flatten(
    taken: pa.RecordBatch, readings: Sequence[Reading], tables: Sequence[Table]
) -> Iterator[tuple[Table, pa.RecordBatch]]:
    """TAKEN, and the readings in it -> what each of the tables holds of them: READINGS or `export.tables`."""
    rows: defaultdict[Table, list[Row]] = defaultdict(list)
    for row in taken.select(["doc", "report", "reading"]).to_pylist():
        if row["reading"] is not None:
            rows[READINGS].append((row["doc"], row["report"], row["reading"]))
    for reading in readings if set(tables) - {READINGS} else ():
        for of, each in reading_rows(_filed(reading)):
            rows[of].append(each)
    for of in tables:
        yield of, batch_of(of, rows[of])


def _taken(
    row: dict[str, Any], started: str, events: Sequence[Event] | None, reader: str
) -> tuple[dict[str, Any], Reading | None]:
    report = report_of(row)
    told = {name: row[name] for name in ("doc", "report", "text", "seen", "places")}
    try:
        reading = _read(report, started, events, reader)
    except InputError as error:
        return {**told, **unread(error)}, None
    except Exception as error:  # a mistake of ours, which must not cost the other ten thousand
        return {**told, **unread(mistake(error))}, None
    left_out = _left_out(row["furniture"], reading)
    line = to_line(reading.to_dict())
    return {**told, "outcome": "read", "left_out": left_out, "reading": line}, reading


def _left_out(furniture: list[int], reading: Reading) -> list[int]:
    """What a comparison leaves out from the start: `reuse.Side` has it in this order."""
    ranges = list(zip(furniture[::2], furniture[1::2], strict=True))
    aside = (span for each in reading.boilerplate for span in each.spans if span.in_ is None)
    ranges += [(span.start, span.end) for span in aside]
    return [n for span in sorted(ranges) for n in span]


def _read(report: Report, started: str, events: Sequence[Event] | None, reader: str) -> Reading:
    if events is None:
        check_language(report.text)
        made = GeneratedBy(sayso=__version__, model=None, started=started)
        return Reading(generated_by=made, report=report)
    from sayso.reading.reader import read_report  # loads the model: not before there is a text

    return read_report(report, started=started, events=tuple(events), model=reader)


def _filed(reading: Reading) -> FiledReport:
    """As the ledger would have it, by whose ids the claims are called."""
    from sayso.ledger.answers.contents import FiledReport
    from sayso.ledger.index import claim_id

    claims: dict[str, str] = {}
    seen: set[str] = set()
    for claim in reading.claims:
        named = claim_id(reading.report.id, claim)
        if named not in seen:
            seen.add(named)
            claims[claim.id] = named
    return FiledReport(reading=reading, sightings=(), claims=claims)


def _rows(batches: Batches) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()
