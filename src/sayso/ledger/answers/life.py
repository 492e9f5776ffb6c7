"""One claim's life: where it was seen, what became of the page, what was said on the same matter."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sayso.errors import NoSuchRecord
from sayso.ledger import ids
from sayso.ledger.answers import asking, showing
from sayso.ledger.answers.searching import fts
from sayso.ledger.copying.copy_lines import CopyLine, copy_lines
from sayso.ledger.judging.judgements import Decided
from sayso.ledger.lines import ClaimLine, ClaimRecord, VersionLine
from sayso.ledger.matching import matches
from sayso.ledger.matching.differing import Reason
from sayso.ledger.provenance.origin_lines import OriginsLine, line_of

MOST = 50
"""Claims and copies that are told of: there may be thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another claim and how it stands to this one.

    relation: same | updates | updated-by | conflicts | unrelated-but-close. judged: what a person
    decided, which counts for more; None where nobody did, and the relation is a suggestion.
    """

    relation: str
    similarity: float
    judged: Decided | None
    reasons: tuple[Reason, ...]
    claim: ClaimLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Where a report was seen first: outlet or host, and the first day on which it can have been printed."""

    outlet: str | None
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One claim with all that the ledger knows to bear on it; of each list MOST at most.

    copies: of its report. gathered: the other claims on the same matter, the earliest published first.
    origins: those behind them all. printed: by the ids of the reports that the other fields name,
    who printed each and when. could_come_from stands in `record`.
    """

    record: ClaimRecord
    versions: tuple[VersionLine, ...]
    copies: tuple[CopyLine, ...]
    related: tuple[Related, ...]
    gathered: tuple[ClaimLine, ...]
    origins: OriginsLine
    printed: dict[str, Printed]


def life(db: sqlite3.Connection, n: int, *, most_copies: int = MOST) -> Life:
    """The life of the claim at a row. Of the copies, `most_copies` are told of."""
    (report,) = db.execute("SELECT report FROM claims WHERE n = ?", (n,)).fetchone()
    record = showing.claim(db, n)
    origins = line_of(db, record.claim.claim)
    versions = tuple(showing.versions(db, report))
    copies = tuple(islice(copy_lines(db, report), most_copies))
    named = {*origins.reports, *(r for v in versions for r in (v.earlier, v.later))}
    named |= {r for copy in copies for r in (copy.from_, copy.to)}
    return Life(
        record=record,
        versions=versions,
        copies=copies,
        related=tuple(_related(db, n)),
        gathered=tuple(_gathered(db, origins, record.claim.claim)),
        origins=origins,
        printed=_printed(db, sorted(named)),
    )


def most_told(db: sqlite3.Connection, reports: Sequence[str]) -> str | None:
    """Of the central claims of these reports (ids), the id of the one that most reports tell."""
    row = db.execute(
        "SELECT c.id FROM reports AS r JOIN claims AS c ON c.report = r.n"
        " LEFT JOIN cluster_claims AS m ON m.claim = c.n LEFT JOIN clusters AS k ON k.n = m.cluster"
        " WHERE r.id IN (SELECT value FROM json_each(?)) AND c.central"
        " ORDER BY coalesce(k.reports, 0) DESC, c.in_headline, c.n LIMIT 1",
        (json.dumps(list(reports)),),
    ).fetchone()
    return str(row[0]) if row else None


def _printed(db: sqlite3.Connection, reports: list[str]) -> dict[str, Printed]:
    rows = db.execute(
        "SELECT r.id, coalesce(s.outlet, s.host), substr(coalesce(s.published_from, s.estimate_from), 1, 10)"
        " FROM reports AS r JOIN sightings AS s ON s.n = (SELECT sighting FROM current_readings WHERE report = r.n)"
        " WHERE r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(reports),),
    )
    return {report: Printed(outlet=outlet, day=day) for report, outlet, day in rows.fetchall()}


def _related(db: sqlite3.Connection, n: int) -> list[Related]:
    rows = db.execute(
        "SELECT m.n, m.relation, m.similarity, (SELECT verdict FROM judged AS j"
        " WHERE j.claim_a = min(c.id, o.id) AND j.claim_b = max(c.id, o.id)) FROM ("
        " SELECT other AS n, relation, similarity FROM matches WHERE claim = ?1 UNION ALL"
        " SELECT claim, iif(relation = 'updates', 'updated-by', relation), similarity FROM matches"
        " WHERE other = ?1) AS m JOIN claims AS o ON o.n = m.n JOIN claims AS c ON c.n = ?1"
        " ORDER BY m.similarity DESC, m.n LIMIT ?2",
        (n, MOST),
    ).fetchall()
    return [
        Related(
            relation=relation,
            similarity=close,
            judged=verdict,
            reasons=matches.reasons(db, n, other),
            claim=asking.claim(db, other),
        )
        for other, relation, close, verdict in rows
    ]


def _gathered(db: sqlite3.Connection, origins: OriginsLine, claim: str) -> list[ClaimLine]:
    lines = asking.named(db, [other for other in origins.claims if other != claim][:MOST])
    # One whose day nobody knows comes last, not first.
    return sorted(lines, key=lambda line: line.published_from or "9999")


def claim_meant(db: sqlite3.Connection, given: str) -> int:
    """The row of the claim that an id means, or that holds the words best in the newest report with all.

    Raises NoSuchRecord.
    """
    try:
        return ids.find(db, given, "claim")[1]
    except NoSuchRecord:
        asked = fts(given)
        found = (
            asked
            and db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 1", (asked,)
            ).fetchone()
        )
        if not found:
            raise
    wanted = set(given.casefold().replace('"', " ").split())
    rows = db.execute("SELECT n, text FROM claims WHERE report = ? ORDER BY n", found).fetchall()
    held = [(len(wanted & set(re.findall(r"\w+", text.casefold()))), -n) for n, text in rows]
    if not held or not max(held)[0]:
        raise NoSuchRecord(
            f"the newest report that holds these words makes no claim with them: {given}"
        )
    return -int(max(held)[1])
