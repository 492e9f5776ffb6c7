"""Everything about one record: a report, a claim, a source."""

from __future__ import annotations

import json
import sqlite3

from sayso.ledger.answers import asking
from sayso.ledger.answers.selecting import Selection
from sayso.ledger.current import current_packed
from sayso.ledger.ids import Noun
from sayso.ledger.judging.sources_memory import memory
from sayso.ledger.lines import ClaimRecord, ReportRecord, SourceRecord, VersionLine
from sayso.ledger.timeline.tracing import could_come_from

MOST_CLAIMS = 200
"""A source that is cited more often than this is shown by its newest claims."""


def show(db: sqlite3.Connection, noun: Noun, n: int) -> ReportRecord | ClaimRecord | SourceRecord:
    """The record of a noun at a row."""
    if noun == "report":
        return report(db, n)
    return claim(db, n) if noun == "claim" else source(db, n)


def report(db: sqlite3.Connection, n: int) -> ReportRecord:
    """One report: where it was seen, its versions, its claims in the order of the text."""
    named, language, sayso, model = db.execute(
        "SELECT r.id, r.language, g.sayso, g.model FROM reports AS r"
        " JOIN current_readings AS c ON c.report = r.n JOIN readings AS g ON g.n = c.reading"
        " WHERE r.n = ?",
        (n,),
    ).fetchone()
    found = asking.claims(db, Selection(report=n), limit=-1)
    return ReportRecord(
        report=named,
        language=language,
        sayso=sayso,
        model=model,
        sightings=tuple(asking.sightings(db, n)),
        versions=tuple(versions(db, n)),
        claims=tuple(line for _, line in sorted(found, key=lambda pair: pair[0])),
    )


def versions(db: sqlite3.Connection, report: int) -> list[VersionLine]:
    """The changes of text at this report's addresses, that led to it or away from it."""
    rows = db.execute(
        "SELECT a.id, b.id, t.seen_at, v.changes FROM versions AS v"
        " JOIN sightings AS s ON s.n = v.earlier JOIN sightings AS t ON t.n = v.later"
        " JOIN reports AS a ON a.n = s.report JOIN reports AS b ON b.n = t.report"
        " WHERE v.earlier IN (SELECT n FROM sightings WHERE report = ?1)"
        " OR v.later IN (SELECT n FROM sightings WHERE report = ?1) ORDER BY t.n",
        (report,),
    )
    return [
        VersionLine(earlier=a, later=b, seen_at=at, changes=json.loads(changes))
        for a, b, at, changes in rows
    ]


def claim(db: sqlite3.Connection, n: int) -> ClaimRecord:
    """One claim with its places in the text and its figures."""
    line = asking.claim(db, n)
    (of,) = db.execute("SELECT report FROM claims WHERE n = ?", (n,)).fetchone()
    packed = current_packed(db, of)
    found = packed.claim(line.local_id)
    quantities = packed.quantities(found.quantities)
    return ClaimRecord(
        claim=line,
        spans=found.spans,
        quantities=quantities,
        sightings=tuple(asking.sightings(db, of)),
        could_come_from=could_come_from(db, n),
    )


def source(db: sqlite3.Connection, n: int) -> SourceRecord:
    """One named source and the claims whose chains it stands in."""
    named, name, kind = db.execute(
        "SELECT id, name, kind FROM sources WHERE n = ?", (n,)
    ).fetchone()
    (reports,) = db.execute(
        "SELECT count(DISTINCT g.report) FROM chain_sources AS l JOIN chains AS g ON g.n = l.chain"
        " WHERE l.source = ?",
        (n,),
    ).fetchone()
    found = asking.claims(db, Selection(source_n=n), limit=MOST_CLAIMS)
    return SourceRecord(
        source=named,
        name=name,
        kind=kind,
        reports=reports,
        memory=memory(db, named),
        claims=tuple(line for _, line in found),
    )
