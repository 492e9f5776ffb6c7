"""One claim's life: where it was seen, what became of the page, what was said on the same matter."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sayso.ledger import asking, showing
from sayso.ledger.conclude import current_reading
from sayso.ledger.judgements import Decided
from sayso.ledger.lines import ClaimLine, ClaimRecord, VersionLine
from sayso.ledger.signals import origins
from sayso.records import Reading

MOST = 200
"""Claims that are told of one matter: a cluster may hold thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another claim and how it stands to this one.

    relation: same | updates | updated-by | conflicts | unrelated-but-close. judged: what a person
    decided, which counts for more; None where nobody did, and the relation is a suggestion.
    """

    relation: str
    similarity: float
    judged: Decided | None
    claim: ClaimLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One claim with all that the ledger knows to bear on it.

    gathered: the claims on the same matter, this one too, the earliest published first, MOST at most.
    origins: at least and at most so many behind them, None where it stands alone.
    """

    record: ClaimRecord
    reading: Reading
    versions: tuple[VersionLine, ...]
    related: tuple[Related, ...]
    gathered: tuple[ClaimLine, ...]
    origins: tuple[int, int] | None


def life(db: sqlite3.Connection, n: int) -> Life:
    """The life of the claim at a row."""
    record = showing.claim(db, n)
    (report,) = db.execute("SELECT report FROM claims WHERE n = ?", (n,)).fetchone()
    return Life(
        record=record,
        reading=current_reading(db, report),
        versions=tuple(showing.versions(db, report)),
        related=tuple(_related(db, n)),
        gathered=tuple(_gathered(db, n)),
        origins=origins(db, record.claim.claim),
    )


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
        Related(relation=relation, similarity=close, judged=verdict, claim=asking.claim(db, other))
        for other, relation, close, verdict in rows
    ]


def _gathered(db: sqlite3.Connection, n: int) -> list[ClaimLine]:
    rows = db.execute(
        "SELECT k.claim FROM cluster_claims AS m JOIN cluster_claims AS k ON k.cluster = m.cluster"
        " WHERE m.claim = ? ORDER BY k.claim LIMIT ?",
        (n, MOST),
    ).fetchall()
    lines = [asking.claim(db, other) for (other,) in rows]
    # One whose day nobody knows comes last, not first.
    return sorted(lines, key=lambda line: line.published_from or "9999")
