"""The tray: suggested matches that nobody has decided yet, and those that somebody has, with what speaks for them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import get_args

from sayso.ledger import ids
from sayso.ledger.answers import asking
from sayso.ledger.judging.judgements import Judgement, judgements
from sayso.ledger.lines import ClaimLine
from sayso.ledger.matching import matches
from sayso.ledger.matching.differing import Reason, Relation

RELATIONS: tuple[Relation, ...] = get_args(Relation)
_UNDECIDED = (
    "NOT EXISTS (SELECT 1 FROM judged AS j WHERE j.claim_a = min(c.id, o.id)"
    " AND j.claim_b = max(c.id, o.id))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims, how they are suggested to relate, and why. rows: theirs, the later one's first.

    relation: None where nothing is suggested any more and only a person spoke. judged: the last word.
    """

    rows: tuple[int, int]
    later: ClaimLine
    earlier: ClaimLine
    relation: Relation | None
    similarity: float | None
    reasons: tuple[Reason, ...]
    judged: Judgement | None


def suggested(
    db: sqlite3.Connection,
    *,
    relation: Relation | None = None,
    before: tuple[int, int] | None = None,
    limit: int = 20,
) -> list[Pair]:
    """The newest undecided matches; `before` goes on behind the rows of a pair.

    relation: by default all that say that the two are about one matter.
    """
    rows = db.execute(
        "SELECT m.claim, m.other, m.relation, m.similarity FROM matches AS m"
        " JOIN claims AS c ON c.n = m.claim JOIN claims AS o ON o.n = m.other"
        f" WHERE (m.claim, m.other) < (?, ?)"
        f" AND iif(? IS NULL, m.relation <> 'unrelated-but-close', m.relation = ?) AND {_UNDECIDED}"
        " ORDER BY m.claim DESC, m.other DESC LIMIT ?",
        (*(before or (1 << 62, 0)), relation, relation, limit),
    ).fetchall()
    return [_pair(db, *row) for row in rows]


def decided(
    db: sqlite3.Connection, *, before: int | None = None, limit: int = 20
) -> list[tuple[int, Pair]]:
    """The pairs that somebody decided, the newest word first, with its row; `before` goes on behind one."""
    rows = db.execute(
        "SELECT j.n, j.claim_a, j.claim_b FROM judgements AS j"
        " JOIN claims AS a ON a.id = j.claim_a JOIN claims AS b ON b.id = j.claim_b"
        " WHERE j.n < ? AND j.verdict <> 'withdrawn'"
        " AND NOT EXISTS (SELECT 1 FROM judgements AS later WHERE later.replaces = j.id)"
        " ORDER BY j.n DESC LIMIT ?",
        (before if before is not None else 1 << 62, limit),
    ).fetchall()
    return [(n, pair(db, one, other)) for n, one, other in rows]


def pair(db: sqlite3.Connection, one: str, other: str) -> Pair:
    """One pair by the ids of its claims. Raises NoSuchRecord."""
    (_, a), (_, b) = ids.find(db, one, "claim"), ids.find(db, other, "claim")
    row = db.execute(
        "SELECT claim, other, relation, similarity FROM matches"
        " WHERE (claim = ?1 AND other = ?2) OR (claim = ?2 AND other = ?1)",
        (a, b),
    ).fetchone()
    return _pair(db, *(row or (max(a, b), min(a, b), None, None)))


def _pair(
    db: sqlite3.Connection, later: int, earlier: int, relation: Relation | None, close: float | None
) -> Pair:
    one, other = asking.claim(db, later), asking.claim(db, earlier)
    both = {one.claim, other.claim}
    said = [j for j in judgements(db, one.claim) if set(j.claims) == both]
    return Pair(
        rows=(later, earlier),
        later=one,
        earlier=other,
        relation=relation,
        similarity=close,
        reasons=matches.reasons(db, later, earlier),
        judged=said[-1] if said and said[-1].verdict != "withdrawn" else None,
    )
