"""What became of what a source said before: how often corroborated, contradicted, corrected.

A count of what the ledger holds, no measure of anybody: who is quoted more is contradicted more. Asked for
the newest claims only, so that it costs the same in a large ledger.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

MOST_CLAIMS = 300
"""The newest claims of a source, by which it is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the ledger remembers of a source, or of an outlet. All but `target` are ids of claims of its own.

    claims: those whose chain ends at it (an outlet: its own word), the newest first. corroborated: told of
    by two known origins at least. contradicted: another claim conflicts. corrected: it gave another figure
    itself later (a source), or changed the page (an outlet).
    """

    target: str
    claims: tuple[str, ...]
    corroborated: tuple[str, ...]
    contradicted: tuple[str, ...]
    corrected: tuple[str, ...]


def memory(db: sqlite3.Connection, target: str) -> Memory:
    """The memory of a source by its whole id, or of an outlet as "outlet:" and its host."""
    outlet = target.startswith("outlet:")
    rows = (
        db.execute(_OF_OUTLET, (target.removeprefix("outlet:"), MOST_CLAIMS))
        if outlet
        else db.execute(_OF_SOURCE, (target, MOST_CLAIMS))
    ).fetchall()
    claims = dict(rows)
    corrected = _pages_changed(db, claims) if outlet else _restated(db, claims, target)
    return Memory(
        target=target,
        claims=tuple(claims.values()),
        corroborated=_named(claims, (n for n in claims if _corroborated(db, n))),
        contradicted=_named(claims, (n for n in claims if conflicting(db, n))),
        corrected=_named(claims, corrected),
    )


def conflicting(db: sqlite3.Connection, claim: int) -> list[str]:
    """The ids of claims that a claim (by its row) conflicts with, unless a person said that they differ."""
    return related(db, claim, "conflicts")


def related(db: sqlite3.Connection, claim: int, relation: str) -> list[str]:
    """The ids of claims that stand in a relation to one, unless a person said that they differ."""
    rows = db.execute(
        "SELECT o.id FROM (SELECT other AS n FROM matches WHERE claim = ?1 AND relation = ?2"
        " UNION SELECT claim FROM matches WHERE other = ?1 AND relation = ?2) AS m"
        " JOIN claims AS o ON o.n = m.n JOIN claims AS c ON c.n = ?1"
        " WHERE NOT EXISTS (SELECT 1 FROM judged AS j WHERE j.verdict = 'different'"
        " AND j.claim_a = min(c.id, o.id) AND j.claim_b = max(c.id, o.id)) ORDER BY o.n",
        (claim, relation),
    )
    return [named for (named,) in rows]


def _corroborated(db: sqlite3.Connection, claim: int) -> bool:
    row = db.execute(
        "SELECT at_least FROM cluster_claims AS m JOIN clusters AS k ON k.n = m.cluster"
        " WHERE m.claim = ?",
        (claim,),
    ).fetchone()
    return row is not None and row[0] >= 2


def _restated(db: sqlite3.Connection, claims: dict[int, str], source: str) -> list[int]:
    """Claims that a later one of the same source updates or conflicts with."""
    return [
        n
        for n in claims
        if db.execute(
            "SELECT 1 FROM (SELECT other AS later FROM matches WHERE claim = ?1"
            " AND relation = 'conflicts' UNION SELECT claim FROM matches WHERE other = ?1"
            " AND relation IN ('conflicts', 'updates')) AS m JOIN claims AS c ON c.n = m.later"
            f" WHERE m.later > ?1 AND {_ENDS_AT.format(chain='c.chain', source='?2')}",
            (n, source),
        ).fetchone()
    ]


def _pages_changed(db: sqlite3.Connection, claims: dict[int, str]) -> list[int]:
    """Claims on pages whose text was changed later."""
    return [
        n
        for n in claims
        if db.execute(
            "SELECT 1 FROM claims AS c JOIN sightings AS s ON s.report = c.report"
            " JOIN versions AS v ON v.earlier = s.n WHERE c.n = ?",
            (n,),
        ).fetchone()
    ]


def _named(claims: dict[int, str], rows: Iterable[int]) -> tuple[str, ...]:
    return tuple(claims[n] for n in rows)


_ENDS_AT = (
    "EXISTS (SELECT 1 FROM chain_sources AS l JOIN sources AS o ON o.n = l.source"
    " JOIN chains AS h ON h.n = l.chain WHERE l.chain = {chain} AND o.id = {source}"
    " AND l.place = json_array_length(h.links) - 1)"
)
# Chains are numbered in the order of filing, as claims are: the newest are met first.
_OF_SOURCE = (
    "SELECT c.n, c.id FROM chain_sources AS l CROSS JOIN chains AS h ON h.n = l.chain"
    " CROSS JOIN claims AS c ON c.report = h.report AND c.chain = h.n"
    " WHERE l.source = (SELECT n FROM sources WHERE id = ?)"
    " AND l.place = json_array_length(h.links) - 1 ORDER BY l.chain DESC, c.n DESC LIMIT ?"
)
_OF_OUTLET = (
    "SELECT c.n, c.id FROM claims AS c WHERE c.degree = 0 AND c.report IN"
    " (SELECT report FROM sightings WHERE host = ?) ORDER BY c.n DESC LIMIT ?"
)
