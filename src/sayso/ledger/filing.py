"""Filing: a reading and the place where it was seen become facts, once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from sayso.errors import Forgotten
from sayso.ledger.conclude import conclude
from sayso.ledger.current import make_current
from sayso.ledger.filed import Outcome, Sighting, sighting_at
from sayso.ledger.packed import pack
from sayso.records import Outlet, PublishedEstimate, Reading, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What came of filing one report.

    outcome: `added` a new report; `version` a new report at a known address; `sighted` a known report
    at a new place; `already` nothing that was not there.
    """

    report: str
    sighting: str
    outcome: Outcome


def file_reading(
    db: sqlite3.Connection, reading: Reading, *, seen_at: str, ref: str | None, feed: str | None
) -> Filing:
    """File one reading, inside the caller's transaction. Raises Forgotten."""
    report = reading.report
    _refuse_forgotten(db, report.id)
    row = db.execute("SELECT n FROM reports WHERE id = ?", (report.id,)).fetchone()
    if row is not None:
        _keep(db, row[0], reading)
        return sight(db, report, seen_at=seen_at, ref=ref, feed=feed)
    (report_n,) = db.execute(
        "INSERT INTO reports (id, text, language) VALUES (?, ?, ?) RETURNING n",
        (report.id, report.text, report.language),
    ).fetchone()
    sighting = Sighting.of(report, seen_at=seen_at, ref=ref, feed=feed)
    sighting_n = _insert(db, sighting, report_n)
    kept = _keep(db, report_n, reading, sighting_n)
    make_current(db, report_n, kept, sighting_n)
    conclude(
        db, report=report_n, sighting=(sighting_n, sighting), text=report.text, reading=reading
    )
    outcome: Outcome = "version" if _is_version(db, sighting_n) else "added"
    return Filing(report=report.id, sighting=sighting.id, outcome=outcome)


def sight(
    db: sqlite3.Connection, report: Report, *, seen_at: str, ref: str | None, feed: str | None
) -> Filing:
    """File that a known report was seen, inside the caller's transaction. Raises Forgotten.

    Nothing is read again: what this place does not say of the report and the text itself does (its
    headline, an outlet that its promotions name) is taken from the sighting that it was read for.
    """
    _refuse_forgotten(db, report.id)
    report_n, read_for = db.execute(
        "SELECT r.n, g.sighting FROM reports AS r JOIN current_readings AS c ON c.report = r.n"
        " JOIN readings AS g ON g.n = c.reading WHERE r.id = ?",
        (report.id,),
    ).fetchone()
    known = sighting_at(db, read_for)
    shown = known.outlet if known.outlet_inferred else None
    completed = replace(
        report,
        title=report.title or (known.title if known.title and known.title in report.text else None),
        outlet=report.outlet or (Outlet(name=shown, inferred=True) if shown else None),
        published_estimate=None if report.published else _days(known),
    )
    sighting = Sighting.of(completed, seen_at=seen_at, ref=ref, feed=feed)
    if _says_nothing_new(db, sighting, report_n):
        return Filing(report=report.id, sighting=sighting.id, outcome="already")
    sighting_n = _insert(db, sighting, report_n)
    conclude(db, report=report_n, sighting=(sighting_n, sighting), text=report.text)
    outcome: Outcome = "version" if _is_version(db, sighting_n) else "sighted"
    return Filing(report=report.id, sighting=sighting.id, outcome=outcome)


def _days(known: Sighting) -> PublishedEstimate | None:
    """When a text that was seen elsewhere must be from: as was stated there, or as it shows itself."""
    first, last = known.published_from, known.published_to
    if first is None or last is None:
        first, last = known.estimate_from, known.estimate_to
    if first is None and last is None:
        return None
    return PublishedEstimate(from_=first and first[:10], to=last and last[:10], reasons=())


def _says_nothing_new(db: sqlite3.Connection, sighting: Sighting, report: int) -> bool:
    """Whether the report was seen at this place, with all that is now said of it."""
    asked = (
        "SELECT 1 FROM sightings WHERE report = :report"
        " AND coalesce(url_key, ref) IS coalesce(:url_key, :ref)"
        " AND (:outlet IS NULL OR outlet IS :outlet) AND (:title IS NULL OR title IS :title)"
        " AND (:byline IS NULL OR byline IS :byline)"
        " AND (:published_from IS NULL OR published_from IS :published_from)"
    )
    given = {**dict(zip(Sighting.columns(), sighting.values(), strict=True)), "report": report}
    return db.execute(asked, given).fetchone() is not None


def _refuse_forgotten(db: sqlite3.Connection, report_id: str) -> None:
    gone = db.execute("SELECT forgotten_at FROM tombstones WHERE id = ?", (report_id,)).fetchone()
    if gone:
        raise Forgotten(f"it was forgotten on {gone[0][:10]} and is not filed again")


def _insert(db: sqlite3.Connection, sighting: Sighting, report: int) -> int:
    columns = Sighting.columns()
    (n,) = db.execute(
        f"INSERT INTO sightings ({', '.join(columns)}, report)"
        f" VALUES ({', '.join('?' * len(columns))}, ?) RETURNING n",
        (*sighting.values(), report),
    ).fetchone()
    return int(n)


def _keep(
    db: sqlite3.Connection, report: int, reading: Reading, sighting: int | None = None
) -> int:
    """Keep a reading, unless one of the same reader is there. Returns its row."""
    made = reading.generated_by
    version = (report, made.sayso, made.model or "")
    known = db.execute(
        "SELECT n FROM readings WHERE report = ? AND sayso = ? AND model = ?", version
    ).fetchone()
    if known:
        return int(known[0])
    if sighting is None:
        (sighting,) = db.execute(
            "SELECT min(n) FROM sightings WHERE report = ?", (report,)
        ).fetchone()
    (n,) = db.execute(
        "INSERT INTO readings (report, sayso, model, sighting, started, data)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING n",
        (*version, sighting, made.started, pack(reading)),
    ).fetchone()
    return int(n)


def _is_version(db: sqlite3.Connection, sighting: int) -> bool:
    found = db.execute("SELECT 1 FROM versions WHERE later = ?", (sighting,)).fetchone()
    return found is not None
